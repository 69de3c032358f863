from django.urls import path

from spelregler.apps.archive.pages.brought import views as brought
from spelregler.apps.archive.pages.own import views as own

app_name = "archive"
urlpatterns = [
    path("arkiv/", own.archives, name="list"),
    path("arkiv/hamta/", own.take_out, name="take_out"),
    path("arkiv/hamta/<uuid:begun>/", own.making, name="making"),
    path("arkiv/hamta/<uuid:begun>/fil/", own.fetch, name="fetch"),
    path("arkiv/bringa/", own.bring, name="bring"),
    path("arkiv/bringa/<uuid:begun>/", own.bringing, name="bringing"),
    path("arkiv/<id:pk>/", brought.one, name="one"),
    path("arkiv/<id:pk>/ta-bort/", brought.put_away, name="put_away"),
    path("arkiv/<id:pk>/regel/<str:clause>/", brought.rule, name="rule"),
    path("arkiv/<id:pk>/uppgifter/<code:table>/", brought.behind, name="behind"),
    path("arkiv/<id:pk>/fil/<code:sha256>/", brought.file, name="file"),
]
