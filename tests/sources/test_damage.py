"""Bytes changed at random are read, skipped or refused: nothing else ever happens."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peaceops.edition.intake import intake
from peaceops.errors import SourceError
from peaceops.sources import DamagedFile, all_readers, recognise
from peaceops.sources._parquet import read_parquet
from sources.made_tables import MONTHS, events_csv

WHOLE = (events_csv().encode(), events_csv(separator=";").encode("utf-16"), MONTHS.encode())


def changed(content: bytes, chance: random.Random) -> bytes:
    """Cut, overwrite, insert, double or recode a part of a file."""
    at = chance.randrange(len(content))
    end = at + chance.randrange(60)
    return chance.choice(
        [
            content[:at],
            content[:at] + content[end:],
            content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :],
            content[:at] + chance.choice([b'"', b",", b"\n", b"\r", b";", b"\0"]) + content[at:],
            content + content[:at],
            content.replace(b",", chance.choice([b";", b"\t", b"|", b",,"])),
            content.decode("utf-8", "replace").encode(chance.choice(["utf-16-le", "utf-32"])),
        ]
    )


def test_a_changed_file_never_ends_in_an_error_of_ours(tmp_path: Path) -> None:
    chance = random.Random(2026)
    path = tmp_path / "file.csv"
    for _ in range(80):
        path.write_bytes(changed(chance.choice(WHOLE), chance))
        try:
            with intake(path, progress=lambda what, done, every: None):
                pass
        except SourceError as error:
            assert "a defect of peaceops" not in str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_recognised_or_given_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    recognition = recognise(path, all_readers())
    assert recognition.reader is not None or recognition.reason


def test_a_damaged_parquet_is_damaged_and_no_panic(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cells.parquet"
    pl.DataFrame({"pg_id": range(1, 5000), "country_id": [1] * 4999}).write_parquet(path)
    whole = path.read_bytes()
    assert read_parquet(path, ["pg_id"]).columns == ["row", "pg_id"]
    chance = random.Random(2026)
    damaged = 0
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(5):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            read_parquet(path, ["pg_id", "country_id"])
        except DamagedFile:
            damaged += 1
    assert damaged > 20
    assert "panicked" not in capfd.readouterr().err
    with pytest.raises(DamagedFile, match="lacks a column|renamed"):
        path.write_bytes(whole)
        read_parquet(path, ["pg_id", "nothing"])
