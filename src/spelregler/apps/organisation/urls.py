from django.urls import path

from spelregler.apps.organisation import introduction_views, term_views, views

app_name = "organisation"
urlpatterns = [
    path("organisationen/", views.overview, name="overview"),
    path("organisationen/organ/<slug:code>/", views.body, name="body"),
    path("organisationen/organ/<slug:code>/plats/", views.give_seat, name="give_seat"),
    path("organisationen/organ/<slug:code>/ersattare/", views.call_in, name="call_in"),
    path("organisationen/organ/<slug:code>/avsluta/", views.end_seat, name="end_seat"),
    path("organisationen/forvaltning/<slug:code>/", views.department, name="department"),
    path("organisationen/tjanst/<slug:code>/", views.post, name="post"),
    path("organisationen/tjanst/<slug:code>/forordna/", views.appoint, name="appoint"),
    path("organisationen/forordnande/<int:pk>/avsluta/", views.end_appointment, name="end_appointment"),
    path("organisationen/person/<slug:code>/", views.person, name="person"),
    path("organisationen/person/<slug:code>/sluta/", views.leaving, name="leaving"),
    path("organisationen/person/<slug:code>/sluta/borja/", views.begin_leaving, name="begin_leaving"),
    path("organisationen/person/<slug:code>/sluta/lamna-over/", views.hand_on, name="hand_on"),
    path("organisationen/person/<slug:code>/sluta/stang/", views.close_leaving, name="close_leaving"),
    path("organisationen/ny-mandatperiod/", term_views.new_term, name="new_term"),
    path("organisationen/introduktioner/", introduction_views.members, name="introductions"),
    path("organisationen/organ/<slug:code>/utbildning/", introduction_views.training, name="training"),
]
