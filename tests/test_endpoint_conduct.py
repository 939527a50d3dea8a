"""An endpoint that misbehaves: the key goes nowhere else, and the question ends in time."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import json
import socket
import time
from collections.abc import Iterator

import pytest

from marks import some_quick
from peaceops.endpoint import ask
from peaceops.errors import ReadingError
from served import Answer, chat, http, served

KEY = "PEACEOPS_TEST_KEY"
SECRET = "sk-0123456789-secret"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, SECRET)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def question(url: str, timeout: float = 20) -> str:
    return ask(url, "m", "Why?", key=KEY, error=ReadingError, timeout=timeout)


def refusal(answer: Answer, timeout: float = 20) -> str:
    """The error an answer ends in, within the limit, with a remedy and without the key."""
    with served(answer) as server, pytest.raises(ReadingError) as caught:
        begin = time.monotonic()
        question(server.address, timeout)
    assert time.monotonic() - begin < timeout + 15
    assert caught.value.remedy
    assert SECRET not in str(caught.value)
    return str(caught.value)


def slowly(*parts: bytes) -> Iterator[bytes]:
    for part in itertools.chain(parts, itertools.repeat(b"x")):
        yield part
        time.sleep(0.2)


def test_a_right_answer_comes_back_and_the_key_went_with_the_question() -> None:
    with served(chat("because")) as server:
        assert question(server.address) == "because"
        assert f"Bearer {SECRET}".encode() in server.questions[0]


def test_a_question_is_asked_from_within_a_running_loop_too() -> None:
    async def notebook(address: str) -> str:
        return question(address)

    with served(chat("because")) as server:
        assert asyncio.run(notebook(server.address)) == "because"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"])
def test_a_redirect_is_not_followed_and_the_key_stays(status: str) -> None:
    with served(chat("stolen")) as other:
        words = refusal(http(b"", status, f"Location: {other.address}/chat/completions?k=1"))
        assert other.questions == []
        assert f"127.0.0.1:{other.port}" in words
        assert "not followed" in words


ILL = {
    "nothing at all": b"",
    "no HTTP": b"hello\r\n\r\n",
    "an empty body": http(b""),
    "a page": http(b"<html>", "200 OK", "Content-Type: text/html"),
    "a list": http(b"[1]"),
    "no choices": http(b'{"choices": []}'),
    "choices that are none": http(b'{"choices": {"0": 1}}'),
    "null": http(b'{"choices": [{"message": {"content": null}}]}'),
    "a number": http(b'{"choices": [{"message": {"content": 12}}]}'),
    "not a number": http(b"NaN"),
    "a number without end": http(b'{"choices": ' + b"9" * 10_000 + b"}"),
    "deep nesting": http(b"[" * 200_000 + b"]" * 200_000),
    "bytes that are no text": http(b'{"choices": "\xff\xfe\xed\xa0\x80"}'),
    "half of it": http(b'{"choices": [{"message"')[:-5],
    "a length that lies": b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{}",
    "chunks that are none": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "a packed bomb": http(gzip.compress(b" " * 50_000_000), "200 OK", "Content-Encoding: gzip"),
    "an unknown packing": http(b"x", "200 OK", "Content-Encoding: \x01rot13"),
    "the key again": chat(f"your key is {SECRET}"),
    "the key in its status": f"HTTP/1.1 {SECRET} OK\r\n\r\n".encode(),
    "too much": http(b" " * 4_500_000),
}


@pytest.mark.parametrize("name", ILL)
def test_an_ill_answer_is_refused_with_a_remedy_and_without_the_key(name: str) -> None:
    refusal(ILL[name])


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", f"check the key in {KEY}"),
        ("403 Forbidden", f"check the key in {KEY}"),
        ("404 Not Found", "ends in /v1"),
        ("429 Too Many Requests", "wait"),
        ("500 Internal Server Error", "later"),
        ("503 Service Unavailable", "later"),
        ("204 No Content", "204"),
    ],
)
def test_a_status_is_told_in_words_and_what_the_server_says_is_not_shown(
    status: str, words: str
) -> None:
    told = refusal(http(f"no: {SECRET} \x1b[2J".encode(), status))
    assert words in told
    assert "\x1b" not in told


ENDLESS = {
    "a byte now and then": lambda: slowly(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"),
    "a head without end": lambda: slowly(b"HTTP/1.1 200 OK\r\nX: "),
    "heads before the head": lambda: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "lines of a head": lambda: itertools.repeat(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 99),
    "chunks": lambda: itertools.chain(
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
        itertools.repeat(b"1000\r\n" + b" " * 4096 + b"\r\n"),
    ),
    "silence": lambda: (time.sleep(0.1) or b"" for _ in itertools.count()),
}


@pytest.mark.parametrize("name", some_quick(ENDLESS, 3))
def test_an_answer_without_an_end_is_ended(name: str) -> None:
    refusal(ENDLESS[name], timeout=1.5)


def test_an_endpoint_that_hangs_up_or_is_not_there_is_told() -> None:
    with served(b"") as server:
        address = server.address
    with pytest.raises(ReadingError, match="cannot be reached"):
        question(address)


def test_a_door_that_is_never_opened_is_left() -> None:
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as door,
        pytest.raises(ReadingError, match="within 1 seconds|cannot be reached"),
    ):
        question(f"http://127.0.0.1:{door.getsockname()[1]}/v1", timeout=1)


def test_https_to_a_server_that_speaks_none_is_told() -> None:
    with served(chat("x")) as server, pytest.raises(ReadingError, match="cannot be reached"):
        question(f"https://127.0.0.1:{server.port}/v1", timeout=10)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/v1",
        "127.0.0.1/v1",
        "http:///v1",
        "http://[::1/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:x/v1",
        "http://127.0.0.1/v1\r\nX: y",
        "http://127.0.0.1\\@example.org/v1",
        "http://127.0.0.1/\x1b[2J",
        "",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ReadingError, match="not an address") as caught:
        question(url)
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://user:hunter2@127.0.0.1:1/v1",
        "http://hunter2@127.0.0.1:1/v1",
        "http://127.0.0.1:1/v1?key=hunter2",
        "http://127.0.0.1:1/v1#hunter2",
        "ftp://user:hunter2@127.0.0.1/v1?hunter2",
    ],
)
def test_a_key_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ReadingError) as caught:
        question(url)
    assert "hunter2" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "url", ["http://example.org/v1", "http://192.0.2.7/v1", "http://localhost.example.org/v1"]
)
def test_a_key_never_travels_unencrypted_to_another_machine(url: str) -> None:
    with pytest.raises(ReadingError, match="unencrypted") as caught:
        question(url)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("secret", ["sk-12 34", "sk-“1”", "sk\nX: y", "schlüssel"])
def test_a_key_with_what_no_key_has_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv(KEY, secret)
    with pytest.raises(ReadingError, match=KEY) as caught:
        question("http://127.0.0.1:1/v1")
    assert secret not in str(caught.value)


def test_without_a_key_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "")
    with served(chat("because")) as server:
        question(server.address)
        assert b"authorization" not in server.questions[0].lower()
        assert json.loads(server.questions[0].partition(b"\r\n\r\n")[2])["temperature"] == 0
