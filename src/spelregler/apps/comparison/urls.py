from django.urls import path

from spelregler.apps.comparison import views

app_name = "comparison"
urlpatterns = [
    path("jamforelse/", views.overview, name="list"),
    path("jamforelse/katalog/", views.catalogue, name="catalogue"),
    path("jamforelse/folj/", views.follow, name="follow"),
    path("jamforelse/nyckeltal/<code:kolada_id>/", views.kpi, name="kpi"),
    path("jamforelse/nyckeltal/<code:kolada_id>/sluta-folja/", views.unfollow, name="unfollow"),
]
