from django.urls import path

from spelregler.apps.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("sok/", views.search, name="search"),
    path("logga-in/", views.log_in, name="log_in"),
    path("logga-ut/", views.log_out, name="log_out"),
    path("roll/", views.wear, name="wear"),
    path("sprak/", views.language, name="language"),
    path("mitt/spar/", views.my_trail, name="my_trail"),
    path("spar/", views.whole_trail_page, name="trail"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
]
