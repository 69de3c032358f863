from django.urls import path

from spelregler.apps.policy import views

app_name = "policy"
urlpatterns = [
    path("policyn/", views.documents, name="documents"),
    path("policyn/<str:document>/", views.document, name="document"),
    path("regel/<str:clause>/", views.clause, name="clause"),
    path("roller/", views.roles, name="roles"),
]
