import re
from django.urls import reverse
from tests.test_pictures_on_pages import page


def test_x(client, db, wearing):
    text = page(client, reverse("frames:overview"))
    drawn = text.partition("<svg")[2].partition("</svg>")[0]
    open("/tmp/a_drawn", "w").write(drawn)
    open("/tmp/a_overview", "w").write(text)
    c = wearing("KC")
    open("/tmp/a_mr46", "w").write(c.get("/regel/MR-46/").content.decode())
    r = c.get("/sammantraden/planera/")
    r = wearing("SE").get("/sammantraden/planera/")
    s = r.content.decode()
    open("/tmp/a_pl", "w").write(s)
    open("/tmp/a_diariet1", "w").write(wearing("SE").get("/diariet/1/").content.decode())
