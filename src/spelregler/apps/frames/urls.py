from django.urls import path

from spelregler.apps.frames import ledger_views, views

app_name = "frames"
urlpatterns = [
    path("ramar/", views.overview, name="overview"),
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
