"""An edition is replaced whole or not at all."""

from __future__ import annotations

import errno
import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from edition.made import made_edition, made_tables
from peaceops.edition import open_edition
from peaceops.edition.parquet import decoded
from peaceops.edition.store import Store
from peaceops.edition.verify import verify
from peaceops.errors import EditionError, MissingTableError, OutputError


def problems(folder: Path) -> list[str]:
    return [check.problem for check in verify(open_edition(folder)) if check.problem]


def test_a_fresh_edition_verifies(tmp_path: Path) -> None:
    made_edition(tmp_path)
    assert problems(tmp_path) == []


def test_the_same_rows_give_the_same_bytes_and_name(tmp_path: Path) -> None:
    first, second = made_edition(tmp_path / "a"), made_edition(tmp_path / "b")
    assert first.name == second.name
    for name in first.manifest.tables:
        assert first.path(name).read_bytes() == second.path(name).read_bytes()


@pytest.mark.slow
def test_a_text_that_repeats_far_apart_is_packed_once() -> None:
    """Readers of an edition get it whole, and it ships with the package: size counts."""
    signs = np.random.default_rng(3).integers(32, 127, (3000, 1000), dtype=np.uint8)
    texts = [line.tobytes().decode() for line in signs]  # three megabytes that do not repeat
    almost = [f"{text} again" for text in texts]  # no value stands twice
    sizes = []
    for frame in (pl.DataFrame({"text": texts}), pl.DataFrame({"text": texts + almost})):
        store = Store(Path("unwritten"))
        entry = store.put("text_paragraphs", frame, ())
        sizes.append(entry.size)
        assert decoded(store.contents[entry.file], "text_paragraphs").equals(frame)
    assert sizes[1] < 1.1 * sizes[0]


def test_one_changed_byte_is_found(tmp_path: Path) -> None:
    path = made_edition(tmp_path).path("strength")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert any("strength" in one and "SHA-256" in one for one in problems(tmp_path))


def test_a_row_that_names_no_mission_is_refused(tmp_path: Path) -> None:
    frames = made_tables()
    frames["strength"] = frames["strength"].with_columns(mission=pl.lit("UNGHOST"))
    made_edition(tmp_path, frames)
    assert any("UNGHOST" in one and "missions" in one for one in problems(tmp_path))


def test_a_missing_table_file_is_named(tmp_path: Path) -> None:
    made_edition(tmp_path).path("strength").unlink()
    with pytest.raises(EditionError, match="strength.*missing"):
        open_edition(tmp_path)


def test_a_folder_without_manifest_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="no manifest"):
        open_edition(tmp_path)


def test_a_manifest_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    made_edition(tmp_path)
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text()) | {"extra": 1}
    path.write_text(json.dumps(content))
    with pytest.raises(EditionError, match="extra"):
        open_edition(tmp_path)


def test_a_second_build_leaves_no_file_of_the_first(tmp_path: Path) -> None:
    made_edition(tmp_path)
    frames = made_tables()
    frames["strength"] = frames["strength"].head(3)
    edition = made_edition(tmp_path, frames)
    kept = {entry.file for entry in edition.manifest.tables.values()} | {"manifest.json"}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_build_that_fails_half_way_leaves_the_last_good_edition(tmp_path: Path) -> None:
    before = made_edition(tmp_path).name
    store = Store(tmp_path)
    store.put("strength", made_tables()["strength"].head(1), ("made",))
    assert open_edition(tmp_path).name == before
    assert problems(tmp_path) == []
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_is_said_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_edition(tmp_path).name

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="disk is full.*untouched"):
        made_edition(tmp_path, made_tables())
    monkeypatch.undo()
    assert open_edition(tmp_path).name == before
    assert problems(tmp_path) == []


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(OutputError, match="cannot be written"):
        made_edition(blocked / "edition")


def test_a_table_the_edition_lacks_tells_how_to_get_it(tmp_path: Path) -> None:
    view = made_edition(tmp_path).as_of(date(2023, 1, 1))
    with pytest.raises(MissingTableError, match="(?s)expenditure.*DPO-PKBUDGET"):
        view.table("expenditure")
