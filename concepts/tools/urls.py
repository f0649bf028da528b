from django.urls import path

from concepts.tools import plan_views, views

urlpatterns = [
    path("vaerktoejer/", views.toolbox, name="toolbox"),
    path("vaerktoejer/start/", plan_views.start, name="start_tool"),
    path("vaerktoejer/start/plan.docx", plan_views.plan_as_document, name="plan_document"),
    path("vaerktoejer/start/plan.pdf", plan_views.plan_on_paper, name="plan_paper"),
    path("vaerktoejer/start/plan.ics", plan_views.plan_as_calendar, name="plan_calendar"),
    path("vaerktoejer/platform/", views.platform, name="platform_tool"),
    path("vaerktoejer/succes/", views.success, name="success_tool"),
]
