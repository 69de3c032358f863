from django.urls import path, re_path

from spelregler.apps.notices.pages.calendar import views as calendar
from spelregler.apps.notices.pages.settings import views as settings
from spelregler.apps.notices.pages.watch import views as watch

app_name = "notices"
urlpatterns = [
    path("konto/paminnelser/", settings.settings, name="settings"),
    path("konto/paminnelser/kalender/", settings.give_address, name="give_address"),
    path("konto/paminnelser/kalender/ta-bort/", settings.withdraw_address, name="withdraw_address"),
    path("konto/paminnelser/borta/", watch.watch, name="watch"),
    path("konto/paminnelser/borta/sok/", watch.find_watcher, name="find_watcher"),
    path("konto/paminnelser/borta/avsluta/", watch.end, name="end_watch"),
    path("konto/paminnelser/borta/angra/", watch.undo, name="undo_watch"),
    re_path(r"^min-kalender/(?P<key>[-\w]{43})\.ics$", calendar.calendar, name="calendar"),
]
