from django.urls import path

from spelregler.apps.home.pages.first_page import views as first_page
from spelregler.apps.home.pages.search import views as search
from spelregler.apps.home.pages.sign_in import views as sign_in
from spelregler.apps.home.pages.trail import views as trail
from spelregler.apps.home.pages.work_list import views as work_list

app_name = "home"
urlpatterns = [
    path("", first_page.home, name="home"),
    path("att-gora/", work_list.tasks, name="tasks"),
    path("sok/", search.search, name="search"),
    path("logga-in/", sign_in.log_in, name="log_in"),
    path("logga-ut/", sign_in.log_out, name="log_out"),
    path("roll/", sign_in.wear, name="wear"),
    path("sprak/", sign_in.language, name="language"),
    path("mitt/spar/", trail.my_trail, name="my_trail"),
    path("spar/", trail.whole_trail_page, name="trail"),
    path("tillganglighet/", sign_in.accessibility, name="accessibility"),
]
