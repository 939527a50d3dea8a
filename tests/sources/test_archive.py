"""A publisher's zip is unpacked within limits; one made to do harm is refused whole."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from peaceops.sources import DamagedFile, _archive, unpack

TEXT = b"country,month\nMLI,2023-01\n"


def zipped(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return content.getvalue()


def a_link() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        member = zipfile.ZipInfo("link.csv")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return content.getvalue()


def encrypted() -> bytes:
    content = bytearray(zipped(("a.csv", TEXT)))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def wrong_sum() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.csv", TEXT)
    return content.getvalue().replace(TEXT, TEXT.upper())


def test_members_are_unpacked_with_their_folders(tmp_path: Path) -> None:
    path = tmp_path / "ged.zip"
    path.write_bytes(zipped(("a/b.csv", TEXT), ("c.csv", TEXT)))
    unpack(path, tmp_path / "work")
    assert (tmp_path / "work" / "a" / "b.csv").read_bytes() == TEXT
    assert (tmp_path / "work" / "c.csv").read_bytes() == TEXT


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "climbs": (lambda: zipped(("../../evil.csv", TEXT)), "leads out of its folder"),
    "is absolute": (lambda: zipped(("/tmp/evil.csv", TEXT)), "leads out of its folder"),
    "names a drive": (lambda: zipped(("C:evil.csv", TEXT)), "leads out of its folder"),
    "climbs as on Windows": (lambda: zipped(("..\\evil.csv", TEXT)), "leads out of its folder"),
    "holds a link": (a_link, "leads out of its folder"),
    "has a name with a bell": (lambda: zipped(("a\x07.csv", TEXT)), "leads out of its folder"),
    "is encrypted": (encrypted, "is encrypted"),
    "is a bomb": (lambda: zipped(("a.csv", b"0" * (20 << 20))), "200 times its size"),
    "is empty": (zipped, "holds no files"),
    "holds a name twice": (lambda: zipped(("a.csv", TEXT), ("A.csv", TEXT)), "same name"),
    "has a file where a folder is": (lambda: zipped(("a", TEXT), ("a/b.csv", TEXT)), "unpacked"),
    "is cut short": (lambda: zipped(("a.csv", TEXT))[:-30], "cannot be unpacked"),
    "has a wrong sum": (wrong_sum, "cannot be unpacked.*CRC"),
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_an_archive_made_to_do_harm_is_refused_whole(tmp_path: Path, harm: str) -> None:
    content, words = HARMFUL[harm]
    path = tmp_path / "inner" / "ged.zip"
    path.parent.mkdir()
    path.write_bytes(content())
    with pytest.raises(DamagedFile, match=f"ged.zip: .*{words}"):
        unpack(path, path.parent / "work")
    assert {one.name for one in tmp_path.iterdir()} == {"inner"}


def test_the_number_of_files_and_their_size_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ged.zip"
    path.write_bytes(zipped(("a.csv", TEXT), ("b.csv", TEXT)))
    with monkeypatch.context() as patch:
        patch.setattr(_archive, "MOST_MEMBERS", 1)
        with pytest.raises(DamagedFile, match="holds 2 files, more than 1"):
            unpack(path, tmp_path / "one")
    with monkeypatch.context() as patch:
        patch.setattr(_archive, "MOST_UNPACKED", 30)
        with pytest.raises(DamagedFile, match="unpacks to"):
            unpack(path, tmp_path / "two")
    monkeypatch.setattr(_archive, "MOST_BYTES", 10)
    with pytest.raises(DamagedFile, match="unpacks to more than"):
        unpack(path, tmp_path / "three")
