"""Output never dies on a console's encoding, a closed pipe, a missing home or another clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from marks import quick_first

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
BUILD_REPORT = """
from peaceops.cli._console import console
from peaceops.cli._streams import prepare_streams, print_json
prepare_streams()
console().print("high: '2' → '3'; Côte d'Ivoire × 5 % – 安", markup=False)
print_json({"speaker": "Côte 安", "share": float("nan")}, indent=None)
"""


def run(
    *words: str, code: str | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code] if code else [PEACEOPS, *words]
    return subprocess.run(
        command, capture_output=True, check=False, cwd=cwd, env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "high: '2' → '3'; Côte d'Ivoire × 5 % – 安"),
        ("cp1252", "high: '2' -> '3'; Côte d'Ivoire × 5 % – ?"),
        ("cp850", "high: '2' -> '3'; Côte d'Ivoire × 5 % - ?"),
        ("latin-1", "high: '2' -> '3'; Côte d'Ivoire × 5 % - ?"),
        ("ascii", "high: '2' -> '3'; Cote d'Ivoire x 5 % - ?"),
        ("cp932", "high: '2' → '3'; Cote d'Ivoire × 5 % - 安"),
    ],
)
def test_what_an_encoding_lacks_is_written_in_plain_letters(encoding: str, shown: str) -> None:
    done = run(code=BUILD_REPORT, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode(encoding).splitlines()[0] == shown


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii", "cp932"])
def test_json_says_the_same_in_every_encoding_and_holds_no_nan(encoding: str) -> None:
    done = run(code=BUILD_REPORT, PYTHONIOENCODING=encoding)
    answer = json.loads(done.stdout.decode(encoding).splitlines()[1])
    assert answer == {"speaker": "Côte 安", "share": None}


@pytest.mark.parametrize("encoding", quick_first(["cp932", "cp1252", "ascii"], 1))
@pytest.mark.parametrize("command", [("data", "sources"), ("data", "show"), ("case", "list")])
def test_commands_answer_on_any_console(command: tuple[str, ...], encoding: str) -> None:
    done = run(*command, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_the_c_locale_without_a_home_is_enough(tmp_path: Path) -> None:
    done = subprocess.run(
        [PEACEOPS, "data", "sources"], capture_output=True, check=False, cwd=tmp_path,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert not list(tmp_path.iterdir())


def test_a_reader_that_goes_away_is_no_failure() -> None:
    producer = subprocess.Popen(
        [PEACEOPS, "data", "sources"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert producer.stdout is not None
    assert producer.stderr is not None
    producer.stdout.close()
    errors = producer.stderr.read()
    producer.wait(60)
    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_told_plainly() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PEACEOPS, "data", "sources"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode != 0
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_stream_that_is_closed_from_the_start_is_no_failure() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{PEACEOPS}' data sources >&-"], capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr


def test_an_error_nobody_foresaw_is_told_in_words() -> None:
    code = """
import peaceops.cli, sys
def fail():
    raise ZeroDivisionError("division by zero")
peaceops.cli.app = fail
peaceops.cli.main()
"""
    done = run(code=code)
    assert done.returncode == 1
    assert b"ZeroDivisionError" in done.stderr
    assert b"report the command" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Traceback" in run(code=code, PEACEOPS_TRACEBACK="1").stderr


DRAWING = """
from datetime import date
from peaceops.brief.drawing import amount, from_vega_lite, layer, when
rows = [{"month": date(2020, n, 1).isoformat(), "deaths": n} for n in range(1, 13)]
encoding = {"x": when("month", timeUnit="utcyearmonth"), "y": amount("deaths")}
print(from_vega_lite(layer(rows, {"type": "bar"}, encoding), "a").body)
"""


@pytest.mark.slow
def test_a_chart_of_months_is_the_same_in_every_time_zone() -> None:
    drawn = {run(code=DRAWING, TZ=zone).stdout for zone in ("UTC", "Pacific/Kiritimati", "EST5EDT")}
    assert len(drawn) == 1
    assert b"<svg" not in drawn.pop()
