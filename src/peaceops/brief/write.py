"""Write a brief to a folder: all of it, or nothing of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from peaceops.brief.document import Brief
from peaceops.brief.standing import RECORD, check_place, record, refuse_collisions, standing
from peaceops.durable import changing

FORMATS = ("html", "pdf", "md", "json", "csv", "charts")
DEFAULT = FORMATS[:-1]
"""What is written unless asked otherwise: pictures of charts as PNG take as long as the rest."""
FOLDERS = {"csv": ("tables/",), "md": ("charts/",), "charts": ("charts/",)}
"""Folders whose files a format writes anew."""


SHORT_FORMATS = ("html", "pdf", "md")
"""Formats of the two pages alone."""


def write(
    brief: Brief,
    out: Path,
    formats: Sequence[str] = DEFAULT,
    *,
    short: bool = False,
    reads: Iterable[Path] = (),
) -> list[Path]:
    """Write a brief in some formats; the files of a brief that stood there are replaced.

    Everything is made first and then put in place in one step, so that an error, a full disk or a
    kill leaves what stood there before. Files of the user's in the folder stay as they are.

    Args:
        brief: The brief.
        out: Folder to write to; made if it does not exist.
        formats: Any of ``html``, ``pdf``, ``md``, ``json``, ``csv``, ``charts``. The names of the
            files are ``brief.`` and the format; ``tables/`` with a CSV for each table; ``charts/``
            with the data (CSV) and the picture (SVG, PNG) of each chart. Markdown shows the
            pictures, and so writes them as SVG.
        short: The two pages alone, without the annex, as ``brief-short.`` and the format; data
            are whole.
        reads: What the brief was made from, as the folder of the edition: ``out`` stands apart.

    Returns:
        The files written, in the order of ``formats``.

    Raises:
        OutputError: The folder cannot be written to, the disk is full, or the folder holds
            something else than a brief.
        ValueError: A format is not known.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"formats are {', '.join(FORMATS)}; not {', '.join(unknown)}")
    out = Path(out)
    check_place(out, reads)
    outputs = contents(brief, formats, short=short)
    with changing(out, what="the brief") as change:
        # Looked at again: another process may have written here since.
        before = standing(change.folder)
        refuse_collisions(change.folder, before, outputs)
        # The two pages show no charts: those of a whole brief that stands there stay.
        drawn = [name for name in formats if not (short and name == "md")]
        anew = tuple(folder for name in drawn for folder in FOLDERS.get(name, ()))
        stale = [name for name in before if name.startswith(anew)]
        files = {name: digest for name, digest in before.items() if name not in stale}
        files |= {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()}
        change.replace({**outputs, RECORD: record(files)}, stale)
    return [out / name for name in outputs]


def contents(
    brief: Brief, formats: Sequence[str] = DEFAULT, *, short: bool = False
) -> dict[str, bytes]:
    """Return the files of a brief: path within its folder to bytes, in the order of ``formats``."""
    files: dict[str, bytes] = {}
    whole = page = None
    stem = "brief-short" if short else "brief"
    if {"html", "pdf", "md", "charts"} & set(formats):
        from peaceops.brief.layout import lay_out
        from peaceops.brief.two_pages import alone

        whole = lay_out(brief)
        page = alone(whole) if short else whole
    for name in formats:
        if name == "html":
            from peaceops.brief.html import to_html

            assert page is not None
            files[f"{stem}.html"] = to_html(page).encode()
        elif name == "pdf":
            from peaceops.brief.pdf import to_pdf

            assert page is not None
            files[f"{stem}.pdf"] = to_pdf(page)
        elif name == "md":
            from peaceops.brief.chart_files import chart_files
            from peaceops.brief.markdown import to_markdown

            assert page is not None
            files[f"{stem}.md"] = to_markdown(page).encode()
            files |= chart_files(page, ("svg",))
        elif name == "json":
            from peaceops.brief.schema import to_json

            files["brief.json"] = to_json(brief).encode()
        elif name == "csv":
            from peaceops.brief.tables import to_csv

            files |= {f"tables/{table}.csv": text.encode() for table, text in to_csv(brief).items()}
        elif name == "charts":
            from peaceops.brief.chart_files import chart_files

            assert whole is not None
            files |= chart_files(whole)
    return files
