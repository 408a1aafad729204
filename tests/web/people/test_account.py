"""The own account, signing in, and the pages of allauth in our layout."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from sampai.web.datasets.models import Regency
from sampai.web.people.models import Token, User
from sampai.web.people.secret import digest_of

SignIn = Callable[[User], Client]
PASSWORD = "seberang-pulau-pisang-9"  # noqa: S105 (of nobody)
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|"
    r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")"
)
ALLAUTH = (
    "account_login",
    "account_signup",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


@pytest.fixture
def known(sari: User) -> Client:
    """Sari, who has just entered her password."""
    sari.set_password(PASSWORD)
    sari.save()
    client = Client()
    form = {"login": "sari", "password": PASSWORD}
    answer = client.post(reverse("account_login"), form)
    assert answer.status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", ALLAUTH)
def test_pages_of_allauth_stand_in_our_layout(known: Client, name: str):
    client = Client() if name in ALLAUTH[:2] else known
    answer = client.get(reverse(name))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="foot"' in text
    assert not INLINE.search(text), INLINE.search(text)


def test_recovery_codes_are_shown_in_our_layout(known: Client):
    page = known.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(auth.yield_hotp_counters_from_time())
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    answer = known.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302
    stored = Authenticator.objects.values_list("data", flat=True)
    assert secret not in str(list(stored))
    text = known.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert 'id="recovery_codes"' in text
    assert not INLINE.search(text)


def test_too_many_wrong_passwords_pause_signing_in(sari: User, settings):
    settings.AXES_ENABLED = True
    sari.set_password(PASSWORD)
    sari.save()
    client = Client()
    client.cookies["django_language"] = "en"
    form = {"login": "sari", "password": "wrong"}
    for _ in range(10):
        answer = client.post(reverse("account_login"), form)
    assert answer.status_code == 429
    assert b"Signing in is paused" in answer.content
    right = form | {"password": PASSWORD}
    assert client.post(reverse("account_login"), right).status_code == 429


def test_a_token_is_shown_once_and_kept_as_a_digest(
    sari: User, regency: Regency, client_of: SignIn
):
    client = client_of(sari)
    url = reverse("account_token", args=[regency.code])
    form = {"name": "dashboard", "days": "30", "scopes": ["plans.see"]}
    text = client.post(url, form).content.decode()
    secret = re.search(r'id="secret" readonly value="([^"]+)"', text)[1]
    token = Token.objects.get()
    assert token.digest == digest_of(secret)
    assert token.scopes == ["plans.see"]
    assert secret not in client.get(reverse("account")).content.decode()


@pytest.mark.parametrize(
    "change", [{"scopes": ["plans.publish"]}, {"days": "366"}]
)
def test_no_token_publishes_or_lasts_longer_than_a_year(
    sari: User, regency: Regency, client_of: SignIn, change
):
    url = reverse("account_token", args=[regency.code])
    form = {"name": "x", "days": "30", "scopes": ["plans.see"]} | change
    client_of(sari).post(url, form)
    assert not Token.objects.exists()


def test_a_token_is_revoked_by_its_owner_alone(
    sari: User, ratih: User, regency: Regency, client_of: SignIn
):
    url = reverse("account_token", args=[regency.code])
    form = {"name": "x", "days": "30", "scopes": ["plans.see"]}
    client_of(sari).post(url, form)
    token = Token.objects.get()
    revoke = reverse("account_token_revoke", args=[token.pk])
    assert client_of(ratih).post(revoke).status_code == 404
    client_of(sari).post(revoke)
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_tono_has_an_account_and_nothing_else(tono: User, client_of: SignIn):
    page = client_of(tono).get(reverse("account"))
    assert page.status_code == 200
    assert b"API" not in page.content
