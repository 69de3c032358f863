from django.urls import path, re_path

from spelregler.apps.delegation.pages.decided import views as decided
from spelregler.apps.delegation.pages.order import views as order
from spelregler.apps.delegation.pages.order_file import views as order_file
from spelregler.apps.delegation.pages.passing import views as passing
from spelregler.apps.delegation.pages.register import views as register
from spelregler.apps.delegation.pages.register_file.views import TABLE as register_file
from spelregler.apps.delegation.pages.start import views as start
from spelregler.apps.delegation.pages.tasks_file.views import TABLE as tasks_file
from spelregler.apps.delegation.pages.tasks_of_posts import views as tasks_of_posts
from spelregler.apps.delegation.pages.union import views as union
from spelregler.apps.delegation.pages.union_file.views import TABLE as union_file
from spelregler.apps.delegation.pages.version import views as version

app_name = "delegation"
CODE, FORM = r"(?P<code>[a-z0-9_-]{1,60})", r"(?P<form>xlsx|csv)"
urlpatterns = [
    path("delegation/", start.start, name="start"),
    path("delegation/ordning/<code:code>/", order.order, name="order"),
    path("delegation/ordning/<code:code>/ny/", order.new, name="new"),
    re_path(rf"^delegation/ordning/{CODE}/ordningen\.{FORM}$", order.table, name="table"),
    path("delegation/ordning/<code:code>/fil/", order_file.start, name="order_file"),
    path("delegation/ordning/<code:code>/fil/prova/", order_file.upload, name="order_file_upload"),
    path("delegation/ordning/<code:code>/fil/plan/", order_file.plan, name="order_file_plan"),
    path("delegation/ordning/<code:code>/fil/lagra/", order_file.store, name="order_file_store"),
    path("delegation/version/<id:pk>/", version.version, name="version"),
    path("delegation/version/<id:pk>/rad/", version.new_row, name="new_row"),
    path("delegation/version/<id:pk>/for-in/", version.enter, name="enter"),
    path("delegation/version/<id:pk>/kasta/", version.drop, name="drop"),
    path("delegation/version/<id:pk>/andrat/", order.differs, name="differs"),
    path("delegation/rad/<id:pk>/", version.row, name="row"),
    path("delegation/rad/<id:pk>/ta-bort/", version.drop_row, name="drop_row"),
    path("delegation/beslut/<code:code>/", register.listed, name="register"),
    path("delegation/beslut/<code:code>/nytt/", register.new, name="record"),
    path("delegation/beslut/<code:code>/anmal/", register.tell, name="tell"),
    path("delegation/registrerat/<id:pk>/", decided.decided, name="decided"),
    path("delegation/registrerat/<id:pk>/verifikationer/", decided.vouchers, name="vouchers"),
    path("delegation/registrerat/<id:pk>/ta-tillbaka/", register.withdraw, name="withdraw"),
    path("delegation/vidare/<code:code>/", passing.pass_on, name="pass_on"),
    path("delegation/vidare/<id:pk>/sluta/", passing.end, name="end_passing"),
    path("delegation/beslut/<code:code>/fil/", register_file.start, name="register_file"),
    re_path(
        rf"^delegation/beslut/{CODE}/delegationsbeslut\.{FORM}$", register_file.template, name="register_file_template"
    ),
    path("delegation/beslut/<code:code>/fil/prova/", register_file.upload, name="register_file_upload"),
    path("delegation/beslut/<code:code>/fil/plan/", register_file.plan, name="register_file_plan"),
    path("delegation/beslut/<code:code>/fil/lagra/", register_file.store, name="register_file_store"),
    path("delegation/uppgifter/", tasks_of_posts.listed, name="tasks"),
    path("delegation/uppgifter/ny/", tasks_of_posts.new, name="new_task"),
    path("delegation/uppgifter/fil/", tasks_file.start, name="tasks_file"),
    re_path(rf"^delegation/uppgifter/uppgifter\.{FORM}$", tasks_file.template, name="tasks_file_template"),
    path("delegation/uppgifter/fil/prova/", tasks_file.upload, name="tasks_file_upload"),
    path("delegation/uppgifter/fil/plan/", tasks_file.plan, name="tasks_file_plan"),
    path("delegation/uppgifter/fil/lagra/", tasks_file.store, name="tasks_file_store"),
    path("delegation/uppgift/<id:pk>/sluta/", tasks_of_posts.end_task, name="end_task"),
    path("delegation/fack/", union.listed, name="union"),
    path("delegation/fack/ny/", union.new, name="record_union"),
    path("delegation/fack/fil/", union_file.start, name="union_file"),
    re_path(rf"^delegation/fack/fackliga-kontakter\.{FORM}$", union_file.template, name="union_file_template"),
    path("delegation/fack/fil/prova/", union_file.upload, name="union_file_upload"),
    path("delegation/fack/fil/plan/", union_file.plan, name="union_file_plan"),
    path("delegation/fack/fil/lagra/", union_file.store, name="union_file_store"),
    path("delegation/fack/<id:pk>/ta-tillbaka/", union.withdraw, name="withdraw_union"),
]
