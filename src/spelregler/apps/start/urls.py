from django.urls import path, re_path

from spelregler.apps.start.pages.accounts import views as accounts
from spelregler.apps.start.pages.administrators import views as administrators
from spelregler.apps.start.pages.checklist import views as checklist
from spelregler.apps.start.pages.earlier import views as earlier
from spelregler.apps.start.pages.file import views as file
from spelregler.apps.start.pages.packages import views as packages

app_name = "start"
urlpatterns = [
    path("", checklist.checklist, name="checklist"),
    path("dag/", checklist.day, name="day"),
    path("administratorer/", administrators.administrators, name="administrators"),
    path("administratorer/<code:code>/avsluta/", administrators.end_administrator, name="end_administrator"),
    path("paket/", packages.overview, name="packages"),
    path("paket/<code:name>/", packages.one, name="package"),
    path("fore/", earlier.earlier, name="earlier"),
    path("konton/", accounts.overview, name="accounts"),
    path("konton/oppna/", accounts.open_known, name="open_known"),
    path("konton/mejl/", accounts.mail, name="mail_links"),
    path("konton/brev/", accounts.letters, name="letters"),
    path("konton/brev/<code:key>/", accounts.letters_made, name="letters_made"),
    path("konton/koppla/", accounts.match, name="match"),
    path("fil/<code:kind>/", file.begin, name="file"),
    re_path(r"^fil/(?P<kind>[a-z]+)/tabell\.(?P<form>xlsx|csv)$", file.download, name="file_download"),
    path("fil/<code:kind>/prova/", file.try_file, name="file_try"),
    path("fil/<code:kind>/<uuid:begun>/", file.follow, name="file_work"),
    path("fil/<code:kind>/<uuid:begun>/lagra/", file.store, name="file_store"),
]
