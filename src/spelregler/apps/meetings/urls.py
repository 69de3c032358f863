from django.urls import path, re_path

from spelregler.apps.meetings.pages.attending import views as attending
from spelregler.apps.meetings.pages.calendar import views as calendar
from spelregler.apps.meetings.pages.file import views as file
from spelregler.apps.meetings.pages.meeting import views as meeting
from spelregler.apps.meetings.pages.minutes import views as minutes
from spelregler.apps.meetings.pages.paragraph import views as paragraph
from spelregler.apps.meetings.pages.templates import views as templates

app_name = "meetings"
urlpatterns = [
    path("sammantraden/", calendar.meetings, name="list"),
    path("sammantraden/planera/", calendar.plan, name="plan"),
    path("sammantraden/planera/regel/", calendar.by_rule, name="by_rule"),
    path("sammantraden/mallar/", templates.templates, name="templates"),
    path("sammantraden/mallar/<id:pk>/", templates.template, name="template"),
    path("sammantraden/mallar/<id:pk>/exempel/", templates.example_of, name="template_example"),
    path("sammantraden/mallar/<id:pk>/anvand/", templates.use, name="use_template"),
    path("sammantraden/mallar/<id:pk>/lamna/", templates.retire, name="retire_template"),
    path("sammantraden/fil/", file.start, name="file"),
    re_path(r"^sammantraden/fil/mall\.(?P<form>xlsx|csv)$", file.template, name="file_template"),
    path("sammantraden/fil/upp/", file.upload, name="file_upload"),
    path("sammantraden/fil/visa/", file.plan, name="file_plan"),
    path("sammantraden/fil/spara/", file.store, name="file_store"),
    path("sammantraden/<id:pk>/", meeting.meeting, name="meeting"),
    path("sammantraden/<id:pk>/punkt/", meeting.add_item, name="add_item"),
    path("sammantraden/<id:pk>/kallelse/", meeting.notice, name="notice"),
    path("sammantraden/<id:pk>/stall-in/", meeting.cancel, name="cancel"),
    path("sammantraden/<id:pk>/kallelse.docx", minutes.notice_word, name="notice_word"),
    path("sammantraden/<id:pk>/kallelse.pdf", minutes.notice_pdf, name="notice_pdf"),
    path("sammantraden/<id:pk>/narvaro/", attending.attendance, name="attendance"),
    path("sammantraden/<id:pk>/justera/", minutes.adjust, name="adjust"),
    path(
        "sammantraden/<id:pk>/justera/<id:number>/tillbaka/", minutes.take_back_adjustment, name="take_back_adjustment"
    ),
    path("sammantraden/<id:pk>/anslag/", minutes.post, name="post"),
    path("sammantraden/<id:pk>/anslag/ned/", minutes.take_down, name="take_down"),
    path("sammantraden/<id:pk>/protokoll.docx", minutes.minutes_word, name="minutes_word"),
    path("sammantraden/<id:pk>/protokoll.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path("sammantraden/punkt/<id:pk>/andra/", meeting.change_item, name="change_item"),
    path("sammantraden/punkt/<id:pk>/ta-bort/", meeting.remove_item, name="remove_item"),
    path("sammantraden/punkt/<id:pk>/tillbaka/", meeting.put_back_item, name="put_back_item"),
    path("sammantraden/punkt/<id:pk>/upp/", meeting.move_item, name="move_item"),
    path("sammantraden/punkt/<id:pk>/handling/", meeting.add_paper, name="add_paper"),
    path("sammantraden/handling/<id:pk>/", meeting.paper, name="paper"),
    path("sammantraden/paragraf/<id:pk>/", paragraph.paragraph, name="paragraph"),
    path("sammantraden/paragraf/<id:pk>/omedelbart/", paragraph.at_once, name="at_once"),
    path("sammantraden/paragraf/<id:pk>/publicera/", paragraph.public_text, name="public_text"),
    path("sammantraden/paragraf/<id:pk>/utdrag.docx", paragraph.extract_word, name="extract_word"),
    path("sammantraden/paragraf/<id:pk>/utdrag.pdf", paragraph.extract_pdf, name="extract_pdf"),
    path("sammantraden/paragraf/<id:pk>/text/<id:number>/", paragraph.settle, name="settle"),
    path("sammantraden/paragraf/<id:pk>/<code:kind>/", paragraph.record, name="record"),
    path("sammantraden/paragraf/<id:pk>/<code:kind>/<id:number>/tillbaka/", paragraph.take_back, name="take_back"),
]
