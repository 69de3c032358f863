"""Every address of the product. Each room holds its own."""

from django.urls import URLPattern, URLResolver, include, path

import spelregler.platform.addresses  # noqa: F401  what a part of an address may be

handler500 = "spelregler.config.crowding.fault"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("spelregler.apps.home.urls")),
    path("start/", include("spelregler.apps.start.urls")),
    path("konto/", include("spelregler.apps.identity.urls")),
    path("", include("spelregler.apps.notices.urls")),
    path("scim/v2/", include("spelregler.apps.identity.scim.entrance")),
    path("", include("spelregler.apps.organisation.urls")),
    path("", include("spelregler.apps.policy.urls")),
    path("", include("spelregler.apps.archive.urls")),
    path("", include("spelregler.apps.goals.urls")),
    path("", include("spelregler.apps.comparison.urls")),
    path("api/kolada/v3/", include("spelregler.apps.comparison.feed.urls")),
    path("api/", include("spelregler.apps.meetings.feed.urls")),
    path("", include("spelregler.apps.frames.urls")),
    path("", include("spelregler.apps.autonomy.urls")),
    path("", include("spelregler.apps.followup.urls")),
    path("", include("spelregler.apps.evaluation.urls")),
    path("", include("spelregler.apps.knowledge.urls")),
    path("", include("spelregler.apps.registry.urls")),
    path("", include("spelregler.apps.meetings.urls")),
    path("", include("spelregler.apps.control.urls")),
    path("", include("spelregler.apps.delegation.urls")),
    path("", include("spelregler.apps.decisions.urls")),
    path("", include("spelregler.apps.help.urls")),
]
