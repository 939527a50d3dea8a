"""Lines are added whole, one writer at a time, and records are never mixed."""

from __future__ import annotations

import json
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from durable.killing import EVERY_FEW, killed_at_every_operation
from ledger.made_ledger import AS_OF, MAKER, TODAY, add_often, event, later_edition, some_forecasts
from peaceops.durable import hold
from peaceops.errors import LedgerError, OutputError
from peaceops.ledger import append, read_ledger, resolve
from peaceops.ledger.chain import written


def test_what_is_entered_is_read_back(tmp_path: Path) -> None:
    forecasts = some_forecasts()
    ledger = append(tmp_path / "l.jsonl", "issued", TODAY, MAKER, forecasts)
    again = read_ledger(tmp_path / "l.jsonl")
    assert [entry.forecast for entry in again.entries] == forecasts
    assert again.head == ledger.head and again.record == "issued"
    assert {entry.on for entry in again.entries} == {TODAY}
    assert again.entries[0].maker == MAKER


def test_lines_that_stand_are_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    before = path.read_bytes()
    resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1))
    after = path.read_bytes()
    assert after.startswith(before) and len(after) > len(before)


def test_forecasts_entered_twice_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    with pytest.raises(LedgerError, match=f"already on UNTEST as of {AS_OF} .from line 2"):
        append(path, "issued", TODAY, MAKER, [event("council.adopted", 0.5)])
    append(path, "issued", TODAY, MAKER, [event("council.adopted", 0.5, as_of=TODAY)])


@pytest.mark.parametrize("first", ["issued", "retrospective"])
def test_replays_and_issued_forecasts_are_never_mixed(tmp_path: Path, first: str) -> None:
    second = {"issued": "retrospective", "retrospective": "issued"}[first]
    path = tmp_path / "l.jsonl"
    append(path, first, TODAY, MAKER, some_forecasts())  # type: ignore[arg-type]
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=f"holds the record '{first}', and '{second}' may not"):
        append(path, second, TODAY, MAKER, [])  # type: ignore[arg-type]
    assert path.read_bytes() == before


def test_a_file_mixed_by_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    ledger = append(path, "issued", TODAY, MAKER, some_forecasts())
    content = json.loads(path.read_text().splitlines()[-1])
    fields = {name: content[name] for name in content if name not in ("number", "previous", "hash")}
    line, _ = written(fields | {"record": "retrospective"}, ledger.size + 1, ledger.head)
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(LedgerError, match="line 11: is of the record 'retrospective'"):
        read_ledger(path)


def test_a_resolution_of_no_forecast_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    ledger = resolve(path, later_edition(tmp_path / "later"), date(2024, 8, 1)).ledger
    content = json.loads(path.read_text().splitlines()[-1])
    fields = {name: content[name] for name in content if name not in ("number", "previous", "hash")}
    line, _ = written(fields | {"entry": 1}, ledger.size + 1, ledger.head)
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(
        LedgerError, match="line 20: resolves line 1, which is no forecast of that hash"
    ):
        read_ledger(path)


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        read_ledger(tmp_path / "l.jsonl")
    with pytest.raises(LedgerError, match="cannot be read"):
        read_ledger(tmp_path)


@pytest.mark.parametrize("step", EVERY_FEW)
def test_a_kill_while_lines_are_added_leaves_the_last_chain(tmp_path: Path, step: int) -> None:
    path = tmp_path / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    before = path.read_bytes()
    more = [
        event("council.adopted", 0.5, as_of=TODAY),
        event("council.unanimous", 0.5, as_of=TODAY),
    ]

    def add() -> None:
        append(path, "issued", TODAY, MAKER, more)

    deaths = 0
    for _ in killed_at_every_operation(add, tmp_path, step=step):
        deaths += 1
        assert read_ledger(path).size in (10, 12), "all of the lines, or none"
        path.write_bytes(before)
    assert deaths
    path.write_bytes(before)
    add()
    assert read_ledger(path).size == 12


def test_two_that_issue_at_once_wait_for_one_another(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=add_often, args=(path, mission, 4)) for mission in ("UNA", "UNB")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    ledger = read_ledger(path)
    missions = [entry.forecast.mission for entry in ledger.entries]
    assert ledger.size == 9 and sorted(missions) == ["UNA"] * 4 + ["UNB"] * 4


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.jsonl"
    monkeypatch.setattr("peaceops.ledger.file.hold", lambda where: hold(where, wait=0.1))
    with hold(path), pytest.raises(OutputError, match="another peaceops is writing there"):
        append(path, "issued", TODAY, MAKER, some_forecasts())
    assert not path.exists()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "l.jsonl"
    append(path, "issued", TODAY, MAKER, some_forecasts())
    assert read_ledger(path).size == 10
