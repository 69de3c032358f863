from django.urls import path

from spelregler.apps.frames.pages.balance import views as balance
from spelregler.apps.frames.pages.carry_over import views as carry_over
from spelregler.apps.frames.pages.commitments import views as commitments
from spelregler.apps.frames.pages.committee_forecasts import views as committee_forecasts
from spelregler.apps.frames.pages.decided_budget import views as decided_budget
from spelregler.apps.frames.pages.forecasts import views as forecasts
from spelregler.apps.frames.pages.ledger import views as ledger
from spelregler.apps.frames.pages.ledger_codes import views as ledger_codes
from spelregler.apps.frames.pages.moves import views as moves
from spelregler.apps.frames.pages.overview import views as overview
from spelregler.apps.frames.pages.proposals import views as proposals
from spelregler.apps.frames.pages.reprioritisations import views as reprioritisations
from spelregler.apps.frames.pages.vouchers import views as vouchers

app_name = "frames"
urlpatterns = [
    path("ramar/", overview.overview, name="overview"),
    path("ramar/forslag/", proposals.first_year, name="proposals_first"),
    path("ramar/forslag/<year:year>/", proposals.proposals, name="proposals"),
    path("ramar/forslag/<year:year>/skriv/", proposals.draft, name="draft"),
    path("ramar/forslag/<year:year>/<code:code>/", proposals.proposals, name="internal"),
    path("ramar/forslag/<year:year>/<code:code>/skriv/", proposals.draft, name="draft_internal"),
    path("ramar/forslag/version/<id:pk>/", proposals.proposal, name="proposal"),
    path("ramar/forslag/version/<id:pk>/spara/", proposals.save, name="save"),
    path("ramar/forslag/version/<id:pk>/lamna-in/", proposals.submit, name="submit"),
    path("ramar/forslag/version/<id:pk>/ny-version/", proposals.renew, name="renew"),
    path("ramar/forslag/version/<id:pk>/konsekvens/", proposals.note, name="note"),
    path("ramar/forslag/version/<id:pk>/beslut/", proposals.adopt, name="adopt"),
    path("ramar/beslutad/<year:year>/", decided_budget.council, name="enter_budget"),
    path("ramar/beslutad/<year:year>/<code:code>/", decided_budget.committee, name="enter_internal"),
    path("ramar/prognoser/", forecasts.committees, name="forecasts"),
    path("ramar/prognoser/<code:code>/", forecasts.units, name="forecasts_of"),
    path("ramar/prognoser/<code:code>/rapportera/", committee_forecasts.report, name="report_for_committee"),
    path("ramar/prognoser/<code:code>/svar/<id:pk>/", committee_forecasts.answer, name="answer_forecast"),
    path("ramar/prognos/<code:code>/", forecasts.unit, name="forecast"),
    path("ramar/prognos/<code:code>/rapportera/", forecasts.report, name="report_forecast"),
    path("ramar/prognos/<code:code>/handelse/", forecasts.tell, name="tell_event"),
    path("ramar/prognos/<code:code>/handelse/<id:pk>/ta-bort/", forecasts.take_back, name="take_back_event"),
    path("ramar/god-ekonomisk-hushallning/", balance.sound, name="sound"),
    path("ramar/god-ekonomisk-hushallning/siffror/", balance.enter_figures, name="enter_figures"),
    path("ramar/god-ekonomisk-hushallning/mal/", balance.set_target, name="set_financial_target"),
    path("ramar/god-ekonomisk-hushallning/underskott/", balance.decide_deficit, name="decide_deficit"),
    path("ramar/god-ekonomisk-hushallning/bedomning/", balance.judge, name="judge_sound"),
    path("ramar/flytta/", moves.moves, name="moves"),
    path("ramar/flytta/forslag/<id:pk>/", moves.decide, name="decide_move"),
    path("ramar/flytta/<code:code>/", moves.moves, name="moves_of"),
    path("ramar/flytta/<code:code>/grans/", moves.set_limit, name="set_move_limit"),
    path("ramar/flytta/<code:code>/ny/", moves.move, name="move"),
    path("ramar/omprioritering/", reprioritisations.reprioritisations, name="reprioritisations"),
    path("ramar/omprioritering/<id:pk>/", reprioritisations.reprioritisation, name="reprioritisation"),
    path("ramar/omprioritering/<code:code>/<id:pk>/", reprioritisations.reprioritise, name="reprioritise"),
    path("ramar/overforing/", carry_over.carry_overs, name="carry_overs"),
    path("ramar/overforing/<code:code>/", carry_over.carry, name="carry"),
    path("ramar/bokforing/", ledger.ledger_start, name="ledger"),
    path("ramar/bokforing/valj/", ledger.ledger_upload, name="ledger_upload"),
    path("ramar/bokforing/kolumner/", ledger.ledger_choose_table, name="ledger_choose_table"),
    path("ramar/bokforing/internt/", ledger.ledger_choose_internal, name="ledger_choose_internal"),
    path("ramar/bokforing/plan/", ledger.ledger_plan, name="ledger_plan"),
    path("ramar/bokforing/las-in/", ledger.ledger_import, name="ledger_import"),
    path("ramar/bokforing/bestallt/", commitments.committed, name="committed"),
    path("ramar/bokforing/bestallt/valj/", commitments.upload, name="committed_upload"),
    path("ramar/bokforing/bestallt/plan/", commitments.plan, name="committed_plan"),
    path("ramar/bokforing/bestallt/las-in/", commitments.store, name="committed_store"),
    path("ramar/bokforing/koder/", ledger_codes.ledger_codes, name="ledger_codes"),
    path("ramar/bokforing/koder/enhet/", ledger_codes.ledger_name_code, name="ledger_name_code"),
    path("enheter/<code:code>/verifikationer/", vouchers.unit_vouchers, name="unit_vouchers"),
    path("ramar/<code:code>/", overview.committee, name="committee"),
]
