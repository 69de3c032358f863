"""Addresses as Kolada has them, with and without a slash at the end."""

from django.urls import re_path

from spelregler.apps.comparison import feed_views

urlpatterns = [
    re_path(r"^(?P<what>kpi|kpi_groups|municipality|municipality_groups|ou)/?$", feed_views.catalogue),
    re_path(r"^(?P<what>kpi|kpi_groups|municipality|municipality_groups|ou)/(?P<ids>[^/]+)/?$", feed_views.catalogue),
    re_path(r"^(?P<what>data|oudata)/?$", feed_views.figures),
    re_path(r"^(?P<what>data|oudata)/(?P<rest>.+)$", feed_views.figures),
]
