from django.urls import path

from foundation.factors import own_views, views

urlpatterns = [
    path("", own_views.own_factors, name="own_factors"),
    path("log-ud/", own_views.leave, name="leave"),
    path("andet-trin/", views.second_step, name="second_step"),
    path("bekraeft/", views.prove_again, name="prove_again"),
    path("app/", own_views.add_app, name="add_app"),
    path("adgangsnoegle/", own_views.add_passkey, name="add_passkey"),
    path("gendannelseskoder/", own_views.recovery_codes, name="recovery_codes"),
    path("fjern/<int:factor_id>/", own_views.remove_factor, name="remove_factor"),
    path("log-ud-andre-steder/", own_views.end_other_sessions, name="end_other_sessions"),
]
