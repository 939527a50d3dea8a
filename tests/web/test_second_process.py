"""What takes seconds is worked out in a second process: it answers alike, and can be lost."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from peaceops.brief import compose
from peaceops.brief.schema import to_json
from peaceops.edition import Edition, find_mission, open_edition, starter
from peaceops.errors import UnknownMissionError
from peaceops.web import Rules, create_app
from peaceops.web.second_process import NAME, SecondProcess

DAY = date(2023, 6, 16)


@pytest.fixture
def second(edition: Edition) -> Iterator[SecondProcess]:
    process = SecondProcess(edition)
    yield process
    process.close()


def those_that_run() -> list[BaseProcess]:
    """Second processes alone: other tests have processes of their own."""
    return [process for process in multiprocessing.active_children() if process.name == NAME]


def number_of_it() -> int:
    (process,) = those_that_run()
    assert process.pid is not None
    return process.pid


def test_it_answers_as_this_process_would(second: SecondProcess, edition: Edition) -> None:
    assert second.ask(find_mission, "minusma", DAY) == find_mission(edition, "minusma", DAY)


def test_what_is_asked_wrongly_is_the_same_error_with_its_remedy(
    second: SecondProcess, edition: Edition
) -> None:
    with pytest.raises(UnknownMissionError) as here:
        find_mission(edition, "MINUSMO", DAY)
    with pytest.raises(UnknownMissionError) as there:
        second.ask(find_mission, "MINUSMO", DAY)
    assert str(there.value) == str(here.value)
    assert there.value.missions == here.value.missions
    assert there.value.remedy == here.value.remedy


@pytest.mark.slow
def test_a_process_that_is_killed_is_begun_anew(second: SecondProcess) -> None:
    second.ask(find_mission, "UNMISS", DAY)
    killed = number_of_it()
    os.kill(killed, signal.SIGKILL)
    assert second.ask(find_mission, "UNMISS", DAY) == "UNMISS"
    assert number_of_it() != killed


def test_an_edition_that_was_rebuilt_meanwhile_is_asked_here(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    shutil.copytree(starter(), folder)
    begun_with = open_edition(folder)
    known = find_mission(begun_with, "UNMISS", DAY)
    (folder / "manifest.json").unlink()
    second = SecondProcess(begun_with)
    try:
        assert second.ask(find_mission, "UNMISS", DAY) == known
    finally:
        second.close()


def test_no_process_is_left_when_the_desk_closes(second: SecondProcess) -> None:
    second.ask(find_mission, "UNMISS", DAY)
    second.close()
    for process in those_that_run():
        process.join(10)
    assert not those_that_run()


PROGRAM = """
import multiprocessing, os, signal
from datetime import date
from peaceops.edition import find_mission, open_edition
from peaceops.web.second_process import SecondProcess

if __name__ == "__main__":
    SecondProcess(open_edition()).ask(find_mission, "UNMISS", date(2023, 6, 16))
    print(multiprocessing.active_children()[0].pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_it_ends_with_a_desk_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "desk.py"
    program.write_text(PROGRAM, "utf-8")
    # Told to a file: a pipe would stay open as long as the process that is looked for.
    told = tmp_path / "number"
    with told.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(program)], stdout=out, check=False, timeout=60)
    number = int(told.read_text("utf-8"))
    until = time.monotonic() + 20
    while runs(number) and time.monotonic() < until:
        time.sleep(0.1)
    assert not runs(number)


def runs(number: int) -> bool:
    status = Path(f"/proc/{number}/stat")
    if not Path("/proc/self/stat").exists():
        pytest.skip("this system does not tell which processes run")
    # One that has ended and that nobody asks about any more is not running.
    return status.exists() and status.read_text("ascii").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
def test_a_brief_that_is_composed_there_is_the_brief_composed_here(
    edition: Edition, tmp_path: Path
) -> None:
    desk = create_app(edition, tmp_path / "cases", Rules()).state.desk
    desk.second = SecondProcess(edition)
    try:
        there = desk.brief("UNDOF", DAY)
    finally:
        desk.second.close()
    assert to_json(there) == to_json(compose(edition, "UNDOF", DAY))
