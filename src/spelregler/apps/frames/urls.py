from django.urls import path

from spelregler.apps.frames import forecast_views, move_views, proposal_views, views

app_name = "frames"
urlpatterns = [
    path("ramar/", views.overview, name="overview"),
    path("ramar/forslag/", proposal_views.first_year, name="proposals_first"),
    path("ramar/forslag/<int:year>/", proposal_views.proposals, name="proposals"),
    path("ramar/forslag/<int:year>/skriv/", proposal_views.draft, name="draft"),
    path("ramar/forslag/<int:year>/<slug:code>/", proposal_views.proposals, name="internal"),
    path("ramar/forslag/<int:year>/<slug:code>/skriv/", proposal_views.draft, name="draft_internal"),
    path("ramar/forslag/version/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("ramar/forslag/version/<int:pk>/spara/", proposal_views.save, name="save"),
    path("ramar/forslag/version/<int:pk>/lamna-in/", proposal_views.submit, name="submit"),
    path("ramar/forslag/version/<int:pk>/ny-version/", proposal_views.renew, name="renew"),
    path("ramar/forslag/version/<int:pk>/konsekvens/", proposal_views.note, name="note"),
    path("ramar/forslag/version/<int:pk>/beslut/", proposal_views.adopt, name="adopt"),
    path("ramar/prognoser/", forecast_views.committees, name="forecasts"),
    path("ramar/prognoser/<slug:code>/", forecast_views.units, name="forecasts_of"),
    path("ramar/prognos/<slug:code>/", forecast_views.unit, name="forecast"),
    path("ramar/prognos/<slug:code>/rapportera/", forecast_views.report, name="report_forecast"),
    path("ramar/prognos/<slug:code>/handelse/", forecast_views.tell, name="tell_event"),
    path("ramar/prognos/<slug:code>/handelse/<int:pk>/ta-bort/", forecast_views.take_back, name="take_back_event"),
    path("ramar/flytta/", move_views.moves, name="moves"),
    path("ramar/flytta/forslag/<int:pk>/", move_views.decide, name="decide_move"),
    path("ramar/flytta/<slug:code>/", move_views.moves, name="moves_of"),
    path("ramar/flytta/<slug:code>/ny/", move_views.move, name="move"),
    path("ramar/omprioritering/", move_views.reprioritisations, name="reprioritisations"),
    path("ramar/omprioritering/<int:pk>/", move_views.reprioritisation, name="reprioritisation"),
    path("ramar/omprioritering/<slug:code>/<int:pk>/", move_views.reprioritise, name="reprioritise"),
    path("ramar/<slug:code>/", views.committee, name="committee"),
]
