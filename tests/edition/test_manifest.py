"""Every byte of an edition is covered by its manifest, and the manifest by its seal."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from edition.made import made_edition, made_store
from peaceops.edition import open_edition
from peaceops.edition.manifest import Manifest, read_manifest
from peaceops.edition.verify import verify
from peaceops.errors import EditionError, PeaceopsError

REPAIRS = 'file,row,column,found,used,reason\nmade.csv,2,troops,"1,000",1000,thousands\n'


def edition_with_repairs(folder: Path) -> Path:
    store, manifest = made_store(folder)
    store.commit(manifest, REPAIRS)
    return folder


def complaints(folder: Path) -> list[str]:
    try:
        return [check.problem for check in verify(open_edition(folder)) if check.problem]
    except EditionError as error:
        return [str(error)]


def bits(size: int, most: int) -> list[tuple[int, int]]:
    """Positions of bits over a whole file, the same at each run."""
    every = [(place, bit) for place in range(size) for bit in range(8)]
    return random.Random(1).sample(every, min(most, len(every)))


@pytest.mark.slow
def test_any_flipped_bit_of_any_file_is_found(tmp_path: Path) -> None:
    folder = edition_with_repairs(tmp_path)
    assert complaints(folder) == []
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for place, bit in bits(len(whole), 25):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            path.write_bytes(damaged)
            assert complaints(folder), (path.name, place, bit)
        path.write_bytes(whole)
    assert complaints(folder) == []


@pytest.mark.slow
def test_every_single_bit_of_the_manifest_counts(tmp_path: Path) -> None:
    folder = edition_with_repairs(tmp_path)
    path = folder / "manifest.json"
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            path.write_bytes(damaged)
            with pytest.raises(EditionError):
                open_edition(folder)


@pytest.mark.parametrize("file", ["strength", "manifest.json", "repairs.csv"])
@pytest.mark.parametrize("damage", ["cut", "grown", "empty", "missing", "pipe", "link out"])
def test_a_file_that_is_not_what_was_built_is_told(tmp_path: Path, file: str, damage: str) -> None:
    folder = edition_with_repairs(tmp_path / "edition")
    name = open_edition(folder).manifest.tables[file].file if file == "strength" else file
    path = folder / name
    whole = path.read_bytes()
    path.unlink()
    if damage == "pipe":
        os.mkfifo(path)
    elif damage == "link out":
        (tmp_path / "elsewhere").write_bytes(whole + b" ")
        path.symlink_to(tmp_path / "elsewhere")
    elif damage != "missing":
        path.write_bytes({"cut": whole[:-1], "grown": whole + b" ", "empty": b""}[damage])
    assert complaints(folder)


def test_a_table_behind_a_link_out_of_the_edition_is_refused(tmp_path: Path) -> None:
    edition = made_edition(tmp_path / "edition")
    path = edition.path("strength")
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    with pytest.raises(EditionError, match="leads out of the edition"):
        edition.content("strength")


def sealed(content: dict[str, Any]) -> str:
    """A manifest as one who means harm would seal it."""
    zeros = "0" * 64
    text = json.dumps(content | {"seal": zeros})
    import hashlib

    return text.replace(zeros, hashlib.sha256(text.encode()).hexdigest(), 1)


FORGED = {
    "a file outside": ("strength", {"file": "../../etc/passwd"}),
    "an absolute path": ("strength", {"file": "/etc/passwd"}),
    "a device": ("strength", {"file": "/dev/zero"}),
    "another name": ("strength", {"file": "missions.12345678.parquet"}),
    "a size beyond sense": ("strength", {"size": 1 << 60}),
    "a negative count": ("strength", {"rows": -1}),
    "a count as text": ("strength", {"rows": "12"}),
    "a hash that is none": ("strength", {"sha256": "x" * 64}),
    "a table that does not exist": ("strength; DROP TABLE votes", {}),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_manifest_that_means_harm_is_refused(tmp_path: Path, forgery: str) -> None:
    made_edition(tmp_path)
    path = tmp_path / "manifest.json"
    content = json.loads(path.read_text())
    table, update = FORGED[forgery]
    content["tables"][table] = content["tables"].pop("strength") | update
    path.write_text(sealed(content))
    with pytest.raises(EditionError, match="manifest.json"):
        open_edition(tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "nested too deeply|not the JSON"),
        ('{"a": ' * 100_000, "nested too deeply|not the JSON"),
        ('{"schema_version": 2, "schema_version": 2}', "given twice"),
        ('{"schema_version": NaN}', "NaN is no number"),
        ('{"schema_version": 1' + "0" * 5000 + "}", "schema version|not the JSON"),
        ("[]", "no manifest"),
        ("null", "no manifest"),
        ("{}", "schema_version"),
        ('{"schema_version": 1}', "older"),
        ('{"schema_version": 4}', "newer"),
        ("version https://git-lfs.github.com/spec/v1\n", "not the JSON"),
    ],
)
def test_what_is_no_manifest_is_refused_in_plain_words(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(EditionError, match=reason) as caught:
        open_edition(tmp_path)
    assert len(str(caught.value)) < 1000


def test_a_manifest_that_is_no_utf8_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b'{"a": "\xff"}')
    with pytest.raises(EditionError, match="not UTF-8 at byte 7"):
        open_edition(tmp_path)
    (tmp_path / "manifest.json").unlink()
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(EditionError, match="pipe"):
        open_edition(tmp_path)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    manifest = made_edition(tmp_path).manifest
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert manifest.to_json() == text
    assert Manifest.model_validate_json(text) == manifest


@pytest.mark.parametrize("label", ["", "a\nb", "\x1b[2J", "x" * 300])
def test_a_label_that_cannot_be_shown_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(PeaceopsError, match="label"):
        made_store(tmp_path, label=label)


def test_a_folder_that_is_not_there_is_told_from_one_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="there is no such folder"):
        read_manifest(tmp_path / "none")
    with pytest.raises(EditionError, match=r"has no manifest\.json"):
        read_manifest(tmp_path)
