from django.urls import path

from spelregler.apps.followup import views

app_name = "followup"
urlpatterns = [
    path("uppfoljning/<slug:code>/", views.committee, name="committee"),
    path("uppfoljning/<slug:code>/word/", views.word, name="word"),
    path("uppfoljning/<slug:code>/pdf/", views.pdf, name="pdf"),
]
