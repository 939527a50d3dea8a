"""The Council: who sits, drafts and votes, members, who votes like whom, the rule, precedents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from peaceops.council import VOTES, precedents, seats
from peaceops.domain.countries import name_of
from peaceops.errors import MissingTableError
from peaceops.overview import (
    Agreement,
    MemberRecord,
    agreement,
    council_votes,
    member_record,
    missions,
    missions_of,
    ruling,
    subject_of,
    terms_of,
    text_changes,
    vote_sheet,
)
from peaceops.questions import NotUnderstood, votes_values
from peaceops.web.asked import Asked, Question
from peaceops.web.attached import attached_table, name_of_file
from peaceops.web.paging import page_meant, pages_of
from peaceops.web.templating import address, page
from peaceops.web.votes.bars import vote_bars, vote_spec
from peaceops.web.votes.filters import (
    CHOICES,
    FIRST_YEAR,
    KIND_WORDS,
    OUTCOMES,
    PAGE,
    VOTE_WORDS,
    check_span,
    is_ticked,
    known_choices,
    read_filters,
    read_member,
    read_year,
    withheld,
)

router = APIRouter(include_in_schema=False)
LATEST, AHEAD, LAST_VOTES, WITHHELD_SHOWN = 8, 8, 10, 20
YEARS_OF_AGREEMENT, YEARS_OF_MEMBER = 1, 10
"""Whole years before that of the day: of the matrix, and of whom a member votes like."""
MOST_CHANGES = 30
"""Paragraphs of a text that a vote's page shows; the rest stands in the mission's brief."""


@router.get("/council")
def council(request: Request, question: Question) -> HTMLResponse:
    """Show the Council on the day: its members, the terms ahead and the latest votes.

    What the edition does not hold is named in its place, with what to do; the rest is shown.
    """
    lines = question.desk.answer(
        ("council missions", question.day), lambda: missions(question.view), long=True
    )
    ahead = sorted(
        (line for line in lines if line.ends and line.days_left),
        key=lambda line: (line.ends or date.max, line.mission.acronym),
    )
    return page(
        request,
        "council/overview.html.j2",
        day=question.day,
        ahead=ahead[:AHEAD],
        **_rows_or_why("seats", lambda: seats(question.view).to_dicts()),
        **_rows_or_why("latest", lambda: _latest(question)),
    )


@router.get("/council/votes")
def votes(request: Request, question: Question) -> HTMLResponse:
    """Show the drafts and votes that meet the filters."""
    filters = read_filters(request.query_params, question.desk.edition)
    listed = filters.listed(question.view)
    pages = pages_of(listed.height, PAGE)
    shown = page_meant(request.query_params.get("page", ""), pages)
    return page(
        request,
        "council/votes.html.j2",
        day=question.day,
        filters=filters,
        total=listed.height,
        rows=_rows(question, listed.slice((shown - 1) * PAGE, PAGE)),
        sums=_sums(listed, "vote" if filters.member else "outcome"),
        page_number=shown,
        pages=pages,
        choices=question.desk.answer(
            ("council choices", question.day), lambda: known_choices(question.view)
        ),
        outcomes=OUTCOMES,
        kinds=KIND_WORDS,
        vote_words=VOTE_WORDS,
    )


@router.get("/council/votes.csv")
def votes_csv(request: Request, question: Question) -> Response:
    """Give the votes that meet the filters as CSV."""
    filters = read_filters(request.query_params, question.desk.edition)
    return attached_table(filters.listed(question.view), f"council-votes-{question.day}")


@router.get("/council/votes.json")
def votes_json(request: Request, question: Question) -> Response:
    """Give the votes that meet the filters as JSON, as the command line does."""
    filters = read_filters(request.query_params, question.desk.edition)
    answer = votes_values(question.desk.edition.name, question.day, filters.listed(question.view))
    return JSONResponse(jsonable_encoder(answer), headers=name_of_file("council-votes.json"))


@router.get("/council/votes/{symbol:path}")
def vote(request: Request, symbol: str, question: Question) -> Response:
    """Show one vote: how each member voted, the outcome and the rule that decided it."""
    sheet = vote_sheet(question.view, symbol)
    if sheet.decision != symbol:
        query = dict(request.query_params)
        return RedirectResponse(address(f"/council/votes/{sheet.decision}", **query), 303)
    changes = question.desk.answer(
        ("council text", question.day, sheet.decision),
        lambda: text_changes(question.view, sheet),
        long=bool(sheet.mandates.height),
    )
    return page(
        request,
        "council/vote.html.j2",
        day=question.day,
        sheet=sheet,
        groups=[(way, sheet.votes.filter(vote=way).to_dicts()) for way in VOTES],
        mandates=sheet.mandates.to_dicts(),
        kinds=KIND_WORDS,
        changes=changes,
        most_changes=MOST_CHANGES,
    )


@router.get("/council/members")
def members(request: Request, question: Question) -> Response:
    """Show every state that has sat on the Council, or find one by its name."""
    word = request.query_params.get("find", "").strip()[:80]
    if word:
        return RedirectResponse(_member_address(request, word), 303)
    view = question.view
    terms = terms_of(view)
    sitting = terms.filter(
        pl.col("start") <= view.as_of, pl.col("until").fill_null(date.max) >= view.as_of
    )["country"]
    lines = (
        terms.group_by("country")
        .agg(terms=pl.len(), first=pl.col("start").min(), last=pl.col("start").max(),
             until=pl.col("until").sort_by("start").last(), permanent=pl.col("permanent").any())
        .with_columns(sits=pl.col("country").is_in(sitting.implode()))
    )  # fmt: skip
    rows = sorted(lines.to_dicts(), key=lambda row: name_of(row["country"]))
    return page(request, "council/members.html.j2", day=question.day, rows=rows)


@router.get("/council/members/{code}")
def member(request: Request, code: str, question: Question) -> Response:
    """Show a member's record, and whom it votes like."""
    if (target := _member_address(request, code)) != address(
        f"/council/members/{code}", **dict(request.query_params)
    ):
        return RedirectResponse(target, 303)
    record, alike = question.desk.answer(
        ("council member", question.day, code), lambda: _record_of(question, code)
    )
    return page(
        request,
        "council/member.html.j2",
        day=question.day,
        record=record,
        terms=record.terms.to_dicts(),
        last_votes=_rows(question, record.votes.head(LAST_VOTES)),
        withheld=_rows(question, record.withheld.head(WITHHELD_SHOWN)),
        alike=alike,
        pairs=alike.of(code),
        sitting=seats(question.view)["country"].to_list(),
        bars=vote_bars(record.by_year),
        spec=vote_spec(record.by_year),
        positions=record.positions.to_dicts(),
    )


@router.get("/council/members/{code}/years.csv")
def member_years(code: str, question: Question) -> Response:
    """Give the numbers of a member's chart."""
    rows = [
        {"year": int(part.of), **{way: getattr(part, way) for way in VOTES}, "drafts": part.drafts}
        for part in member_record(question.view, code).by_year
    ]
    return attached_table(pl.DataFrame(rows), f"council-{code}-years-{question.day}")


@router.get("/council/agreement")
def agreement_page(request: Request, question: Question) -> HTMLResponse:
    """Show who votes like whom among the members of the day."""
    alike = _matrix(request, question)
    return page(
        request,
        "council/agreement.html.j2",
        day=question.day,
        alike=alike,
        first_year=FIRST_YEAR,
        peace_operations=is_ticked(request.query_params, "peace_operations"),
    )


@router.get("/council/agreement.csv")
def agreement_csv(request: Request, question: Question) -> Response:
    """Give the pairs of members with how often they voted alike."""
    return attached_table(_matrix(request, question).rows(), f"council-agreement-{question.day}")


@router.get("/council/rule")
def rule(request: Request, question: Question) -> HTMLResponse:
    """Work out what becomes of a draft when each member votes as chosen."""
    sitting = seats(question.view).to_dicts()
    query = request.query_params
    cast = {seat["country"]: query.get(seat["country"], "yes") for seat in sitting}
    strange = next((vote for vote in cast.values() if vote not in VOTES), None)
    if strange is not None:
        raise NotUnderstood(
            f"{strange[:40]!r} is not a vote", remedy=f"choose one of {', '.join(VOTES)}"
        )
    answer = ruling(
        cast,
        list(cast),
        [seat["country"] for seat in sitting if seat["permanent"]],
        question.day,
        procedural=bool(query.get("procedural")),
    )
    return page(
        request,
        "council/rule.html.j2",
        day=question.day,
        seats=sitting,
        cast=cast,
        ruling=answer,
        choices=CHOICES,
    )


@router.get("/council/consent")
def consent(request: Request, question: Question) -> HTMLResponse:
    """Show what followed when hosts asked missions to leave, or restricted them."""
    answer = question.desk.answer(
        ("council consent", question.day), lambda: precedents(question.view)
    )
    return page(
        request,
        "council/consent.html.j2",
        day=question.day,
        answer=answer,
        cases=[] if answer is None else answer.cases.reverse().to_dicts(),
    )


@router.get("/council/consent.csv")
def consent_csv(question: Question) -> Response:
    """Give the precedents as CSV."""
    answer = precedents(question.view)
    cases = pl.DataFrame() if answer is None else answer.cases
    return attached_table(cases, f"consent-cases-{question.day}")


def _rows_or_why(name: str, read: Callable[[], list[dict[str, Any]]]) -> dict[str, Any]:
    """Rows under a name, and why there are none: a table that the edition lacks."""
    try:
        return {name: read(), f"no_{name}": None}
    except MissingTableError as error:
        return {name: [], f"no_{name}": error}


def _latest(question: Asked) -> list[dict[str, Any]]:
    return _rows(question, council_votes(question.view).tail(LATEST).reverse())


def _rows(question: Asked, listed: pl.DataFrame) -> list[dict[str, Any]]:
    """Votes as a page shows them; where none was taken, nobody withheld one."""
    on = missions_of(question.view, listed["decision"].to_list())
    return [
        row
        | {
            "withheld": withheld(row["not_in_favour"] if row["yes"] is not None else None),
            "subject": _subject(row["title"] or row["theme"] or ""),
            "of_missions": on.get(row["decision"], []),
        }
        for row in listed.to_dicts()
    ]


def _subject(title: str) -> str:
    """What a title is on; an ellipsis where its publisher cut it."""
    cut = title.rstrip("]").endswith(("[...", "..."))
    return subject_of(title) + ("…" if cut else "")


def _sums(listed: pl.DataFrame, column: str) -> list[tuple[str, int]]:
    return list(listed[column].value_counts(sort=True).sort("count", descending=True).iter_rows())


def _member_address(request: Request, word: str) -> str:
    """The address of the member that a word means.

    Raises:
        NotUnderstood: It means no state.
    """
    code, _ = read_member(word)
    query = {name: value for name, value in request.query_params.items() if name != "find"}
    return address(f"/council/members/{code}", **query)


def _record_of(question: Asked, code: str) -> tuple[MemberRecord, Agreement]:
    record = member_record(question.view, code)
    return record, _alike(question, record)


def _alike(question: Asked, record: MemberRecord) -> Agreement:
    """Whom a member votes like: in the last years, or in those of its last term."""
    day, since = question.day, date(question.day.year - YEARS_OF_MEMBER, 1, 1)
    begun = record.terms.filter(pl.col("start") <= day).to_dicts()
    if not record.sits and begun:
        since, day = begun[0]["start"], begun[0]["until"] or day
    return agreement(question.view, since=since, until=day)


def _matrix(request: Request, question: Asked) -> Agreement:
    query, day = request.query_params, question.day
    first = read_year(query.get("since") or f"{day.year - YEARS_OF_AGREEMENT}")
    last = read_year(query.get("until") or f"{day.year}")
    check_span(first, last)
    return agreement(
        question.view,
        seats(question.view)["country"].to_list(),
        since=date(first, 1, 1),
        until=min(day, date(last, 12, 31)),
        peace_operations=is_ticked(query, "peace_operations"),
    )
