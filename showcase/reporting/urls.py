from django.urls import path

from showcase.reporting import file_views, link_access, link_views, number_views, status_views, views

urlpatterns = [
    path("", views.begin, name="begin_report"),
    path("link/", link_access.new_link, name="new_report_link"),
    path("<str:token>/", status_views.status, name="report"),
    path("<str:token>/trin/<int:number>/", views.step, name="report_step"),
    path("<str:token>/trin/<int:number>/forstaaet/", number_views.understood, name="understood_of_step"),
    path("<str:token>/eksport/", number_views.export, name="report_export"),
    path("<str:token>/send/", views.send, name="send_report"),
    path("<str:token>/billeder/", file_views.add_files, name="add_report_files"),
    path("<str:token>/billeder/beskriv/", file_views.describe_files, name="describe_report_files"),
    path("<str:token>/billeder/<int:file_id>/", file_views.file, name="report_file"),
    path("<str:token>/billeder/<int:file_id>/fjern/", file_views.remove_file, name="remove_report_file"),
    path("<str:token>/diplom/", status_views.diploma, name="report_diploma"),
    path("<str:token>/bekraeft/", link_views.confirm, name="confirm_report_email"),
    path("<str:token>/mail/", link_views.send_again, name="mail_report_link"),
    path("<str:token>/luk/", link_views.close_others, name="close_report_links"),
    path("<str:token>/svar/", status_views.reply, name="reply_to_question"),
    path("<str:token>/traek-tilbage/", status_views.withdraw, name="withdraw_report"),
    path("<str:token>/tag-ned/", status_views.ask_take_down, name="ask_take_down"),
    path("<str:token>/slet/", status_views.forget, name="forget_report"),
]
