from django.urls import path

from spelregler.apps.frames import ledger_views, move_views, proposal_views, views

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
    path("ramar/flytta/", move_views.moves, name="moves"),
    path("ramar/flytta/forslag/<int:pk>/", move_views.decide, name="decide_move"),
    path("ramar/flytta/<slug:code>/", move_views.moves, name="moves_of"),
    path("ramar/flytta/<slug:code>/ny/", move_views.move, name="move"),
    path("ramar/omprioritering/", move_views.reprioritisations, name="reprioritisations"),
    path("ramar/omprioritering/<int:pk>/", move_views.reprioritisation, name="reprioritisation"),
    path("ramar/omprioritering/<slug:code>/<int:pk>/", move_views.reprioritise, name="reprioritise"),
    path("ramar/bokforing/", ledger_views.ledger_start, name="ledger"),
    path("ramar/bokforing/valj/", ledger_views.ledger_upload, name="ledger_upload"),
    path("ramar/bokforing/kolumner/", ledger_views.ledger_choose_table, name="ledger_choose_table"),
    path("ramar/bokforing/internt/", ledger_views.ledger_choose_internal, name="ledger_choose_internal"),
    path("ramar/bokforing/plan/", ledger_views.ledger_plan, name="ledger_plan"),
    path("ramar/bokforing/las-in/", ledger_views.ledger_import, name="ledger_import"),
    path("ramar/bokforing/koder/", ledger_views.ledger_codes, name="ledger_codes"),
    path("ramar/bokforing/koder/enhet/", ledger_views.ledger_name_code, name="ledger_name_code"),
    path("enheter/<slug:code>/verifikationer/", ledger_views.unit_vouchers, name="unit_vouchers"),
    path("ramar/<slug:code>/", views.committee, name="committee"),
]
