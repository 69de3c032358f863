"""The addresses of provisioning."""

from django.urls import path, re_path

from spelregler.apps.identity.scim import views

many = views.speaks_scim(GET=views.listed, POST=views.created)
one = views.speaks_scim(GET=views.read, PUT=views.replaced, PATCH=views.patched, DELETE=views.removed)
types, schemas = views.speaks_scim(GET=views.resource_types), views.speaks_scim(GET=views.schemas)
lost = views.speaks_scim(**dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), views.nothing))

urlpatterns = [
    path("ServiceProviderConfig", views.speaks_scim(GET=views.capabilities)),
    path("ResourceTypes", types),
    path("ResourceTypes/<str:name>", types),
    path("Schemas", schemas),
    path("Schemas/<str:name>", schemas),
    re_path(r"^(?P<kind>Users|Groups)$", many),
    re_path(r"^(?P<kind>Users|Groups)/\.search$", views.speaks_scim(POST=views.searched)),
    re_path(r"^(?P<kind>Users|Groups)/(?P<number>[^/]+)$", one),
    path(".search", views.speaks_scim(POST=views.searched_everywhere)),
    path("<path:path>", lost),
]
