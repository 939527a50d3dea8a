"""A desk for a team: what it writes down, what it measures, how it starts, fails and stops."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from peaceops.edition import Edition, open_edition
from peaceops.errors import EditionError, OutputError
from peaceops.web import Rules, create_app, serve
from peaceops.web.desk import Desk
from peaceops.web.kept import Gate
from peaceops.web.logs import begin_log
from web.conftest import ADDRESS, MakeClient

TOKEN = "a-token-that-nobody-guesses"
SECRET = "a-sentence-of-a-confidential-document"
PEACEOPS = str(Path(sys.executable).with_name("peaceops"))


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Begins the log of a kind, and gives the lines that were written."""
    loggers = [logging.getLogger(name) for name in ("peaceops.web", "uvicorn")]
    before = [(logger.handlers, logger.level, logger.propagate) for logger in loggers]

    def lines() -> list[str]:
        return capsys.readouterr().err.splitlines()

    def begin(kind: str) -> Any:
        begin_log(kind)
        return lines

    yield begin
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers, logger.level, logger.propagate = handlers, level, propagate


def app_of(client: TestClient) -> FastAPI:
    app = client.app
    assert isinstance(app, FastAPI)
    return app


# What it writes down


def test_the_log_has_a_line_a_request(client: TestClient, log: Any) -> None:
    lines = log("plain")
    answer = client.get("/nowhere", params={"as_of": "2023-02-15", "q": SECRET})
    (line,) = lines()
    assert line.split()[1:4] == ["GET", "/nowhere?as_of=2023-02-15&q", "404"]
    assert line.endswith(f" ms {answer.headers['x-request-id']}")


def test_the_log_can_be_json(client: TestClient, log: Any) -> None:
    lines = log("json")
    answer = client.get("/nowhere")
    (line,) = lines()
    fields = json.loads(line)
    assert fields["request"] == answer.headers["x-request-id"]
    assert fields["level"] == "info"
    assert (fields["method"], fields["path"], fields["status"]) == ("GET", "/nowhere", 404)
    assert fields["milliseconds"] >= 0
    assert fields["time"].endswith("Z")


def test_the_log_can_be_off(client: TestClient, log: Any) -> None:
    lines = log("off")
    client.get("/nowhere")
    assert lines() == []


def test_styles_and_health_leave_no_line(client: TestClient, log: Any) -> None:
    lines = log("plain")
    for path in ("/health", "/ready", "/static/desk.css"):
        assert client.get(path).status_code == 200
    assert lines() == []


@pytest.mark.parametrize("kind", ["plain", "json"])
def test_the_log_has_no_texts_tokens_cookies_or_queries(
    make_client: MakeClient, log: Any, kind: str
) -> None:
    lines = log(kind)
    client = make_client(Rules(token=TOKEN))
    client.post("/login", data={"token": TOKEN}, params={"next": f"/{SECRET}"})
    cookie = client.cookies["peaceops_desk"]
    client.get("/data", params={"sql": f"select '{SECRET}'", "as_of": SECRET})
    client.get("/nowhere", headers={"referer": SECRET, "user-agent": SECRET})
    client.post("/read", data={"text": SECRET})
    client.get("/", headers={"authorization": f"Bearer {TOKEN}"})
    written = "\n".join(lines())
    assert written.count("/") >= 5
    for kept_out in (TOKEN, SECRET, cookie):
        assert kept_out not in written


def test_a_made_up_path_makes_no_line_of_its_own(client: TestClient, log: Any) -> None:
    lines = log("plain")
    client.get("/x%0a2026-01-01T00:00:00Z GET /forged 200")
    assert len(lines()) == 1


@pytest.mark.parametrize("kind", ["plain", "json"])
def test_a_defect_is_logged_with_its_place_and_the_page_names_the_number(
    make_client: MakeClient, log: Any, kind: str
) -> None:
    client = make_client()

    @app_of(client).get("/a/defect")
    def fail() -> None:
        raise KeyError(SECRET)

    lines = log(kind)
    answer = client.get("/a/defect")
    assert answer.status_code == 500
    number = answer.headers["x-request-id"]
    assert number in answer.text
    assert "KeyError" in answer.text
    assert SECRET not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    written = "\n".join(lines())
    assert number in written
    assert "in fail" in written
    assert "KeyError" in written
    assert SECRET not in written
    problem = client.get("/a/defect", headers={"accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 500


def test_a_panic_of_a_library_is_answered_as_a_defect(make_client: MakeClient) -> None:
    class PanicException(BaseException):
        pass

    client = make_client()

    @app_of(client).get("/a/panic")
    def fail() -> None:
        raise PanicException

    assert client.get("/a/panic").status_code == 500
    assert client.get("/health").status_code == 200


def test_the_number_of_a_proxy_is_taken_over_if_it_looks_like_one(client: TestClient) -> None:
    number = "4f1c2a9e-proxy-0001"
    assert client.get("/health", headers={"x-request-id": number}).headers["x-request-id"] == number
    for odd in ("<script>", "x", "a" * 200, "a b c d e f g"):
        given_back = client.get("/health", headers={"x-request-id": odd}).headers["x-request-id"]
        assert given_back != odd
        assert len(given_back) == 16


# What it measures


def test_measurements_are_by_route_and_never_by_address(make_client: MakeClient) -> None:
    client = make_client()
    for name in ("NOWHERE", "ELSEWHERE"):
        client.get(f"/{name}")
    client.get("/no/such/page/at/all")
    text = measured(client).text
    assert 'peaceops_requests_total{method="GET",route="/{name}",status="404"} 2.0' in text
    assert 'route="(none)",status="404"' in text
    assert 'peaceops_request_seconds_bucket{le="2.0",route="/{name}"} 2.0' in text
    assert "NOWHERE" not in text
    assert 'peaceops_cache_requests_total{cache="briefs",result="miss"} 0.0' in text
    assert "peaceops_compositions_total 0.0" in text
    assert "peaceops_requests_waiting 0.0" in text
    if sys.platform == "linux":
        memory = next(line for line in text.splitlines() if line.startswith("peaceops_resident"))
        assert float(memory.split()[1]) > 50_000_000


def test_a_name_of_a_method_that_is_made_up_is_not_kept(make_client: MakeClient) -> None:
    client = make_client()
    client.request("BREW", "/")
    text = measured(client).text
    assert "BREW" not in text
    assert 'method="other"' in text


def measured(client: TestClient, **headers: str) -> Any:
    """Asks from the machine itself."""
    near = TestClient(client.app, base_url=ADDRESS, client=("127.0.0.1", 50000))
    return near.get("/metrics", headers=headers)


def test_measurements_are_for_the_machine_itself(make_client: MakeClient) -> None:
    client = make_client(Rules(host="0.0.0.0", read_only=True, names=("desk.example",)))
    assert client.get("/metrics").status_code == 403  # from another machine
    assert measured(client).status_code == 200
    assert measured(client, host="desk.example").status_code == 403
    for sent_on in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        assert measured(client, **{sent_on: "10.0.0.7"}).status_code == 403


def test_with_a_token_measurements_are_for_who_knows_it(make_client: MakeClient) -> None:
    client = make_client(Rules(host="0.0.0.0", token=TOKEN, names=("desk.example",)))
    assert measured(client).status_code == 401
    assert client.get("/metrics", headers={"host": "desk.example"}).status_code == 401
    bearer = {"host": "desk.example", "authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", headers=bearer).status_code == 200


def test_a_desk_is_ready_when_cases_can_be_saved(make_client: MakeClient, tmp_path: Path) -> None:
    ready = make_client().get("/ready")
    assert ready.status_code == 200
    assert ready.json()["cases"] == "ok"
    (tmp_path / "cases").write_text("a file stands where the folder should")
    failed = make_client().get("/ready")
    assert failed.status_code == 503
    assert failed.json()["cases"] == "failed"
    assert str(tmp_path) not in failed.text
    assert make_client(Rules(read_only=True)).get("/ready").json()["cases"] == "read-only"


# What it does when much is asked


def test_who_comes_when_too_much_is_worked_out_is_told_to_come_back(
    make_client: MakeClient,
) -> None:
    client, goes_on = make_client(), Event()
    desk: Desk = app_of(client).state.desk
    gate = desk.gate = Gate(at_once=1, most_waiting=0)
    desk.caches["briefs"]._gate = gate
    thread = Thread(target=lambda: desk.caches["briefs"].get("long", goes_on.wait, long=True))
    thread.start()
    while not gate.running:
        sleep(0.001)
    try:
        answer = client.get("/UNMOGIP?as_of=2023-06-16&whole=yes")
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "ask again in a few seconds" in answer.text
        assert '<a href="/UNMOGIP?as_of=2023-06-16&amp;whole=yes">Try again</a>' in answer.text
        assert client.get("/login").status_code == 200
    finally:
        goes_on.set()
        thread.join()


# How it starts and stops


def test_an_answer_is_sent_at_once() -> None:
    """A listener of no named protocol would have each answer held back for 40 milliseconds."""
    module = import_module("peaceops.web.serve")
    with module._listener(Rules(port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_said(edition: Edition, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OutputError, match=f"port {port}") as refusal:
            serve(edition, tmp_path / "cases", Rules(port=port))
    assert "listens there already" in str(refusal.value)
    assert "--port" in str(refusal.value)


def test_an_address_of_another_machine_is_said(edition: Edition, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing can listen at 192.0.2.1") as refusal:
        serve(edition, tmp_path, Rules(host="192.0.2.1", port=0, token=TOKEN))
    assert "already" not in str(refusal.value)


def test_a_folder_that_cannot_be_written_to_is_said(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "cases"
    file.write_text("")
    with pytest.raises(OutputError, match="cases cannot be saved") as refusal:
        serve(edition, file, Rules(port=0))
    assert "--read-only" in str(refusal.value)


def test_an_edition_that_is_damaged_is_said_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(open_edition().folder, folder)
    table = next(folder.glob("votes.*.parquet"))
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    with pytest.raises(EditionError, match="votes") as refusal:
        serve(open_edition(folder), tmp_path / "cases", Rules(port=0))
    assert "data verify" in str(refusal.value)


@contextmanager
def running(folder: Path, *arguments: str, **environment: str) -> Iterator[tuple[Any, str]]:
    """A desk in a process of its own, and its address."""
    process = subprocess.Popen(
        [PEACEOPS, "serve", "--port", "0", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**{k: v for k, v in os.environ.items() if k != "HOME"}, **environment},
    )
    try:
        assert process.stderr is not None
        line = ""
        while "The desk is at" not in line:
            line = process.stderr.readline()
            assert line, "it did not start"
        yield process, line.split()[4]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_a_desk_stops_in_peace_when_it_is_told_to(tmp_path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        with running(tmp_path, "--log", "off") as (process, address):
            assert httpx.get(f"{address}health").json() == {"status": "ok"}
            process.send_signal(number)
            _, errors = process.communicate(timeout=15)
            assert process.returncode == 0
            assert "Traceback" not in errors


@pytest.mark.slow
def test_a_desk_needs_neither_a_home_nor_a_folder_that_it_may_write_to(tmp_path: Path) -> None:
    """As in a container with a read-only file system."""
    here = tmp_path / "here"
    here.mkdir()
    here.chmod(0o500)
    arguments = ("--read-only", "--host", "127.0.0.1")
    with running(here, *arguments, HOME="/nonexistent", PEACEOPS_CACHE="off") as (_, address):
        assert httpx.get(f"{address}ready").json()["cases"] == "read-only"
        page = httpx.get(f"{address}UNMOGIP?as_of=2023-06-16", timeout=120)
        assert page.status_code == 200
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_who_sends_half_a_request_is_not_waited_for(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("peaceops.web.serve"), "SECONDS_FOR_HEAD", 0.3)
    address: list[str] = []
    thread = Thread(
        target=serve,
        args=(edition, tmp_path, Rules(port=0)),
        kwargs={"log": "off", "started": address.append},
        daemon=True,
    )
    thread.start()
    until = monotonic() + 30
    while not address and monotonic() < until:
        sleep(0.01)
    port = int(address[0].rsplit(":", 1)[1].strip("/"))
    for begun in (b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.settimeout(5)
            connection.sendall(begun)
            assert connection.recv(1000) == b""
    # One that is whole is answered, and so is the next on the same connection.
    with httpx.Client(base_url=address[0]) as patient:
        for _ in range(3):
            assert patient.get("/health").status_code == 200
            sleep(0.2)


def test_a_token_comes_from_a_file(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from peaceops.cli import app

    file = tmp_path / "token"
    file.write_text("short\n")
    result = CliRunner().invoke(app, ["serve", "--token-file", str(file)])
    assert result.exit_code != 0
    assert "fewer than 16" in str(result.exception) + result.output
    both = CliRunner().invoke(app, ["serve", "--token-file", str(file), "--token", TOKEN])
    assert "a token and a file of a token" in str(both.exception) + both.output
    gone = CliRunner().invoke(app, ["serve", "--token-file", str(tmp_path / "none")])
    assert "cannot be read" in str(gone.exception) + gone.output


def test_every_desk_has_measurements_of_its_own(edition: Edition, tmp_path: Path) -> None:
    first, second = (
        TestClient(create_app(edition, tmp_path), base_url=ADDRESS, client=("127.0.0.1", 5))
        for _ in range(2)
    )
    first.get("/login")
    assert 'route="/login"' in first.get("/metrics").text
    assert 'route="/login"' not in second.get("/metrics").text
