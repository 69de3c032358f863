from django.urls import path, re_path

from spelregler.apps.start import account_views, file_views, package_views, views

app_name = "start"
urlpatterns = [
    path("", views.checklist, name="checklist"),
    path("dag/", views.day, name="day"),
    path("administratorer/", views.administrators, name="administrators"),
    path("administratorer/<code:code>/avsluta/", views.end_administrator, name="end_administrator"),
    path("paket/", package_views.overview, name="packages"),
    path("paket/<code:name>/", package_views.one, name="package"),
    path("fore/", views.earlier, name="earlier"),
    path("konton/", account_views.overview, name="accounts"),
    path("konton/oppna/", account_views.open_known, name="open_known"),
    path("konton/mejl/", account_views.mail, name="mail_links"),
    path("konton/brev/", account_views.letters, name="letters"),
    path("konton/brev/<code:key>/", account_views.letters_made, name="letters_made"),
    path("konton/koppla/", account_views.match, name="match"),
    path("fil/<code:kind>/", file_views.begin, name="file"),
    re_path(r"^fil/(?P<kind>[a-z]+)/tabell\.(?P<form>xlsx|csv)$", file_views.download, name="file_download"),
    path("fil/<code:kind>/prova/", file_views.try_file, name="file_try"),
    path("fil/<code:kind>/<uuid:begun>/", file_views.follow, name="file_work"),
    path("fil/<code:kind>/<uuid:begun>/lagra/", file_views.store, name="file_store"),
]
