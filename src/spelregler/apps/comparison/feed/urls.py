"""Addresses as Kolada has them, with and without a slash at the end."""

from django.urls import re_path

from spelregler.apps.comparison.feed import views

urlpatterns = [
    re_path(r"^(?P<what>kpi|kpi_groups|municipality|municipality_groups|ou)/?$", views.catalogue),
    re_path(r"^(?P<what>kpi|kpi_groups|municipality|municipality_groups|ou)/(?P<ids>[^/]+)/?$", views.catalogue),
    re_path(r"^(?P<what>data|oudata)/?$", views.figures),
    re_path(r"^(?P<what>data|oudata)/(?P<rest>.+)$", views.figures),
]
