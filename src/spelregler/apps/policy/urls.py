from django.urls import path

from spelregler.apps.policy import entering_views, views

app_name = "policy"
urlpatterns = [
    path("policyn/", views.documents, name="documents"),
    path("policyn/aret/", views.year, name="year"),
    path("policyn/anta/", entering_views.adopt, name="adopt"),
    path("policyn/dokument/nytt/", entering_views.register, name="register_document"),
    path("policyn/dokument/<id:pk>/", entering_views.correct, name="correct_document"),
    path("policyn/dokument/<id:pk>/oversyn/", entering_views.review, name="review_document"),
    path("policyn/<str:document>/", views.document, name="document"),
    path("regel/<str:clause>/", views.clause, name="clause"),
    path("roller/", views.roles, name="roles"),
]
