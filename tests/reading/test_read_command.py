"""What `peaceops read` refuses before it reads anything, and what reaches the terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.errors import CaseError, OutputError, PeaceopsError, ReadingError
from served import chat, served

SENTENCE = "Sweden withdrew its 220 soldiers from MINUSMA in March 2023."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path


def read(*arguments: object, published: str = "2023-06-17") -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(app, ["read", *words, "--published", published, "--no-model"])


def refused(error: type[PeaceopsError], *arguments: object) -> str:
    answer = read(*arguments)
    assert isinstance(answer.exception, error), answer.output
    assert answer.exception.remedy
    return str(answer.exception)


@pytest.mark.parametrize(
    ("day", "remedy"),
    [
        ("2023-02-30", "February 2023 has 28 days"),
        *((day, "2023-06-16") for day in ("0001-01-01", "1900-01-01", "9999-12-31", "x", "")),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_refused(
    article: Path, day: str, remedy: str
) -> None:
    answer = read(article, published=day)
    assert answer.exit_code == 2
    assert remedy in answer.stderr


def test_a_page_never_overwrites_what_is_read(article: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(article)
    case = tmp_path / "case.yaml"
    for page in (article, link):
        assert "overwrite" in refused(OutputError, article, "--html", page)
    words = refused(OutputError, article, "--html", case, "--case", case, "--review")
    assert "the case" in words
    assert article.read_text() == SENTENCE


def test_a_case_is_not_a_document_too(article: Path) -> None:
    refused(CaseError, article, "--case", article, "--accept-all")
    assert article.read_text() == SENTENCE


def test_a_case_or_a_page_that_is_no_file_is_refused(article: Path, tmp_path: Path) -> None:
    assert "folder" in refused(CaseError, article, "--case", tmp_path, "--accept-all")
    assert "folder" in refused(OutputError, article, "--html", tmp_path)
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert "pipe" in refused(CaseError, article, "--case", pipe, "--accept-all")
        assert "pipe" in refused(OutputError, article, "--html", pipe)


def test_a_case_that_is_not_utf_8_names_the_line(article: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes(b"case: x\nname: \xff\n")
    assert "line 2" in refused(CaseError, article, "--case", case, "--accept-all")


def test_one_bad_file_among_several_stops_all_and_all_are_told(
    article: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    words = refused(ReadingError, article, tmp_path / "a.txt", tmp_path / "b.txt", "--html", page)
    assert "a.txt" in words
    assert "b.txt" in words
    assert not page.exists()


def test_two_files_of_one_text_are_told(article: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_text(SENTENCE, encoding="utf-8")
    assert "holds the same text as article.txt" in read(article, twin).stderr


def test_no_escape_reaches_terminal_page_or_json(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J.txt"
    path.write_bytes(b"\x1b[2J\x9b31m " + SENTENCE.encode() + b"\x07 He said \x1b]0;x\x07 so.")
    page = tmp_path / "page.html"
    for arguments in ([path], [path, "--json"], [path, "--html", page]):
        answer = read(*arguments)
        assert answer.exit_code == 0
        for sign in ("\x1b", "\x07", "\x9b"):
            assert sign not in answer.output
    assert "\x1b" not in page.read_text(encoding="utf-8")


def test_what_an_endpoint_says_is_cleaned_and_what_is_dropped_is_told(article: Path) -> None:
    statements = [
        {"kind": "departure", "quotation": SENTENCE[:33], "subject": "SWE", "speaker": "a\x1b[2Jb"},
        {"kind": "departure", "quotation": "Norway left too", "subject": "NOR"},
        {"kind": "departure", "quotation": SENTENCE[:33], "value": 1e300},
    ]
    with served(chat(statements)) as server:
        answer = read(article, "--json", "--endpoint", server.address)
    assert answer.exit_code == 0
    assert "1 with a quotation that the text does not hold" in answer.stderr
    assert "1 with a number that no statement can hold" in answer.stderr
    listed = json.loads(answer.stdout)["statements"]
    assert "\\u001b" not in json.dumps(listed)
    assert {one["subject"] for one in listed} == {"SWE"}


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "http://user:word@127.0.0.1/v1"])
def test_an_address_that_is_none_is_refused_before_anything_is_read(url: str) -> None:
    words = refused(ReadingError, "no-such-file.txt", "--endpoint", url)
    assert "no-such-file" not in words
    assert "user:word" not in words
