"""No line of a ledger changes, goes or moves unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.made_ledger import MAKER, TODAY, some_forecasts
from peaceops.errors import LedgerError
from peaceops.ledger import append, check_head, read_ledger
from peaceops.ledger.chain import START, checked, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of ten lines."""
    append(tmp_path / "ledger.jsonl", "issued", TODAY, MAKER, some_forecasts())
    return tmp_path / "ledger.jsonl"


def spoil(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text("utf-8").split("\n")[:-1]
    path.write_text("".join(f"{line}\n" for line in change(lines)), "utf-8")


def edited(lines: list[str]) -> list[str]:
    assert '"probability":0.75' in lines[2]
    return [*lines[:2], lines[2].replace('"probability":0.75', '"probability":0.95'), *lines[3:]]


def spaced(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[2].replace(":", ": ", 1), *lines[3:]]


def with_hash_of_its_own(lines: list[str]) -> list[str]:
    """Edited by someone who knows how hashes are made: the next line does not follow."""
    body = edited(lines)[2]
    fields = re.sub(r',"previous":.*', "}", body)
    content = __import__("json").loads(fields)
    number = content.pop("number")
    previous = re.search(r'"previous":"(\w+)"', body)
    assert previous is not None
    line, _ = written(content, number, previous[1])
    return [*lines[:2], line, *lines[3:]]


TAMPERED = {
    "edited": (edited, r"line 3: was edited"),
    "spaces put in": (spaced, r"line 3: was edited"),
    "edited, with a hash of its own": (with_hash_of_its_own, r"line 4: does not follow"),
    "removed": (lambda lines: [*lines[:4], *lines[5:]], r"line 5: is number 6 where 5 is due"),
    "the first removed": (lambda lines: lines[1:], r"line 1: is number 2 where 1 is due"),
    "reordered": (
        lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
        r"line 5: is number 6 where 5 is due.*line 6: is number 5 where 7",
    ),
    "twice": (lambda lines: [*lines[:5], *lines[4:]], r"line 6: is number 5 where 6 is due"),
    "no line": (lambda lines: [*lines[:3], "{}", *lines[3:]], r"line 4: is no line of a ledger"),
    "two at once": (lambda lines: edited(lines)[:-2] + lines[-1:], r"line 3.*line 9: is number 10"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_line_is_named(path: Path, how: str) -> None:
    change, complaint = TAMPERED[how]
    spoil(path, change)
    with pytest.raises(LedgerError, match=re.compile(complaint, re.DOTALL)):
        read_ledger(path)


def test_another_file_is_told_once_to_be_no_ledger(path: Path) -> None:
    path.write_text("# A page\n\nof some lines.\n", "utf-8")
    with pytest.raises(LedgerError) as refusal:
        read_ledger(path)
    assert refusal.value.what == "is no ledger"
    assert "peaceops ledger issue" in str(refusal.value.remedy)


def test_nothing_is_added_to_a_tampered_ledger(path: Path) -> None:
    spoil(path, edited)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="was edited"):
        append(path, "issued", TODAY, MAKER, [])
    assert path.read_bytes() == before


def test_a_line_cut_short_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(LedgerError, match="line 10: ends without an end of line"):
        read_ledger(path)


def test_lines_cut_off_at_the_end_are_told_by_the_hash_noted_before(path: Path) -> None:
    head = read_ledger(path).head
    spoil(path, lambda lines: lines[:-2])
    ledger = read_ledger(path)
    assert ledger.size == 8, "the shorter chain is whole"
    with pytest.raises(LedgerError, match="cut off at the end"):
        check_head(ledger, head)
    assert check_head(ledger, ledger.head[:12]) == 8


def test_bytes_that_are_no_text_are_named_by_line(path: Path) -> None:
    content = path.read_bytes().splitlines(keepends=True)
    content[3] = b"\xff" + content[3]
    path.write_bytes(b"".join(content))
    with pytest.raises(LedgerError, match="line 4 is no text"):
        read_ledger(path)


def test_a_field_that_breaks_the_schema_is_named(tmp_path: Path) -> None:
    opening, head = written(
        {"type": "opening", "record": "issued", "on": "2023-07-01", "schema_version": 1,
         "about": "", "colour": "red"}, 1, START,
    )  # fmt: skip
    (tmp_path / "l").write_text(f"{opening}\n")
    assert len(checked(f"{opening}\n", "l")) == 1 and head
    with pytest.raises(LedgerError, match=r"line 1: breaks the schema: colour"):
        read_ledger(tmp_path / "l")


def test_a_newer_type_of_line_asks_for_a_newer_version(tmp_path: Path) -> None:
    line, _ = written({"type": "correction"}, 1, START)
    (tmp_path / "l").write_text(f"{line}\n")
    with pytest.raises(LedgerError, match="unknown type 'correction'"):
        read_ledger(tmp_path / "l")
