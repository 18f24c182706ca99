"""Tried passwords are counted before they are hashed: an account, and a network at a time."""

from tests.accounts.test_sign_in import count_hashes

TOO_MANY = "Too many failed login attempts"


def try_often(sign_in, times, login="pm@example.org", address="192.0.2.1"):
    for _try in range(times):
        answer = sign_in(login, "wrong", address)
    return answer


def test_the_sixth_try_at_an_account_is_not_even_hashed(sign_in, ana, monkeypatch):
    checked = []
    assert TOO_MANY not in try_often(sign_in, 5).text
    count_hashes(monkeypatch, checked)
    assert TOO_MANY in try_often(sign_in, 1).text
    assert checked == []


def test_then_the_right_password_has_to_wait_too(sign_in, ana):
    try_often(sign_in, 5)
    assert TOO_MANY in sign_in("pm@example.org").text


def test_unknown_accounts_are_counted_like_known_ones(sign_in, ana):
    known = try_often(sign_in, 6).text
    unknown = try_often(sign_in, 6, "who@example.org", "192.0.2.2").text
    assert TOO_MANY in known
    assert TOO_MANY in unknown


def test_capitals_do_not_start_the_count_anew(sign_in, ana):
    try_often(sign_in, 5)
    assert TOO_MANY in try_often(sign_in, 1, "PM@EXAMPLE.ORG").text


def test_another_account_in_another_network_is_not_held_up(sign_in, ana):
    try_often(sign_in, 6, "who@example.org", "192.0.2.2")
    assert sign_in("pm@example.org", address="192.0.2.1").status_code == 302


def test_a_network_tries_twenty_passwords_a_minute_whatever_the_accounts(sign_in, ana):
    for number in range(20):
        sign_in(f"person{number}@example.org", "wrong", "192.0.2.9")
    held = sign_in("pm@example.org", address="192.0.2.9")
    assert held.status_code == 200
    assert TOO_MANY in held.text


def test_an_ipv6_home_is_one_network(sign_in, ana):
    for number in range(20):
        sign_in(f"person{number}@example.org", "wrong", f"2001:db8:1:2:{number:x}::1")
    assert TOO_MANY in sign_in("pm@example.org", address="2001:db8:1:2:ffff::1").text
    assert sign_in("pm@example.org", address="2001:db8:1:3::1").status_code == 302


def test_signing_in_many_times_is_no_attack(client, sign_in, ana):
    for _morning in range(8):
        assert sign_in("pm@example.org").status_code == 302
        client.logout()
