"""A mission: the brief as a living page, and the files of it and of its charts."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from peaceops.brief import block_styles, chart_file, cite_label, contents, live_chart
from peaceops.web.asked import Question
from peaceops.web.attached import MEDIA, attached
from peaceops.web.missions.evidence import ROWS_SHOWN, evidence_of
from peaceops.web.missions.living_page import ALL, is_drawn, living_page
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import address, is_partial, page

router = APIRouter(include_in_schema=False)

ENTIRE = "page"
"""The part that is the page itself, for whoever was shown that it is being made."""
LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
BLOCKS = ".brief"
"""The element of a page in which the blocks of a brief stand."""
WHOLE = {"pdf": "PDF", "docx": "Word", "html": "HTML", "md": "Markdown", "json": "JSON"}
SHORT = {"pdf": "PDF", "docx": "Word", "html": "HTML", "md": "Markdown"}
"""Files of a brief, and of its two pages alone: ending and name."""
KINDS = {"figures": "figure", "statements": "statement", "gaps": "gap"}
"""What a page is evidence of, by its place in an address."""
Language = Annotated[
    Literal["en", "fr"], Query(alias="lang", description="Language of the page or the file.")
]


@router.get("/styles/brief.css")
def styles() -> Response:
    """The look of a brief's blocks, the same as in its file, within an element of the desk."""
    return Response(
        block_styles(BLOCKS), media_type="text/css", headers={"cache-control": "max-age=3600"}
    )


@router.get("/{name}")
def mission(
    request: Request,
    name: str,
    question: Question,
    part: Annotated[str, Query(max_length=40)] = "",
    whole: bool = False,
    language: Language = "en",
) -> Response:
    """Show the brief on a mission.

    A brief that nobody has asked for yet takes some seconds: a page that says so is shown at once,
    and asks for the rest.
    """
    operation = question.desk.mission(name, question.day)
    if operation.acronym != name:
        query = dict(request.query_params)
        return RedirectResponse(address(f"/{operation.acronym}", **query), 303)
    if not (whole or part or is_drawn(question, name, language)):
        waiting = address(f"/{name}/parts/{ENTIRE}", **dict(request.query_params))
        at_once = address(f"/{name}", **{**request.query_params, "whole": "yes"})
        return page(
            request,
            "mission/brief.html.j2",
            day=question.day,
            mission=operation,
            living=None,
            case_name=question.case_name,
            language=language,
            waiting=waiting,
            at_once=at_once,
        )
    return _whole(request, question, name, language, part, "mission/brief.html.j2")


@router.get("/{name}/parts/{part}")
def mission_part(
    request: Request, name: str, part: str, question: Question, language: Language = "en"
) -> Response:
    """Give a part of the page to the script that opens it; lead anybody else to the page."""
    if not is_partial(request):
        query = {**request.query_params, "part": "" if part == ENTIRE else part}
        return RedirectResponse(address(f"/{name}", **query), 303)
    name = question.desk.mission(name, question.day).acronym
    if part == ENTIRE:
        return _whole(request, question, name, language, "", "mission/_brief.html.j2")
    living = living_page(question, name, language)
    return page(
        request,
        "mission/_part.html.j2",
        day=question.day,
        living=living,
        part=part,
        language=language,
    )


def _whole(
    request: Request,
    question: Question,
    name: str,
    language: str,
    part: str,
    template: str,
) -> Response:
    living = living_page(question, name, language)
    opened = {section.id for section in living.annex} if part == ALL else {part} - {""}
    for wanted in opened:
        living.section(wanted)
    return page(
        request,
        template,
        day=question.day,
        mission=living.brief.mission,
        living=living,
        cases=question.desk.shelf.of_mission(name),
        case_name=question.case_name,
        language=language,
        languages=LANGUAGE_NAMES,
        opened=opened,
        whole_files=WHOLE,
        short_files=SHORT,
        rows=living.rows,
        waiting="",
        at_once="",
    )


@router.get("/{name}/brief.{ending}")
def brief_file(name: str, ending: str, question: Question, language: Language = "en") -> Response:
    """Give a file of the whole brief."""
    return _brief_file(name, ending, question, language, short=False)


@router.get("/{name}/brief-short.{ending}")
def short_file(name: str, ending: str, question: Question, language: Language = "en") -> Response:
    """Give a file of the two pages that stand alone."""
    return _brief_file(name, ending, question, language, short=True)


def _brief_file(
    name: str, ending: str, question: Question, language: str, *, short: bool
) -> Response:
    listed = SHORT if short else WHOLE
    if ending not in listed:
        raise NotFoundError(
            f"there is no file of a brief that ends with .{ending}",
            remedy=f"its files end with {', '.join('.' + each for each in listed)}",
        )
    acronym = question.desk.mission(name, question.day).acronym
    key = (
        "brief file", acronym, question.day, question.case_version, ending, short, language,
    )  # fmt: skip

    what = "brief-short" if short else "brief"

    def work() -> bytes:
        brief = question.desk.brief(acronym, question.day, question.case)
        return contents(brief, (ending,), short=short, language=language)[f"{what}.{ending}"]

    return attached(
        question.desk.answer(key, work, heavy=True),
        question.file_name(acronym, what, ending, language),
    )


@router.get("/{name}/charts/{file}")
def chart_files(name: str, file: str, question: Question, language: Language = "en") -> Response:
    """Give a file of a chart: its data, its picture, or the chart for a script to draw."""
    name = question.desk.mission(name, question.day).acronym
    living = living_page(question, name, language)
    stem, _, ending = file.partition(".")
    chart = living.chart(stem)
    if ending in ("json", "narrow.json"):
        drawing = chart.narrow if ending == "narrow.json" else chart.drawing
        live = None if drawing is None else live_chart(drawing, language)
        if live is not None:
            return Response(json.dumps(live, ensure_ascii=False), media_type=MEDIA["json"])
    if ending in ("csv", "svg", "png"):
        content = question.desk.answer(
            ("chart file", name, question.day, question.case_version, language, file),
            lambda: chart_file(chart, ending),
        )
        if content:
            return attached(content, question.file_name(name, stem, ending, language))
    raise NotFoundError(
        f"the chart {stem} has no file {file!r}", remedy="its files end with .csv, .svg and .png"
    )


@router.get("/{name}/{kind}/{key}")
def evidence(
    request: Request,
    name: str,
    kind: Literal["figures", "statements", "gaps"],
    key: str,
    question: Question,
    language: Language = "en",
) -> Response:
    """Show how a figure is known, down to the rows; or a statement of the case, or a gap."""
    name = question.desk.mission(name, question.day).acronym
    living = living_page(question, name, language)
    entry = living.entry(KINDS[kind], key)
    figure = living.figure(key) if kind == "figures" else None
    rests_on = figure.evidence if figure is not None else ()
    rows, stated = evidence_of(living.brief, question.view, rests_on)
    return page(
        request,
        "mission/_evidence.html.j2" if is_partial(request) else "mission/evidence.html.j2",
        day=question.day,
        mission=living.brief.mission,
        living=living,
        entry=entry,
        figure=figure,
        kind=KINDS[kind],
        mark=cite_label(entry.id, living.page),
        rows=rows,
        stated=stated,
        most=ROWS_SHOWN,
        case_name=question.case_name,
        language=language,
    )
