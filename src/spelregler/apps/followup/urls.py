from django.urls import path

from spelregler.apps.followup import views
from spelregler.apps.followup.pages.dialogues import views as dialogues

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", views.every, name="list"),
    path("uppfoljning/dialoger/", dialogues.dialogues, name="dialogues"),
    path("uppfoljning/dialoger/<code:code>/", dialogues.of_body, name="dialogues_of"),
    path("uppfoljning/dialog/<id:pk>/ta-tillbaka/", dialogues.withdraw, name="withdraw_dialogue"),
    path("uppfoljning/<code:code>/", views.committee, name="committee"),
    path("uppfoljning/<code:code>/word/", views.word, name="word"),
    path("uppfoljning/<code:code>/pdf/", views.pdf, name="pdf"),
]
