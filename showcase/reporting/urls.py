from django.urls import path

from showcase.reporting import access, views

urlpatterns = [
    path("", views.begin, name="begin_report"),
    path("link/", access.new_link, name="new_report_link"),
    path("<str:token>/", views.status, name="report"),
    path("<str:token>/trin/<int:number>/", views.step, name="report_step"),
    path("<str:token>/send/", views.send, name="send_report"),
    path("<str:token>/billeder/", views.add_picture, name="add_report_picture"),
    path("<str:token>/billeder/<int:file_id>/", views.picture, name="report_picture"),
    path("<str:token>/billeder/<int:file_id>/fjern/", views.remove_picture, name="remove_report_picture"),
    path("<str:token>/svar/", views.reply, name="reply_to_question"),
    path("<str:token>/traek-tilbage/", views.withdraw, name="withdraw_report"),
    path("<str:token>/slet/", views.forget, name="forget_report"),
]
