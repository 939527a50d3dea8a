"""Unpacking a publisher's zip, within limits; an archive made to do harm is refused whole."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from pathlib import Path

from peaceops.characters import control_characters, printable
from peaceops.sources._content import AGAIN, ANY_RATIO, MOST_BYTES, MOST_RATIO, DamagedFile

MOST_MEMBERS = 5000
MOST_UNPACKED = 4 * MOST_BYTES
"""The most that all files of an archive may take together, unpacked."""
_CHUNK = 1 << 20
_TRUST = "unpack it yourself if you trust it, and give the files in it"
# What office programs put in their files, which are archives too.
_OFFICE = (
    ("xl/", "an Excel workbook (.xlsx)"),
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
)


def is_archive(path: Path) -> bool:
    """Tell a zip archive by its first bytes, whatever its name."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as stream:
            return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def office_file(path: Path) -> str:
    """Name the office program whose file an archive is; empty if it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                kinds = [what for start, what in _OFFICE if any(n.startswith(start) for n in names)]
                return kinds[0] if kinds else "an office document"
            if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
                return "an OpenDocument file (.ods)"
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, zlib.error):
        pass
    return ""


def unpack(path: Path, folder: Path) -> None:
    """Unpack a zip archive into an empty folder of our own.

    Raises:
        DamagedFile: The archive is damaged, encrypted, larger than allowed, or holds names that
            lead out of the folder; nothing of it should be read.
    """
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(path, members)
            _write(path, archive, members, folder)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise DamagedFile(
            f"cannot be unpacked: {printable(str(error))}",
            where=printable(path.name),
            cause="the download was cut short, or the archive was damaged",
            remedy=AGAIN,
        ) from error
    except (OSError, RuntimeError) as error:
        raise DamagedFile(
            f"cannot be unpacked: {printable(str(error))}",
            where=printable(path.name),
            cause="there is no room for it on the disk, or it is encrypted",
            remedy=_TRUST,
        ) from error


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.casefold() for member in members]
    stated = sum(member.file_size for member in members)
    problem = ""
    if not members:
        problem = "holds no files"
    elif len(members) > MOST_MEMBERS:
        problem = f"holds {len(members)} files, more than {MOST_MEMBERS}"
    elif any(member.flag_bits & 0x1 for member in members):
        problem = "is encrypted"
    elif unsafe := next((member for member in members if _is_unsafe(member)), None):
        problem = f"holds {printable(unsafe.filename)[:80]!r}, which leads out of its folder"
    elif len(set(names)) < len(names):
        problem = "holds two files of the same name"
    elif stated > MOST_UNPACKED:
        problem = f"unpacks to {stated >> 20} MiB, more than {MOST_UNPACKED >> 20}"
    if problem:
        raise DamagedFile(problem, where=printable(path.name), remedy=_TRUST)


def _is_unsafe(member: zipfile.ZipInfo) -> bool:
    """Tell a name that is absolute, climbs, or is no plain file."""
    name = member.filename
    mode = member.external_attr >> 16
    return bool(
        name.startswith(("/", "\\"))
        or re.match(r"^[A-Za-z]:", name)
        or "\\" in name
        or ".." in name.split("/")
        or control_characters(name)
        or len(name) > 500
        or (stat.S_IFMT(mode) and not stat.S_ISREG(mode))
    )


def _write(
    path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], folder: Path
) -> None:
    """Write the members, counting what they really unpack to."""
    size = path.stat().st_size
    total = 0
    for member in members:
        target = folder / member.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("xb") as stream:
            written = 0
            while part := packed.read(_CHUNK):
                stream.write(part)
                written += len(part)
                total += len(part)
                if written > MOST_BYTES or total > MOST_UNPACKED:
                    raise DamagedFile(
                        f"unpacks to more than {MOST_BYTES >> 20} MiB",
                        where=printable(path.name),
                        remedy=_TRUST,
                    )
                if total > ANY_RATIO and total > MOST_RATIO * size:
                    raise DamagedFile(
                        f"unpacks to more than {MOST_RATIO} times its size",
                        where=printable(path.name),
                        cause="it was compressed to do harm, or holds nothing but repetitions",
                        remedy=_TRUST,
                    )
