"""A document made to do harm gives clean text or an error with a remedy: no hang, no crash."""

from __future__ import annotations

import os
import re
import socket
import time
from datetime import date
from pathlib import Path

import pytest

from peaceops.characters import control_characters
from peaceops.errors import ReadingError
from peaceops.reading import Document, inputs
from peaceops.reading.inputs import confined, read_file, read_files, worker
from peaceops.reading.inputs.limits import MOST_CHARACTERS
from reading import hostile_documents as hostile

DAY = date(2023, 6, 17)
TEXTS, PAGES = hostile.texts(), hostile.pages()
WORD, PDF = hostile.word_documents(), hostile.portable_documents()
ALL = {
    f"{kind}-{name}": content
    for kind, documents in (("text", TEXTS), ("html", PAGES), ("docx", WORD), ("pdf", PDF))
    for name, content in documents.items()
}
# What takes seconds, or the machine's memory, unless it is ended from outside.
HEAVY = {
    name
    for name in ALL
    if name.startswith(("html-deep", "html-open", "html-less", "html-many", "html-wide"))
    or name
    in (
        "pdf-far-apart",
        "pdf-numbers",
        "pdf-flate-bomb",
        "pdf-flate-text-bomb",
        "pdf-tiny-font",
        "pdf-size-lies",
        "pdf-open-dictionaries",
        "pdf-open-arrays",
        "pdf-map-wide",
        "docx-deep",
    )
}


def read(folder: Path, content: bytes) -> Document | ReadingError:
    path = folder / "document"
    path.write_bytes(content)
    try:
        return read_file(path, DAY)
    except ReadingError as error:
        return error


def holds(answer: Document | ReadingError) -> bool:
    """Clean text of bounded length, or an error that says what to do."""
    if isinstance(answer, ReadingError):
        return bool(answer.where and answer.what and answer.remedy)
    answer.text.encode("utf-8")
    return not control_characters(answer.text) and 0 < len(answer.text) <= MOST_CHARACTERS


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: quicker, for documents that need no ending from outside."""

    def text_of(
        media: str, content: bytes, where: str, **_limits: int
    ) -> tuple[str, tuple[str, ...]]:
        answer = worker._read(media, content)
        if "error" in answer:
            raise ReadingError(where=where, **answer["error"])
        return str(answer["text"]), tuple(answer["notes"])

    monkeypatch.setattr(inputs, "text_of", text_of)


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 100


@pytest.mark.parametrize("name", sorted(set(ALL) - HEAVY))
def test_a_hostile_document_is_read_clean_or_refused_with_a_remedy(
    tmp_path: Path, here: None, name: str
) -> None:
    pytest.importorskip("pypdf")
    assert holds(read(tmp_path, ALL[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ALL))
def test_a_hostile_document_ends_within_the_limit(tmp_path: Path, name: str) -> None:
    pytest.importorskip("pypdf")
    begin = time.monotonic()
    assert holds(read(tmp_path, ALL[name]))
    assert time.monotonic() - begin < 2 * confined.MOST_SECONDS


def test_a_parser_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = time.monotonic()
    with pytest.raises(ReadingError, match="longer than 1 seconds") as caught:
        confined.text_of("html", ALL["html-deep-div"] * 20, "a.html", seconds=1)
    assert caught.value.remedy
    assert time.monotonic() - begin < 60


def test_a_parser_that_eats_memory_is_refused_what_it_asks_for() -> None:
    pytest.importorskip("resource")
    with pytest.raises(ReadingError, match="memory|breaks the reader") as caught:
        confined.text_of("pdf", hostile.pdf(), "a.pdf", memory=30_000_000)
    assert caught.value.remedy


def test_the_parsers_process_is_given_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEACEOPS_READING_KEY", "secret")
    assert "secret" not in confined._environment().values()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text-nul", "Sweden withdrew"),
        ("text-utf-16-without-mark", "Sweden withdrew"),
        ("text-utf-16-be-without-mark", "Sweden withdrew"),
        ("text-utf-32", "Sweden withdrew"),
        ("text-latin-1", "Côte d'Ivoire"),
        ("text-unseen", "Sweden withdrew its soldiers"),
        ("html-charset-russian", "Правительство Мали"),
        ("docx-strict", "Sweden withdrew"),
        ("docx-utf-16", "Sweden withdrew"),
        ("docx-climbing-name", "Sweden withdrew"),
        ("pdf-parent-loop", "Sweden withdrew"),
        ("pdf-script", "Sweden withdrew"),
    ],
)
def test_what_can_be_read_is_read(tmp_path: Path, here: None, name: str, words: str) -> None:
    pytest.importorskip("pypdf")
    document = read(tmp_path, ALL[name])
    assert isinstance(document, Document), document
    assert words in document.text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("text-empty", "no text"),
        ("text-digits", "no letters"),
        ("text-noise", "not text"),
        ("text-utf-7", "UTF-7"),
        ("text-koi8-r", "encoding cannot be told"),
        ("html-charset-missing", "encoding cannot be told"),
        ("text-too-long", "up to 2,000,000"),
        ("text-picture.png", "an image"),
        ("text-picture.bmp", "an image"),
        ("text-program.exe", "a program"),
        ("text-pointer", "Git LFS"),
        ("docx-bomb", "unpack"),
        ("docx-laughs", "entities"),
        ("docx-outer-entity", "entities"),
        ("docx-locked", "broken Word"),
        ("docx-sheet", "not a Word document"),
        ("pdf-one-page-often", "3,000 pages"),
        ("pdf-locked", "broken PDF|locked"),
        ("pdf-scan", "no text"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, here: None, name: str, words: str) -> None:
    pytest.importorskip("pypdf")
    error = read(tmp_path, ALL[name])
    assert isinstance(error, ReadingError), error
    assert error.remedy
    assert re.search(words, str(error))


def test_a_page_that_is_a_picture_among_pages_of_text_is_told(tmp_path: Path, here: None) -> None:
    pytest.importorskip("pypdf")
    scan = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
        b"/Resources << /XObject << /Im1 5 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
    document = read(tmp_path, hostile.pdf({2: pages, 6: scan}))
    assert isinstance(document, Document)
    assert any(note.startswith("page 2: a picture without text") for note in document.notes)


def test_control_characters_that_were_replaced_are_told(tmp_path: Path) -> None:
    document = read(tmp_path, TEXTS["escape-sequences"])
    assert isinstance(document, Document)
    assert "\x1b" not in document.text
    assert "[31m" not in document.text
    assert any("U+001B" in note for note in document.notes)


def test_a_page_in_a_declared_encoding_says_so(tmp_path: Path, here: None) -> None:
    document = read(tmp_path, PAGES["charset-russian"])
    assert isinstance(document, Document)
    assert any("windows-1251" in note for note in document.notes)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


SPECIAL = {
    "folder": Path.mkdir,
    "pipe": lambda path: getattr(os, "mkfifo")(path),  # noqa: B009, PLW0108 - Unix only
    "socket": a_socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "system-file": lambda path: path.symlink_to("/proc/self/environ"),
    "loop": lambda path: path.symlink_to(path),
    "nothing": lambda path: None,
}


@pytest.mark.skipif(os.name != "posix", reason="these kinds of files are those of Unix")
@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    SPECIAL[kind](Path("a.txt"))
    with pytest.raises(ReadingError) as caught:
        read_file(Path("a.txt"), DAY)
    assert caught.value.remedy


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Mali")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ReadingError, match="cannot be opened") as caught:
        read_file(path, DAY)
    assert "right to read" in str(caught.value)


def test_a_line_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 9_900_000)
    with pytest.raises(ReadingError, match="49,500,000 characters"):
        read_file(path, DAY)


def test_all_bad_files_are_told_at_once_and_none_is_read(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(hostile.SENTENCE)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(ReadingError) as caught:
        read_files([good, empty, tmp_path / "missing.txt"], DAY)
    for words in ("2 problems", "empty.txt: holds no text", "missing.txt: cannot be opened"):
        assert words in str(caught.value)


def test_one_file_named_twice_and_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(hostile.SENTENCE)
    first, second = tmp_path / "one" / "a.txt", tmp_path / "other" / "a.txt"
    with pytest.raises(ReadingError, match="named twice"):
        read_files([first, first], DAY)
    with pytest.raises(ReadingError, match="2 files bear this name"):
        read_files([first, second], DAY)


def test_a_files_name_is_shown_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n.txt"
    try:
        path.write_text(hostile.SENTENCE)
    except OSError:
        pytest.skip("no such names here")
    assert read_file(path, DAY).name == "a\\x1b[2J\\n.txt"
