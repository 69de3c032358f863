from django.urls import path

from spelregler.apps.policy.pages.adding import views as adding
from spelregler.apps.policy.pages.beside import views as beside
from spelregler.apps.policy.pages.bringing import views as bringing
from spelregler.apps.policy.pages.comparing import views as comparing
from spelregler.apps.policy.pages.drafting import views as drafting
from spelregler.apps.policy.pages.entering import views as entering
from spelregler.apps.policy.pages.limits import views as limits
from spelregler.apps.policy.pages.own_policy import views as own_policy
from spelregler.apps.policy.pages.policy import views as policy
from spelregler.apps.policy.pages.roles import views as roles
from spelregler.apps.policy.pages.since import views as since
from spelregler.apps.policy.pages.year import views as year

app_name = "policy"
urlpatterns = [
    path("policyn/", policy.documents, name="documents"),
    path("policyn/aret/", year.year, name="year"),
    path("policyn/aret/flytta/<code:event>/<str:planned>/", year.move, name="move_occasion"),
    path("policyn/aret/kalender/<code:role>.ics", year.calendar, name="year_calendar"),
    path("policyn/andrat/", since.since, name="since"),
    path("policyn/jamfor/", comparing.compare, name="compare"),
    path("policyn/granser/", limits.limits, name="limits"),
    path("policyn/paket/", drafting.overview, name="own_packages"),
    path("policyn/paket-fran-fil/", bringing.bring, name="own_from_files"),
    path("policyn/paket/<code:name>/", drafting.one, name="own_package"),
    path("policyn/paket/<code:name>/prov/", drafting.tried, name="own_tried"),
    path("policyn/paket/<code:name>/filer.zip", drafting.files, name="own_files"),
    path("policyn/paket/<code:name>/grans/<code:limit>/", drafting.limit, name="own_limit"),
    path("policyn/paket/<code:name>/regel/<str:clause>/", drafting.rule, name="own_rule"),
    path("policyn/paket/<code:name>/regel/<str:clause>/svar/", adding.answer, name="own_answer"),
    path("policyn/paket/<code:name>/regel/<str:clause>/ta-bort/", adding.take_out, name="own_take_out"),
    path("policyn/paket/<code:name>/ny-regel/", adding.new_rule, name="own_new_rule"),
    path("policyn/paket/<code:name>/filer/", bringing.bring_files, name="own_bring"),
    path("policyn/paket/<code:name>/filer/<str:file>/", bringing.file, name="own_file"),
    path("policyn/anta/", entering.adopt, name="adopt"),
    path("policyn/dokument/nytt/", entering.register, name="register_document"),
    path("policyn/dokument/<id:pk>/", entering.correct, name="correct_document"),
    path("policyn/dokument/<id:pk>/oversyn/", entering.review, name="review_document"),
    path("policyn/vid-sidan/", beside.beside, name="beside"),
    path("policyn/vid-sidan/registrera/", beside.register, name="register_beside"),
    path("policyn/vid-sidan/<code:department>/", own_policy.own_policy, name="own_policy"),
    path("policyn/vid-sidan/<code:department>/<str:clause>/", own_policy.write, name="own_policy_rule"),
    path("policyn/<str:document>/", policy.document, name="document"),
    path("policyn/<str:document>/<count:number>/", policy.chapter, name="chapter"),
    path("regel/<str:clause>/", policy.clause, name="clause"),
    path("roller/", roles.roles, name="roles"),
]
