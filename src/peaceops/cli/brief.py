"""`peaceops brief`: write an options brief."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._cases import load_checked, question_of_case
from peaceops.cli._completion import (
    complete_country,
    complete_formats,
    complete_language,
    complete_mission,
)
from peaceops.cli._console import (
    TRACEBACK,
    AsOf,
    CaseName,
    EditionFolder,
    console,
    print_error,
    unexpected,
)
from peaceops.cli._flags import Seed
from peaceops.cli._progress import Quiet, progress
from peaceops.cli._refusals import Problems, conflicts, one_or_all
from peaceops.cli._settings import (
    country_option,
    language_option,
    parse_country,
    parse_language,
    setting,
)
from peaceops.cli._viewer import open_in_viewer
from peaceops.errors import PeaceopsError
from peaceops.process_limits import few_pools

if TYPE_CHECKING:
    from peaceops.brief import Brief
    from peaceops.cli._question import Question
    from peaceops.edition import Edition

FORMATS = ("html", "pdf", "md", "docx", "pptx", "json", "csv", "charts")
DEFAULT_FORMATS = ("html", "pdf", "md", "docx", "json", "csv")
SHORT_FORMATS = ("html", "pdf", "md", "docx")
THREADS = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS")
"""What libraries read when imported: a thread a core, for tables of a brief's size, costs more
processor time than it saves."""


def check_formats(text: str) -> str:
    """Refuse formats that there are not.

    Raises:
        typer.BadParameter: A format is none, or none is named.

    >>> check_formats("html, PDF")
    'html,pdf'
    """
    wanted = [name.strip().casefold() for name in text.split(",") if name.strip()]
    unknown = [repr(name) for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        what = f"there is no format {' or '.join(unknown)}" if unknown else "it names no format"
        raise typer.BadParameter(
            f"{what}; write any of {', '.join(FORMATS)}, with commas between them"
        )
    return ",".join(wanted)


def brief(
    mission: Annotated[
        str | None,
        typer.Argument(
            metavar="MISSION",
            help="Acronym, name or country, as MINUSMA or Mali; not with --all.",
            autocompletion=complete_mission,
        ),
    ] = None,
    as_of: AsOf = None,
    case: CaseName = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Folder to write to; by default one of its own, where you are or in the folder "
            "of your settings.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="One brief for every mission active on the date.")
    ] = False,
    short: Annotated[
        bool, typer.Option("--short", help="The two pages alone, as brief-short.pdf and so on.")
    ] = False,
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats",
            parser=check_formats,
            metavar="FORMATS",
            help=f"Any of {', '.join(FORMATS)}; comma separated. pptx is one slide, charts are "
            "their PNG, SVG and CSV. By default those of your settings, else all but these two; "
            "with --short html, pdf, md and docx.",
            autocompletion=complete_formats,
        ),
    ] = None,
    seed: Seed = 0,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="FILE",
            help="The brief.json of an earlier brief: the new one says what has changed.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            parser=parse_country,
            metavar="COUNTRY",
            help="Your country, marked in tables; that of your settings by default.",
            autocompletion=complete_country,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            parser=parse_language,
            metavar="en|fr",
            help="Language of the brief: en or fr; that of your settings by default. JSON and CSV "
            "stay in English.",
            autocompletion=complete_language,
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--open", help="Open the page, or the first format written.")
    ] = False,
    quiet: Quiet = False,
    edition: EditionFolder = None,
) -> None:
    """Write an options brief: two pages to carry, and the annex that they rest on."""
    wanted = _formats(formats, short=short)
    _check(mission, case, since, every=every, show=show)
    for variable in THREADS:
        os.environ.setdefault(variable, "1")
    few_pools(1)
    language = language_option(lang)
    way = _Way(wanted, short, seed, country_option(country), language, show, quiet, since)
    shelf = setting("out")
    parent = shelf.value if shelf else Path()
    question = _question(edition, as_of, mission, case, since, out)
    data, day = question.data, question.as_of
    if mission is None:
        _write_all(data, day, out or parent / f"briefs-{day}", way)
        return
    folder = out or parent / f"brief-{question.mission.lower().replace(' ', '-')}-{day}"
    _write_one(data, question.mission, day, case, folder, way)


def _check(
    mission: str | None, case: str | None, since: Path | None, *, every: bool, show: bool
) -> None:
    """Refuse what does not go together."""
    conflicts(
        one_or_all(mission is not None, every, "a mission"),
        "a case is about one mission; it does not go with --all" if every and case else None,
        "--open shows the brief of one mission; it does not go with --all"
        if every and show
        else None,
        "an earlier brief is about one mission; it does not go with --all"
        if every and since
        else None,
    )


def _question(
    edition: Path | None,
    as_of: date | None,
    mission: str | None,
    case: str | None,
    since: Path | None,
    out: Path | None,
) -> Question:
    """What is asked; all that is wrong with mission, case, earlier brief and folder is told."""
    from peaceops.brief import check_place
    from peaceops.case import load_case
    from peaceops.errors import BriefError

    problems = Problems()
    question: Question | None = None
    with problems.step():
        if case is not None:
            load_case(case)
    with problems.step():
        if since is not None and not since.exists():
            raise BriefError(
                "there is no such file",
                where=str(since),
                remedy="name the brief.json of an earlier brief",
            )
    with problems.step():
        question = question_of_case(edition, as_of, mission, case)
    with problems.step():
        if out is not None and mission is not None:
            check_place(out, [question.data.folder] if question else [])
    problems.tell()
    assert question is not None
    return question


@dataclass(frozen=True)
class _Way:
    """How briefs are written and shown."""

    formats: tuple[str, ...]
    short: bool
    seed: int
    country: str | None
    language: str
    show: bool
    quiet: bool
    since: Path | None


def _write_one(
    data: Edition,
    mission: str,
    as_of: date,
    case: str | None,
    out: Path,
    way: _Way,
) -> None:
    analyst_case = None if case is None else load_checked(data, case)
    from peaceops.brief import (
        check_place,
        compose,
        first_lines,
        read_earlier,
        since_lines,
    )

    check_place(out, [data.folder])
    earlier = None if way.since is None else read_earlier(way.since, mission, as_of)
    with progress(f"{mission} as of {as_of}", quiet=way.quiet) as step:
        composed = compose(
            data, mission, as_of, case=analyst_case, seed=way.seed, progress=step, earlier=earlier
        )
        data.forget()  # the brief holds what it shows, and drawing it takes memory of its own
        step("writing", 1, 1)
        paths = _put(composed, out, data, way)
    screen = console()
    news = since_lines(composed)
    if composed.since is not None:
        news = (f"What is new since the brief of {composed.since.before}:", *news)
    for line in (*first_lines(composed, way.language), *news):
        screen.print(f"  {line}".replace("\u00a0", " "), soft_wrap=True, markup=False)
    screen.print(f"Wrote {_files(len(paths))} to {out}", soft_wrap=True)
    if way.show:
        pages = [path for path in paths if path.suffix == ".html"]
        open_in_viewer((pages or paths)[0])


def _put(brief: Brief, folder: Path, data: Edition, way: _Way) -> list[Path]:
    """Write a brief to its folder the way that was asked for; give its files."""
    from peaceops.brief import write

    paths = write(
        brief,
        folder,
        way.formats,
        short=way.short,
        reads=[data.folder],
        country=way.country,
        language=way.language,
    )
    _tell_lacking(brief, way)
    return paths


def _write_all(data: Edition, as_of: date, out: Path, way: _Way) -> None:
    """Write every active mission's brief; one that fails is reported and the others are written."""
    from peaceops.brief import check_places, compose
    from peaceops.edition import active_missions

    check_places(out, [data.folder])
    missions = active_missions(data, as_of)
    failures: dict[str, PeaceopsError] = {}
    with progress(f"{len(missions)} missions", quiet=way.quiet) as step:
        for done, mission in enumerate(missions):
            step(mission, done, len(missions))
            folder = out / mission.lower().replace(" ", "-")
            try:
                brief = compose(data, mission, as_of, seed=way.seed)
                _put(brief, folder, data, way)
            except Exception as error:
                if os.environ.get(TRACEBACK):
                    raise
                failures[mission] = error if isinstance(error, PeaceopsError) else unexpected(error)
    written = [mission for mission in missions if mission not in failures]
    console().print(
        f"Wrote {len(written)} brief{'s' if len(written) != 1 else ''} to {out}"
        + (f": {', '.join(written)}" if written else "")
        + (f"; {len(failures)} could not be written" if failures else ""),
        soft_wrap=True,
        markup=False,
    )
    for mission, failure in failures.items():
        console(stderr=True).print(f"{mission}:", markup=False)
        print_error(failure)
    if failures:
        raise typer.Exit(1)


def _tell_lacking(brief: Brief, way: _Way) -> None:
    """Say on stderr which characters of a brief no font of its PDF holds."""
    from peaceops.brief import lacking_in

    absent = lacking_in(brief, way.language) if "pdf" in way.formats else None
    if absent is not None:
        console(stderr=True).print(f"brief.pdf: {absent}", soft_wrap=True, markup=False)


def _formats(text: str | None, *, short: bool) -> tuple[str, ...]:
    """The formats asked for, else those of the settings, else the usual ones of the brief."""
    if text is None:
        chosen = setting("formats")
        usual = SHORT_FORMATS if short else DEFAULT_FORMATS
        if chosen is None:
            return usual
        # Data are no part of the two pages, whatever the settings say of whole briefs.
        pages = tuple(name for name in chosen.value if name in SHORT_FORMATS)
        return (pages or usual) if short else chosen.value
    return tuple(text.split(","))


def _files(count: int) -> str:
    return f"{count:,} files" if count != 1 else "1 file"
