"""Addresses of OParl and Popolo. One way to write each, without a slash at the end."""

from django.urls import path, re_path

from spelregler.apps.meetings.feed import views
from spelregler.apps.meetings.feed.oparl import ONE
from spelregler.apps.meetings.feed.popolo import KINDS

urlpatterns = [
    path("oparl/v1.1/", views.system),
    re_path(rf"^oparl/v1\.1/(?P<name>{'|'.join(ONE.values())})$", views.things),
    path("oparl/v1.1/organization/<code:body>/meetings", views.things, {"name": "meetings"}),
    path("oparl/v1.1/file/<id:pk>/<path:name>", views.minutes),
    re_path(rf"^oparl/v1\.1/(?P<word>{'|'.join(ONE)})/(?P<key>[\w-]{{1,60}})$", views.thing),
    re_path(rf"^popolo/v1/(?P<kind>{'|'.join(KINDS)})$", views.popolo_things),
]
