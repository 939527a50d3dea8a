"""Whether what came is what was asked for: told by reading it as a build would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import polars as pl

from peaceops.characters import printable
from peaceops.errors import FetchError, PeaceopsError
from peaceops.sources import (
    DamagedFile,
    Reader,
    all_readers,
    find_files,
    is_archive,
    office_file,
    recognise,
    unpack,
)

_KEPT = "what stood there stays; download it by hand and look at it"


def release_in(path: Path, name: str, publication: str, address: str) -> str:
    """Read a file that came, whole, and tell its release.

    Args:
        path: Where it stands for now.
        name: The name that its publisher gives it, which tells some readers the release.
        publication: Our name of the publication it must be of.
        address: Where it came from, for errors.

    Returns:
        The release as its reader tells it; of an archive, that of its last file.

    Raises:
        FetchError: It is something else, or cannot be read as it is documented.
    """
    readers = all_readers()
    with _files(path, name, address) as files:
        reasons, releases = [], []
        for file in files:
            recognition = recognise(file, readers)
            if recognition.reader is None:
                reasons.append(f"{file.name}: {recognition.reason}")
            elif recognition.reader.publication.id != publication:
                reasons.append(
                    f"{file.name}: {recognition.reader.publication.id}, {recognition.reader.layout}"
                )
            else:
                releases.append(_release(recognition.reader, file, address))
    if not releases:
        raise FetchError(
            f"what came is not {publication}: {printable('; '.join(reasons[:3]) or 'nothing')}",
            where=address,
            cause="the publisher has changed the layout or the address, or answers with a page",
            remedy=_KEPT,
        )
    return max(releases)


@contextmanager
def _files(path: Path, name: str, address: str) -> Iterator[list[Path]]:
    """The file under its publisher's name, or the files of an archive, unpacked."""
    with TemporaryDirectory(prefix="peaceops-") as work:
        copy = Path(work) / name
        copyfile(path, copy)  # a link needs rights that not every system gives
        if not is_archive(copy) or office_file(copy):
            yield [copy]
            return
        try:
            unpack(copy, Path(work) / "unpacked")
        except DamagedFile as error:
            raise FetchError(
                f"the archive that came {error.what}",
                where=address,
                cause=error.cause,
                remedy=_KEPT,
            ) from error
        yield [file.path for file in find_files(Path(work) / "unpacked") if not file.reason]


def _release(reader: Reader, path: Path, address: str) -> str:
    try:
        return reader.read(path).release
    except PeaceopsError as error:
        raise FetchError(
            f"what came is {reader.publication.id} and cannot be read: {error.what}",
            where=f"{address} ({error.where})" if error.where else address,
            cause=error.cause or "the publisher made a slip, or has changed what a column holds",
            remedy=_KEPT,
        ) from error
    except (Exception, pl.exceptions.PanicException) as error:
        text = printable(" ".join(str(error).split()))[:200]
        raise FetchError(
            f"a defect of peaceops stops its reading ({type(error).__name__}: {text})",
            where=address,
            remedy="report it; what stood there stays",
        ) from error
