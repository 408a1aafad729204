"""Nobody comes in by trying, and nobody stays with what another knew."""

import logging.config

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sampai.web.datasets.models import Regency
from sampai.web.people.models import User

pytestmark = pytest.mark.usefixtures("known")
PASSWORD = "seberang-pulau-pisang-9"  # noqa: S105 (of nobody)
LOGIN, FACTOR = "account_login", "mfa_authenticate"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def known(sari: User) -> User:
    """Sari, with a password."""
    sari.set_password(PASSWORD)
    sari.save()
    return sari


@pytest.fixture
def secret(known: User) -> str:
    """What the authenticator of Sari holds."""
    word = auth.generate_totp_secret()
    auth.TOTP.activate(known, word)
    return word


def code_of(secret: str) -> str:
    """Read the authenticator."""
    counter = next(auth.yield_hotp_counters_from_time())
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def sign_in(
    client: Client, name: str = "sari", word: str = PASSWORD, **extra: str
):
    """Send the sign-in page."""
    form = {"login": name, "password": word}
    return client.post(reverse(LOGIN), form, **extra)


def is_in(client: Client) -> bool:
    """Tell whether someone has signed in."""
    return client.get(reverse("account")).status_code == 200


def test_every_spelling_of_a_name_has_the_same_tries(settings):
    settings.AXES_ENABLED = True
    client = Client()
    for name in ("sari", "Sari", "SARI", "sArI", "saRI") * 2:
        answer = sign_in(client, name, "wrong")
    assert answer.status_code == 429
    assert sign_in(client, "sAri").status_code == 429


def test_an_invented_address_gives_no_tries_more(settings):
    settings.AXES_ENABLED = True
    client = Client()
    for number in range(10):
        forged = {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}"}
        answer = sign_in(client, "sari", "wrong", **forged)
    assert answer.status_code == 429


def test_behind_a_proxy_a_stranger_locks_out_nobody_else(settings):
    settings.AXES_ENABLED = True
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client()
    for number in range(10):
        forged = {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}, 203.0.113.9"}
        answer = sign_in(client, "sari", "wrong", **forged)
    assert answer.status_code == 429
    own = {"HTTP_X_FORWARDED_FOR": "203.0.113.1"}
    assert sign_in(client, **own).status_code == 302


def test_a_password_alone_does_not_open_where_there_is_a_factor(
    secret: str, regency: Regency
):
    client = Client()
    assert sign_in(client).headers["Location"].startswith(reverse(FACTOR))
    assert not is_in(client)
    home = reverse("readiness", args=[regency.code])
    assert client.get(home).status_code == 302
    assert client.get("/api/me").status_code == 401
    client.post(reverse(FACTOR), {"code": code_of(secret)})
    assert is_in(client)


def test_codes_of_a_second_factor_are_not_tried_out(secret: str):
    client = Client()
    sign_in(client)
    right = code_of(secret)
    wrong = "000000" if right != "000000" else "000001"
    for _ in range(5):
        client.post(reverse(FACTOR), {"code": wrong})
    client.post(reverse(FACTOR), {"code": right})
    assert not is_in(client)
    other = Client()
    sign_in(other)
    other.post(reverse(FACTOR), {"code": right})
    assert not is_in(other)


def test_a_code_opens_once(secret: str):
    code = code_of(secret)
    for client, opens in ((Client(), True), (Client(), False)):
        sign_in(client)
        client.post(reverse(FACTOR), {"code": code})
        assert is_in(client) is opens


def test_signing_in_gives_a_new_session():
    client = Client()
    client.get(reverse(LOGIN))
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    assert is_in(client)
    client.cookies["sessionid"] = planted
    assert not is_in(client)


def test_a_new_password_ends_every_other_session():
    elsewhere, client = Client(), Client()
    sign_in(elsewhere)
    sign_in(client)
    new = "menyeberang-ke-pisang-7"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), form)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("name", [LOGIN, "account_logout"])
@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_away(name: str, away: str):
    client = Client()
    if name == LOGIN:
        form = {"login": "sari", "password": PASSWORD, "next": away}
    else:
        sign_in(client)
        form = {"next": away}
    answer = client.post(f"{reverse(name)}?next={away}", form)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")


def test_someone_with_recovery_codes_alone_has_no_second_factor(
    known: User, regency: Regency, settings
):
    settings.DEMO = False
    Authenticator.objects.create(
        user=known, type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    client = Client()
    client.force_login(
        known, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.get(reverse("plans:list", args=[regency.code]))
    assert answer.headers["Location"] == reverse("mfa_index")


def test_notices_wait_for_the_second_factor_too(settings):
    settings.DEMO = False
    client = Client()
    sign_in(client)
    answer = client.get(reverse("notices"))
    assert answer.headers["Location"] == reverse("mfa_index")


def test_what_is_sent_begins_no_line_of_the_log(settings):
    form = settings.LOGGING["formatters"]["lines"]
    writer = logging.config.DictConfigurator({}).configure_formatter(form)
    error = ValueError("/\nlevel='info' event='forged'")
    try:
        int("no number")
    except ValueError as broke:
        told = (type(error), error, broke.__traceback__)
    record = logging.LogRecord(
        "sampai", logging.ERROR, __file__, 1, "Not Found: %s", (error,), told
    )
    line = writer.format(record)
    assert line.startswith("level='error' logger='sampai'")
    assert "forged" in line
    assert len(line.splitlines()) == 1
    # And we can mend what broke.
    assert "test_signing_in.py" in line
