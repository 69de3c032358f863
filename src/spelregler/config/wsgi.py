"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from spelregler.config.chunked import with_whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spelregler.config.settings.embedded")
application = with_whole_bodies(get_wsgi_application())
