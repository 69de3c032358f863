from django.urls import path

from spelregler.apps.organisation import (
    body_views,
    introduction_views,
    person_views,
    post_views,
    term_views,
    undo_views,
    views,
)

app_name = "organisation"
urlpatterns = [
    path("organisationen/", views.overview, name="overview"),
    path("organisationen/organ/<slug:code>/", views.body, name="body"),
    path("organisationen/organ/<slug:code>/plats/", body_views.give_seat, name="give_seat"),
    path("organisationen/organ/<slug:code>/ersattare/", body_views.call_in, name="call_in"),
    path("organisationen/organ/<slug:code>/avsluta/", body_views.end_seat, name="end_seat"),
    path("organisationen/forvaltning/<slug:code>/", views.department, name="department"),
    path("organisationen/tjanst/<slug:code>/", post_views.post, name="post"),
    path("organisationen/tjanst/<slug:code>/forordna/", post_views.appoint, name="appoint"),
    path("organisationen/forordnande/<int:pk>/avsluta/", post_views.end_appointment, name="end_appointment"),
    path("organisationen/person/<slug:code>/", views.person, name="person"),
    path("organisationen/person/<slug:code>/sluta/", views.leaving, name="leaving"),
    path("organisationen/person/<slug:code>/sluta/borja/", views.begin_leaving, name="begin_leaving"),
    path("organisationen/person/<slug:code>/sluta/lamna-over/", views.hand_on, name="hand_on"),
    path("organisationen/person/<slug:code>/sluta/stang/", views.close_leaving, name="close_leaving"),
    path("organisationen/ny-mandatperiod/", term_views.new_term, name="new_term"),
    path("organisationen/nytt-organ/", body_views.new_body, name="new_body"),
    path("organisationen/organ/<slug:code>/namn/", body_views.rename_body, name="rename_body"),
    path("organisationen/organ/<slug:code>/upphor/", body_views.end_body, name="end_body"),
    path("organisationen/organ/<slug:code>/platser/", body_views.set_seats, name="set_seats"),
    path("organisationen/organ/<slug:code>/mandatperiod/", body_views.add_term, name="add_term"),
    path("organisationen/organ/<slug:code>/ordning/", body_views.order_substitutes, name="order_substitutes"),
    path("organisationen/organ/<slug:code>/funktion/", body_views.change_function, name="change_function"),
    path("organisationen/ny-person/", person_views.new_person, name="new_person"),
    path("organisationen/personer/<slug:purpose>/<slug:code>/", person_views.find, name="find_people"),
    path("organisationen/angra/<slug:kind>/<slug:key>/", undo_views.undo, name="undo"),
    path("organisationen/introduktioner/", introduction_views.members, name="introductions"),
    path("organisationen/organ/<slug:code>/utbildning/", introduction_views.training, name="training"),
]
