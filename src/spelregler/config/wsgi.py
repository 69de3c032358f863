"""The WSGI application that granian serves."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from spelregler.config.chunked import with_whole_bodies
from spelregler.platform import collecting
from spelregler.platform.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
application = with_whole_bodies(get_wsgi_application())
parent = multiprocessing.parent_process()
if parent is not None and parent.pid is not None:
    end_with_parent(parent.pid)  # `serve` started this process, which keeps the port for as long as it lives
_ = get_resolver().url_patterns  # every page is read in now, and not while somebody waits for the first one
collecting.search_seldom()
