"""The Tab key offers missions, cases, days, tables, countries and settings, and loads little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))


def offers(line: str, cwd: Path) -> list[str]:
    """What a shell gets for a command line whose last word is not yet whole."""
    words = line.split(" ")
    done = subprocess.run(
        [PEACEOPS],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={
            **os.environ,
            "_PEACEOPS_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        },
    )
    assert not done.stderr
    return done.stdout.split()


OFFERED = {
    "a command": ("peaceops sett", ["settings"]),
    "a mission": ("peaceops brief MINUSM", ["MINUSMA"]),
    "a mission in small letters, by its French acronym": ("peaceops brief finul", ["finul"]),
    "a case": ("peaceops brief MINUSMA --case minusma-2023", ["minusma-2023-06"]),
    "the day of a case": (
        "peaceops brief MINUSMA --case minusma-2023-06 --as-of 2",
        ["2023-06-16"],
    ),
    "a table": ("peaceops data export mission_h", ["mission_hosts"]),
    "a country": ("peaceops council votes --member GH", ["GHA"]),
    "a further format": ("peaceops brief UNMISS --formats html,p", ["html,pdf", "html,pptx"]),
    "a setting": ("peaceops settings set co", ["country"]),
    "a value of a setting": ("peaceops settings set language f", ["fr"]),
}


@pytest.mark.parametrize("what", OFFERED)
def test_the_tab_key_offers(what: str, tmp_path: Path) -> None:
    line, expected = OFFERED[what]
    assert offers(line, tmp_path) == expected


def test_case_files_of_the_folder_are_offered(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").touch()
    shipped = ["minusma-2022-06", "minusma-2023-06"]
    assert offers("peaceops brief UNMISS --case mi", tmp_path) == [*shipped, "mine.yaml"]


def test_nothing_slow_is_loaded_for_the_names_of_missions_and_cases() -> None:
    code = """if True:
        import sys
        from peaceops.cli._completion import complete_case, complete_mission
        assert complete_mission("UNMISS") and complete_case("minusma")
        print(*sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"polars", "numpy", "pydantic", "duckdb", "rapidfuzz", "lightgbm"}
    assert not heavy & set(done.stdout.split())
