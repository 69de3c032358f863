from django.urls import path

from spelregler.apps.followup import views

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", views.every, name="list"),
    path("uppfoljning/<code:code>/", views.committee, name="committee"),
    path("uppfoljning/<code:code>/word/", views.word, name="word"),
    path("uppfoljning/<code:code>/pdf/", views.pdf, name="pdf"),
]
