from django.urls import path

from spelregler.apps.organisation.pages.also_serves import views as also_serves
from spelregler.apps.organisation.pages.bodies import views as bodies
from spelregler.apps.organisation.pages.departments import views as departments
from spelregler.apps.organisation.pages.employments import views as employments
from spelregler.apps.organisation.pages.file import views as file
from spelregler.apps.organisation.pages.introductions import views as introductions
from spelregler.apps.organisation.pages.later_changes import views as later_changes
from spelregler.apps.organisation.pages.leavers import views as leavers
from spelregler.apps.organisation.pages.leaving import views
from spelregler.apps.organisation.pages.new_term import views as new_term
from spelregler.apps.organisation.pages.overview import views as overview
from spelregler.apps.organisation.pages.people import views as people
from spelregler.apps.organisation.pages.person import views as person
from spelregler.apps.organisation.pages.posts import views as posts
from spelregler.apps.organisation.pages.undo import views as undo
from spelregler.apps.organisation.pages.unit_changes import views as unit_changes

app_name = "organisation"
urlpatterns = [
    path("organisationen/", overview.overview, name="overview"),
    path("organisationen/organ/<code:code>/", overview.body, name="body"),
    path("organisationen/organ/<code:code>/plats/", bodies.give_seat, name="give_seat"),
    path("organisationen/organ/<code:code>/ersattare/", bodies.call_in, name="call_in"),
    path("organisationen/organ/<code:code>/avsluta/", bodies.end_seat, name="end_seat"),
    path("organisationen/forvaltning/<code:code>/", departments.department, name="department"),
    path("organisationen/tjanst/<code:code>/", posts.post, name="post"),
    path("organisationen/tjanst/<code:code>/forordna/", posts.appoint, name="appoint"),
    path("organisationen/forordnande/<id:pk>/avsluta/", posts.end_appointment, name="end_appointment"),
    path("organisationen/forordnande/<id:pk>/angra/", posts.undo_appointment, name="undo_appointment"),
    path("organisationen/person/<code:code>/", person.person, name="person"),
    path("organisationen/person/<code:code>/sluta/", views.leaving, name="leaving"),
    path("organisationen/person/<code:code>/sluta/borja/", views.begin_leaving, name="begin_leaving"),
    path("organisationen/person/<code:code>/sluta/lamna-over/", views.hand_on, name="hand_on"),
    path("organisationen/person/<code:code>/sluta/stang/", views.close_leaving, name="close_leaving"),
    path("organisationen/lamnat/", leavers.leavers, name="leavers"),
    path("organisationen/lamnat/regel/", leavers.decide, name="decide_anonymity"),
    path("organisationen/lamnat/anonyma/", leavers.anonymise, name="anonymise"),
    path("organisationen/ny-mandatperiod/", new_term.new_term, name="new_term"),
    path("organisationen/fil/", file.start, name="file"),
    path("organisationen/fil/mall.xlsx", file.template, name="file_template"),
    path("organisationen/fil/organisation.<code:form>", file.download, name="file_download"),
    path("organisationen/fil/arbete/<uuid:begun>/", file.follow, name="file_work"),
    path("organisationen/fil/arbete/<uuid:begun>/lagra/", file.store, name="file_store"),
    path("organisationen/nytt-organ/", bodies.new_body, name="new_body"),
    path("organisationen/organ/<code:code>/namn/", bodies.rename_body, name="rename_body"),
    path("organisationen/organ/<code:code>/upphor/", bodies.end_body, name="end_body"),
    path("organisationen/organ/<code:code>/platser/", bodies.set_seats, name="set_seats"),
    path("organisationen/organ/<code:code>/mandatperiod/", bodies.add_term, name="add_term"),
    path("organisationen/organ/<code:code>/ordning/", bodies.order_substitutes, name="order_substitutes"),
    path("organisationen/organ/<code:code>/funktion/", bodies.change_function, name="change_function"),
    path("organisationen/ny-forvaltning/", departments.new_department, name="new_department"),
    path("organisationen/forvaltning/<code:code>/namn/", departments.rename_department, name="rename_department"),
    path("organisationen/forvaltning/<code:code>/organ/", departments.change_body, name="change_body"),
    path("organisationen/forvaltning/<code:code>/arbetar-at/", also_serves.serve_also, name="serve_also"),
    path("organisationen/arbetar-at/<id:pk>/avsluta/", also_serves.end_serving, name="end_serving"),
    path("organisationen/forvaltning/<code:code>/upphor/", departments.end_department, name="end_department"),
    path("organisationen/forvaltning/<code:code>/instruktion/", departments.instruction, name="instruction"),
    path("organisationen/forvaltning/<code:code>/ny-enhet/", departments.new_unit, name="new_unit"),
    path("organisationen/forvaltning/<code:code>/ny-tjanst/", departments.new_post, name="new_post"),
    path("organisationen/tjanst/<code:code>/titel/", departments.rename_post, name="rename_post"),
    path("organisationen/tjanst/<code:code>/omrade/", departments.register_area, name="register_area"),
    path("organisationen/tjanst/<code:code>/stang/", departments.close_post, name="close_post"),
    path("organisationen/enhet/<code:code>/anstallda/", employments.employees, name="employees"),
    path("organisationen/enhet/<code:code>/anstallda/ny/", employments.employ, name="employ"),
    path("organisationen/anstallning/<id:pk>/avsluta/", employments.end_employment, name="end_employment"),
    path("organisationen/ny-person/", people.new_person, name="new_person"),
    path("organisationen/personer/<code:purpose>/<code:code>/", people.find, name="find_people"),
    path("organisationen/angra/<code:kind>/<code:key>/", undo.undo, name="undo"),
    path("organisationen/kommande/<id:pk>/angra/", later_changes.withdraw, name="withdraw"),
    path("organisationen/introduktioner/", introductions.members, name="introductions"),
    path("organisationen/enhet/<code:code>/", unit_changes.unit_changes, name="unit_changes"),
    path("organisationen/enhet/<code:code>/<code:how>/", unit_changes.unit_change, name="unit_change"),
    path("organisationen/enhetsandring/<id:pk>/", unit_changes.unit_change_done, name="unit_change_done"),
    path("organisationen/enhetsandring/<id:pk>/angra/", unit_changes.undo_unit_change, name="undo_unit_change"),
]
