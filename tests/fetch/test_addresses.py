"""Mirrors in the place of publishers' addresses, and what a token is bound to."""

from __future__ import annotations

import pytest

from peaceops.errors import FetchError
from peaceops.fetch.addresses import ADDRESSES, BASES, UCDP_TOKEN, is_safe, origins


def test_the_publishers_own_addresses_are_encrypted_and_used_without_a_mirror(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(ADDRESSES, raising=False)
    assert {name: origin.base for name, origin in origins().items()} == BASES
    assert all(base.startswith("https://") for base in BASES.values())


def test_mirrors_are_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESSES, " ucdp=https://m.example/u/  un-data-hub=http://10.0.0.1:8/h ")
    mirrors = origins()
    assert mirrors["ucdp"].at("/ged/x.zip") == "https://m.example/u/ged/x.zip"
    assert mirrors["un-data-hub"].at("data") == "http://10.0.0.1:8/h/data"
    assert mirrors["un-digital-library"].base == BASES["un-digital-library"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ucpd=https://m.example", "Did you mean ucdp"),
        ("https://m.example", "does not say whose address"),
        ("ucdp=m.example", "is not an address"),
        ("ucdp=ftp://m.example", "is not an address"),
        ("ucdp=https://me:secret@m.example", "is not an address"),
        ("ucdp=https://m.example/?a=b", "is not an address"),
        ("ucdp=https://m.example:x", "is not an address"),
    ],
)
def test_what_is_no_mirror_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    monkeypatch.setenv(ADDRESSES, text)
    with pytest.raises(FetchError, match=words) as caught:
        origins()
    assert caught.value.remedy and "secret" not in str(caught.value)


def test_a_token_is_for_its_server_and_only_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(UCDP_TOKEN, "abc123")
    origin = origins({})["ucdp"]
    assert origin.secret_for(origin.at("x")) == {"x-ucdp-access-token": "abc123"}
    for address in (
        "https://ucdp.uu.se.evil.example/downloads", "https://ucdp.uu.se:8443/downloads",
        "http://ucdp.uu.se/downloads", "https://evil.example/ucdp.uu.se",
        "https://ucdp.uu.se@evil.example/downloads",
    ):  # fmt: skip
        assert origin.secret_for(address) == {}
    assert "abc123" not in repr(origin)
    assert origins({})["un-data-hub"].secret_for(BASES["un-data-hub"]) == {}
    with pytest.raises(FetchError, match="would travel unencrypted"):
        origins({"ucdp": "http://mirror.example/ucdp"})
    assert origins({"ucdp": "http://127.0.0.1:1/u"})["ucdp"].token
    monkeypatch.setenv(UCDP_TOKEN, "two words")
    with pytest.raises(FetchError, match="no header can hold") as caught:
        origins({})
    assert "two words" not in str(caught.value)


def test_what_leaves_the_machine_unencrypted_is_not_safe() -> None:
    assert (
        is_safe("https://x.example") and is_safe("http://localhost:1") and is_safe("http://[::1]")
    )
    assert not is_safe("http://x.example") and not is_safe("http://10.0.0.1")
