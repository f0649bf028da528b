from django.urls import path

from concepts.tools import collection_views, persona_views, plan_views, views

urlpatterns = [
    path("vaerktoejer/", views.toolbox, name="toolbox"),
    path("vaerktoejer/start/", plan_views.start, name="start_tool"),
    path("vaerktoejer/start/plan.docx", plan_views.plan_as_document, name="plan_document"),
    path("vaerktoejer/start/plan.pdf", plan_views.plan_on_paper, name="plan_paper"),
    path("vaerktoejer/start/plan.ics", plan_views.plan_as_calendar, name="plan_calendar"),
    path("vaerktoejer/maalgruppe/", persona_views.persona, name="persona_tool"),
    path("vaerktoejer/maalgruppe/maalgruppe.pdf", persona_views.persona_on_paper, name="persona_paper"),
    path("vaerktoejer/maalgruppe/maalgruppe.docx", persona_views.persona_as_document, name="persona_document"),
    path("vaerktoejer/samling/", collection_views.collection, name="collection_tool"),
    path("vaerktoejer/samling/samling.pdf", collection_views.collection_on_paper, name="collection_paper"),
    path("vaerktoejer/platform/", views.platform, name="platform_tool"),
    path("vaerktoejer/succes/", views.success, name="success_tool"),
]
