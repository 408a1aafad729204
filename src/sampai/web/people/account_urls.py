"""Addresses of someone's own account."""

from django.urls import path

from sampai.web.people.views import account

urlpatterns = [
    path("", account.account, name="account"),
    path(
        "token/<slug:regency>/baru/", account.make_token, name="account_token"
    ),
    path(
        "token/<int:token>/cabut/",
        account.revoke_token,
        name="account_token_revoke",
    ),
    path(
        "undangan/<str:secret>/",
        account.invitation,
        name="account_invitation",
    ),
]
