from django.contrib.auth.views import LogoutView
from django.urls import path

from foundation.factors.new_password import new_password_pages
from showcase.assessment import views

NEW_PASSWORD = new_password_pages(
    ask="assessor_password",
    sent="assessor_password_sent",
    choose="assessor_password_choose",
    chosen="assessor_password_chosen",
    login="assessor_login",
)

urlpatterns = [
    path("", views.cases, name="assess"),
    path("log-ind/", views.log_in, name="assessor_login"),
    path("log-ud/", LogoutView.as_view(next_page="assessor_login"), name="assessor_logout"),
    path("ny-adgangskode/", NEW_PASSWORD.ask, name="assessor_password"),
    path("ny-adgangskode/sendt/", NEW_PASSWORD.sent, name="assessor_password_sent"),
    path("ny-adgangskode/valgt/", NEW_PASSWORD.chosen, name="assessor_password_chosen"),
    path("ny-adgangskode/<uidb64>/<token>/", NEW_PASSWORD.choose, name="assessor_password_choose"),
    path("<int:case_id>/", views.case, name="assess_case"),
    path("<int:case_id>/afslut/", views.sign_off, name="sign_off_case"),
    path("<int:case_id>/billede/<int:file_id>/", views.picture, name="assess_picture"),
]
