"""Write a brief to a folder: all of it, or nothing of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from peaceops.brief.document import Brief
from peaceops.errors import OutputError

FORMATS = ("html", "pdf", "md", "json", "csv")


def write(brief: Brief, out: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write a brief in some formats; earlier files of the same names are replaced.

    Everything is made in a folder beside ``out`` first and then moved, so that an error or a full
    disk leaves what stood there before.

    Args:
        brief: The brief.
        out: Folder to write to; made if it does not exist.
        formats: Any of ``html``, ``pdf``, ``md``, ``json``, ``csv``. The names of the files are
            ``brief.`` and the format, and ``tables/`` with a CSV for each table.

    Returns:
        The files written, in the order of ``formats``.

    Raises:
        OutputError: The folder cannot be written to, or the disk is full.
        ValueError: A format is not known.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown:
        raise ValueError(f"formats are {', '.join(FORMATS)}; not {', '.join(unknown)}")
    made = contents(brief, formats)
    out = Path(out)
    try:
        return _install(made, out)
    except OSError as error:
        raise OutputError(
            f"the brief cannot be written: {error.strerror or error}",
            where=str(error.filename or out),
            cause=_cause(error, out),
            remedy="name another folder with --out, or make room; what stood there is unchanged",
        ) from error


def contents(brief: Brief, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """Return the files of a brief: path within its folder to bytes, in the order of ``formats``."""
    made: dict[str, bytes] = {}
    page = None
    if {"html", "pdf", "md"} & set(formats):
        from peaceops.brief.layout import lay_out

        page = lay_out(brief)
    for one in formats:
        if one == "html":
            from peaceops.brief.html import to_html

            assert page is not None
            made["brief.html"] = to_html(page).encode()
        elif one == "pdf":
            from peaceops.brief.pdf import to_pdf

            assert page is not None
            made["brief.pdf"] = to_pdf(page)
        elif one == "md":
            from peaceops.brief.markdown import to_markdown

            assert page is not None
            made["brief.md"] = to_markdown(page).encode()
        elif one == "json":
            from peaceops.brief.schema import to_json

            made["brief.json"] = to_json(brief).encode()
        elif one == "csv":
            from peaceops.brief.tables import to_csv

            made |= {f"tables/{name}.csv": text.encode() for name, text in to_csv(brief).items()}
    return made


def _install(made: dict[str, bytes], out: Path) -> list[Path]:
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(20, "a file of that name stands in the way", str(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, data in made.items():
            path = fresh / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if out.exists():
            _exchange(fresh, out, list(made))
        else:
            (fresh / "new").rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return [out / name for name in made]


def _exchange(fresh: Path, out: Path, names: list[str]) -> None:
    """Move the new files in; if one cannot be moved, put back all that stood there."""
    from peaceops.brief.tables import NAMES

    stale = [f"tables/{name}.csv" for name in NAMES] if any("/" in one for one in names) else []
    undo: list[tuple[Path, Path | None]] = []
    try:
        for name in dict.fromkeys([*names, *stale]):
            target, kept = out / name, fresh / "old" / name
            if target.is_dir():
                raise IsADirectoryError(21, "a folder of that name stands in the way", str(target))
            if target.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                target.rename(kept)
                undo.append((target, kept))
            if name in names:
                target.parent.mkdir(parents=True, exist_ok=True)
                (fresh / "new" / name).rename(target)
                if not kept.exists():
                    undo.append((target, None))
    except BaseException:
        for target, before in reversed(undo):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                before.replace(target)
        raise


def _cause(error: OSError, out: Path) -> str | None:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full, or a quota is used up"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"this user may not write in {out.parent if not out.exists() else out}"
    return None
