from django.urls import path

from spelregler.apps.followup import views
from spelregler.apps.followup.pages.commissioned import views as commissioned
from spelregler.apps.followup.pages.dialogues import views as dialogues
from spelregler.apps.followup.pages.news import views as news
from spelregler.apps.followup.pages.occasion import document_views as documents
from spelregler.apps.followup.pages.occasion import views as occasion
from spelregler.apps.followup.pages.report import views as report
from spelregler.apps.followup.pages.reports import views as reports
from spelregler.apps.followup.pages.scans import views as scans
from spelregler.apps.followup.pages.templates import views as templates

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", views.every, name="list"),
    path("uppfoljning/dialoger/", dialogues.dialogues, name="dialogues"),
    path("uppfoljning/dialoger/<code:code>/", dialogues.of_body, name="dialogues_of"),
    path("uppfoljning/dialog/<id:pk>/ta-tillbaka/", dialogues.withdraw, name="withdraw_dialogue"),
    path("uppfoljning/utvarderingar/", commissioned.evaluations, name="evaluations"),
    path("uppfoljning/utvarderingar/<code:code>/", commissioned.of_body, name="evaluations_of"),
    path("uppfoljning/utvarderingar/<code:code>/bestall/", commissioned.commission, name="commission"),
    path("uppfoljning/utvardering/<id:pk>/", commissioned.evaluation, name="evaluation"),
    path("uppfoljning/utvardering/<id:pk>/lamna-in/", commissioned.hand_in, name="hand_in_evaluation"),
    path("uppfoljning/utvardering/<id:pk>/beslut/", commissioned.decide, name="follow_evaluation"),
    path("uppfoljning/utvardering/<id:pk>/ta-tillbaka/", commissioned.withdraw, name="withdraw_evaluation"),
    path("uppfoljning/utvardering/<id:pk>/fil/", commissioned.file, name="evaluation_file"),
    path("uppfoljning/omvarld/", scans.scans, name="scans"),
    path("uppfoljning/omvarld/ny/", scans.new, name="new_scan"),
    path("uppfoljning/omvarld/<id:pk>/", scans.scan, name="scan"),
    path("uppfoljning/omvarld/<id:pk>/anvand/", scans.use, name="use_scan"),
    path("uppfoljning/omvarld/<id:pk>/ta-tillbaka/", scans.withdraw, name="withdraw_scan"),
    path("uppfoljning/omvarld/<id:pk>/fil/", scans.file, name="scan_file"),
    path("uppfoljning/omvarld/anvand/<id:pk>/ta-tillbaka/", scans.withdraw_use, name="withdraw_scan_use"),
    path("uppfoljning/rapporter/", reports.every, name="reports"),
    path("uppfoljning/rapporter/oppna/", reports.open_occasion, name="open"),
    path("uppfoljning/berattat/<code:code>/", news.told, name="told"),
    path("uppfoljning/berattat/<id:pk>/ta-tillbaka/", news.withdraw_told, name="withdraw_told"),
    path("uppfoljning/rapporter/mallar/", templates.templates, name="word_templates"),
    path("uppfoljning/rapporter/mallar/<id:pk>/", templates.template, name="word_template"),
    path("uppfoljning/rapporter/mallar/<id:pk>/exempel/", templates.example_of, name="word_template_example"),
    path("uppfoljning/rapporter/mallar/<id:pk>/anvand/", templates.use, name="word_use_template"),
    path("uppfoljning/rapporter/mallar/<id:pk>/lamna/", templates.retire, name="word_retire_template"),
    path("uppfoljning/tillfalle/<id:pk>/", occasion.occasion, name="occasion"),
    path("uppfoljning/tillfalle/<id:pk>/mall/", occasion.template, name="template"),
    path("uppfoljning/tillfalle/<id:pk>/avsnitt/", occasion.new_section, name="new_section"),
    path("uppfoljning/tillfalle/<id:pk>/dokument/", documents.documents, name="documents"),
    path("uppfoljning/tillfalle/<id:pk>/dokument/<code:kind>/", documents.whole, name="document"),
    path("uppfoljning/tillfalle/<id:pk>/dokument/<code:code>/<code:kind>/", documents.of_body, name="document_of"),
    path("uppfoljning/avsnitt/<id:pk>/", occasion.section, name="section"),
    path("uppfoljning/avsnitt/<id:pk>/ta-bort/", occasion.drop_section, name="drop_section"),
    path("uppfoljning/rapport/<id:pk>/", report.report, name="report"),
    path("uppfoljning/rapport/<id:pk>/skriv/", report.write, name="write"),
    path("uppfoljning/rapport/<id:pk>/lamna-in/", report.hand_in, name="hand_in"),
    path("uppfoljning/rapport/<id:pk>/lamna-tillbaka/", report.return_report, name="return"),
    path("uppfoljning/rapport/<id:pk>/ratta/", report.correct, name="correct"),
    path("uppfoljning/rapport/<id:pk>/anta/", report.adopt, name="adopt"),
    path("uppfoljning/rapport/<id:pk>/vardering/", report.value, name="value"),
    path("uppfoljning/rapport/<id:pk>/ta-upp/<id:kept>/", report.take_up, name="take_up"),
    path("uppfoljning/rapport/<id:pk>/utelamna/<id:taken>/", report.let_go, name="let_go"),
    path("uppfoljning/rapport/<id:pk>/text/<id:other>/", report.settle, name="settle"),
    path("uppfoljning/rapport/<id:pk>/jamfor/<id:number>/<id:other>/", report.compare, name="compare"),
    path("uppfoljning/rapport/<id:pk>/version/<id:number>/", report.version, name="version"),
    path("uppfoljning/rapport/<id:pk>/version/<id:number>/<code:kind>/", report.kept_file, name="kept_file"),
    path("uppfoljning/<code:code>/", views.committee, name="committee"),
    path("uppfoljning/<code:code>/word/", views.word, name="word"),
    path("uppfoljning/<code:code>/pdf/", views.pdf, name="pdf"),
]
