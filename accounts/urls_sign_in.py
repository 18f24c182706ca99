"""The pages of allauth that are in use, under the names that allauth itself asks for.

Registration says that accounts are opened by invitation; changing the own e-mail address, sign-in
by code and the rest of allauth have no address here.
"""

from allauth.account import views
from django.urls import include, path, re_path

from accounts.views import language_choose

password = [
    path("change/", views.password_change, name="account_change_password"),
    path("reset/", views.password_reset, name="account_reset_password"),
    path("reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[^/]{1,100})/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", include(password)),
    path("language/", language_choose, name="set_language"),
]
