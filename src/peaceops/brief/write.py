"""Write a brief to a folder: all of it, or nothing of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from peaceops.brief.document import Brief
from peaceops.brief.page import Page
from peaceops.brief.standing import RECORD, check_place, record, refuse_collisions, standing
from peaceops.brief.two_pages import alone
from peaceops.durable import changing

FORMATS = ("html", "pdf", "md", "docx", "pptx", "json", "csv", "charts")
DEFAULT_FORMATS = tuple(name for name in FORMATS if name not in ("pptx", "charts"))
"""What is written if nothing else is asked for: the slide needs a library of its own, and pictures
of charts as PNG take as long as the rest."""
PAGE_FORMATS = ("html", "pdf", "md", "docx", "pptx")
"""Formats that draw the page; the others hold its data."""
FOLDERS = {"csv": ("tables/",), "md": ("charts/",), "charts": ("charts/",)}
"""Folders whose files a format writes anew."""
SHORT_FORMATS = ("html", "pdf", "md", "docx")
"""Formats of the two pages alone."""


def write(
    brief: Brief,
    out: Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    *,
    short: bool = False,
    reads: Iterable[Path] = (),
    country: str | None = None,
    language: str = "en",
) -> list[Path]:
    """Write a brief in some formats; the files of a brief that stood there are replaced.

    Everything is made first and then put in place in one step, so that an error, a full disk or a
    kill leaves what stood there before. Files of the user's in the folder stay as they are.

    Args:
        brief: The brief.
        out: Folder to write to; made if it does not exist.
        formats: Any of ``FORMATS``. The names of the files are ``brief.`` and the format;
            ``tables/`` with a CSV for each table; ``charts/`` with the data (CSV) and the picture
            (SVG, PNG) of each chart. Markdown shows the pictures, and so writes them as SVG.
        short: The two pages alone, without the annex, as ``brief-short.`` and the format; data
            are whole.
        reads: What the brief was made from, as the folder of the edition: ``out`` stands apart.
        country: The reader's own, ISO 3166-1 alpha-3: its rows in tables are marked. The JSON and
            the CSV tables are the same for every reader.
        language: ``en`` or ``fr``, of the formats that are read; JSON and CSV stay in English.

    Returns:
        The files written, in the order of ``formats``.

    Raises:
        OutputError: The folder cannot be written to, the disk is full, the folder holds
            something else than a brief, or a slide is asked for without its library.
        ValueError: A format is not known.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"formats are {', '.join(FORMATS)}; not {', '.join(unknown)}")
    out = Path(out)
    check_place(out, reads)
    outputs = contents(brief, formats, short=short, country=country, language=language)
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
    brief: Brief,
    formats: Sequence[str] = DEFAULT_FORMATS,
    *,
    short: bool = False,
    country: str | None = None,
    language: str = "en",
) -> dict[str, bytes]:
    """Return the files of a brief: path within its folder to bytes, in the order of ``formats``."""
    files: dict[str, bytes] = {}
    whole = page = None
    stem = "brief-short" if short else "brief"
    if {*PAGE_FORMATS, "charts"} & set(formats):
        from peaceops.brief.layout import lay_out

        whole = lay_out(brief, language)
        page = alone(whole) if short else whole
        if country is not None:
            from peaceops.brief.reader_country import mark_country

            page = mark_country(page, country)
    for name in formats:
        if name == "json":
            from peaceops.brief.schema import to_json

            files["brief.json"] = to_json(brief).encode()
        elif name == "csv":
            from peaceops.brief.tables import to_csv

            files |= {f"tables/{table}.csv": text.encode() for table, text in to_csv(brief).items()}
        elif name == "charts":
            from peaceops.brief.chart_files import chart_files

            assert whole is not None
            files |= chart_files(whole)
        elif page is not None:
            files[f"{stem}.{name}"] = _drawn(page, name)
            if name == "md":
                from peaceops.brief.chart_files import chart_files

                files |= chart_files(page, ("svg",))
    return files


def _drawn(page: Page, name: str) -> bytes:
    """Draw a page in one of ``PAGE_FORMATS``; the library of a format is imported when it is."""
    match name:
        case "html":
            from peaceops.brief.html import to_html

            return to_html(page).encode()
        case "pdf":
            from peaceops.brief.pdf import to_pdf

            return to_pdf(page)
        case "docx":
            from peaceops.brief.word import to_docx

            return to_docx(page)
        case "pptx":
            from peaceops.brief.slide import to_pptx

            return to_pptx(page)
    from peaceops.brief.markdown import to_markdown

    return to_markdown(page).encode()
