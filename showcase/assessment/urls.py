from django.contrib.auth.views import LogoutView
from django.urls import path

from showcase.assessment import views
from showcase.assessment.new_password import ASK, CHOOSE, CHOSEN, SENT

urlpatterns = [
    path("", views.cases, name="assess"),
    path("log-ind/", views.log_in, name="assessor_login"),
    path("log-ud/", LogoutView.as_view(next_page="assessor_login"), name="assessor_logout"),
    path("ny-adgangskode/", ASK, name="assessor_password"),
    path("ny-adgangskode/sendt/", SENT, name="assessor_password_sent"),
    path("ny-adgangskode/valgt/", CHOSEN, name="assessor_password_chosen"),
    path("ny-adgangskode/<uidb64>/<token>/", CHOOSE, name="assessor_password_choose"),
    path("<int:case_id>/", views.case, name="assess_case"),
    path("<int:case_id>/afslut/", views.sign_off, name="sign_off_case"),
    path("<int:case_id>/billede/<int:file_id>/", views.picture, name="assess_picture"),
]
