"""The track record: scores beside baselines, calibration, past forecasts and their outcomes."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from peaceops.council import Replay, replay
from peaceops.edition import View
from peaceops.errors import LedgerError, MissingTableError
from peaceops.evaluate import TrackRecord, in_words
from peaceops.ledger import (
    FEWEST,
    PERIODS,
    QUANTITIES,
    Ledger,
    PastForecasts,
    issued,
    read_ledger,
    replays,
)
from peaceops.overview import method_records, record_rows
from peaceops.questions import NotUnderstood, day_meant
from peaceops.web.asked import Asked, Question
from peaceops.web.attached import attached_table
from peaceops.web.paging import page_meant, pages_of
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import page

router = APIRouter(include_in_schema=False)
LEDGER = "ledger.jsonl"
"""A ledger of issued forecasts that lies among the cases is shown."""
WHOLE = "whole"
"""What ``archive`` must be in an address for forecasts and outcomes after the day of the desk."""
PAGE = 60
FIRST_REPLAYED = date(2014, 1, 1)
"""From here on the Council's votes were only scored: the method was chosen on those before."""
AN_EARLY_VIEW = date(2015, 1, 1)
"""Before it the ten years past are replayed, as the records of briefs do."""
EVENTS = {
    "adopted": "the draft is adopted",
    "unanimous": "all vote in favour",
    "permanent_abstains": "a permanent member abstains",
    "two_abstain": "two members or more abstain",
}
DRAFTS = {
    "renew": "renewal",
    "rollover": "technical rollover",
    "terminate": "last term or end",
    "increase": "renewal with a higher ceiling",
    "reduce": "renewal with a lower ceiling",
}
STATUS = ("resolved", "void", "open")


@router.get("/track-record")
def track_record(request: Request, question: Question) -> HTMLResponse:
    """Show how the methods in use did, and how replays of past quarters did."""
    records = _records(question)
    past = _replays(request, question)
    periods = _periods(past) if past else []
    ledger, damage = _ledger_or_damage(question)
    return page(
        request,
        "record/overview.html.j2",
        day=question.day,
        records=records,
        sentences=in_words(records),
        past=past,
        archive=WHOLE if _asks_for_whole(request) else None,
        whole=WHOLE,
        periods=periods,
        scored=[key for key in QUANTITIES if any(key in rows for _, rows in periods)],
        plots=_plots(past) if past else [],
        by_year=past.by_year() if past else ([], {}),
        quantities=QUANTITIES,
        drafts=DRAFTS,
        ledger=ledger,
        damage=damage,
        ledger_name=LEDGER,
        edition=question.desk.edition.name,
        fewest=FEWEST,
    )


@router.get("/track-record/methods.csv")
def methods_csv(question: Question) -> Response:
    """Give the scores of all methods as CSV, as a brief does."""
    return attached_table(pl.DataFrame(list(record_rows(_records(question)))), "track-record")


@router.get("/track-record/votes")
def votes(request: Request, question: Question) -> HTMLResponse:
    """Show how the odds of votes on peace operations did, tenth by tenth."""
    result = question.desk.answer(
        ("record votes", question.day), lambda: _votes(question.view), heavy=True
    )
    plots = []
    if result is not None:
        for event, words in EVENTS.items():
            rows = result.calibration.filter(model=result.method, event=event).to_dicts()
            plots.append({"key": event, "words": words, "rows": rows})
    return page(
        request,
        "record/votes.html.j2",
        day=question.day,
        result=result,
        plots=plots,
        hardest=[] if result is None else result.hardest.to_dicts(),
        models=[] if result is None else result.models.to_dicts(),
    )


@router.get("/track-record/forecasts")
def forecasts(request: Request, question: Question) -> HTMLResponse:
    """Show past forecasts and how they turned out: replays, or those of a ledger."""
    source, past = _source(request, question)
    chosen, filters = _chosen(request, past)
    pages = pages_of(chosen.height, PAGE)
    number = page_meant(request.query_params.get("page", ""), pages)
    ledger, damage = _ledger_or_damage(question)
    return page(
        request,
        "record/forecasts.html.j2",
        day=question.day,
        source=source,
        ledger=ledger,
        damage=damage,
        ledger_name=LEDGER,
        past=past,
        archive=WHOLE if _asks_for_whole(request) else None,
        whole=WHOLE,
        filters=filters,
        rows=chosen.slice((number - 1) * PAGE, PAGE).to_dicts(),
        total=chosen.height,
        page_number=number,
        pages=pages,
        quantities=QUANTITIES,
        drafts=DRAFTS,
        statuses=STATUS,
    )


@router.get("/track-record/forecasts.csv")
def forecasts_csv(request: Request, question: Question) -> Response:
    """Give the forecasts that meet the filters as CSV."""
    source, past = _source(request, question)
    return attached_table(_chosen(request, past)[0], source)


def _records(question: Asked) -> tuple[TrackRecord, ...]:
    return question.desk.answer(
        ("method records", question.day), lambda: method_records(question.view), heavy=True
    )


def _replays(request: Request, question: Asked) -> PastForecasts | None:
    """The archive as of the day of the desk, or the whole of it where the address asks for that.

    Deaths and strength of an edition reach beyond its last day: its whole record is what
    `peaceops ledger track-record` scores.
    """
    whole = _asks_for_whole(request)
    day = None if whole else question.day
    view = question.desk.edition.whole if whole else question.view

    def work() -> PastForecasts | None:
        try:
            return replays(view)
        except MissingTableError:
            return None  # the archive is there, and what came of its forecasts is not

    return question.desk.answer(("replays", day), work, heavy=True)


def _asks_for_whole(request: Request) -> bool:
    return request.query_params.get("archive") == WHOLE


def _ledger(question: Asked) -> Ledger | None:
    """A ledger among the cases, read again when it changed.

    Raises:
        LedgerError: It is damaged: its chain is broken, or a line is none of a ledger.
    """
    path = question.desk.shelf.folder / LEDGER
    if not path.is_file():
        return None
    state = path.stat()
    try:
        return question.desk.answer(
            ("ledger", state.st_mtime_ns, state.st_size), lambda: read_ledger(path)
        )
    except LedgerError as error:
        # A reader of the desk knows the file by its name among the cases.
        where = (error.where or "").replace(str(path), LEDGER)
        raise LedgerError(
            error.what, where=where, cause=error.cause, remedy=error.remedy
        ) from error


def _ledger_or_damage(question: Asked) -> tuple[Ledger | None, LedgerError | None]:
    """The ledger, or what is wrong with its file: the archive is shown in any case."""
    try:
        return _ledger(question), None
    except LedgerError as error:
        return None, error


def _source(request: Request, question: Asked) -> tuple[str, PastForecasts]:
    """Which forecasts are asked about: the archive of replays, or the ledger's.

    Raises:
        NotFoundError: There are none of them.
        NotUnderstood: There is no such source.
    """
    source = request.query_params.get("source") or "replays"
    if source not in ("replays", "ledger"):
        raise NotUnderstood(
            f"{source[:40]!r} holds no forecasts", remedy="choose replays or ledger"
        )
    if source == "replays":
        past = _replays(request, question)
        if past is None:
            raise NotFoundError(
                "the edition holds no archive of replays that this version made, or not the tables "
                "that tell what came of them",
                remedy="make it with `peaceops data derive DIR --with-archive`",
            )
        return source, past
    ledger = _ledger(question)
    if ledger is None:
        raise NotFoundError(
            f"no {LEDGER} lies among the cases of this desk",
            remedy=f"issue forecasts into it with `peaceops ledger issue --to CASES/{LEDGER}`",
        )
    return source, issued(ledger, None if _asks_for_whole(request) else question.day)


def _chosen(request: Request, past: PastForecasts) -> tuple[pl.DataFrame, dict[str, str]]:
    query = request.query_params
    filters = {
        name: (query.get(name) or "").strip()[:80]
        for name in ("mission", "quantity", "on", "status")
    }
    rows = past.rows
    if filters["mission"]:
        rows = rows.filter(pl.col("mission") == filters["mission"].upper())
    if filters["quantity"]:
        rows = rows.filter(pl.col("quantity") == filters["quantity"])
    if filters["status"]:
        rows = rows.filter(pl.col("status") == filters["status"])
    if filters["on"]:
        rows = rows.filter(pl.col("as_of") == day_meant(filters["on"]))
    return rows, filters


def _periods(past: PastForecasts) -> list[tuple[str, dict[str, dict[str, Any]]]]:
    """The years of each period in which there is a score, and by quantity the scores in it."""
    return [
        (f"{first}–{last}", {row["quantity"]: row for row in rows})
        for first, last in PERIODS
        if (rows := past.scores(first, last))
    ]


def _plots(past: PastForecasts) -> list[dict[str, Any]]:
    plots = []
    for key, quantity in QUANTITIES.items():
        if quantity.of_event and (rows := past.reliability(key)):
            plots.append({"key": key, "words": quantity.words, "rows": rows})
    return plots


def _votes(view: View) -> Replay | None:
    early = view.as_of < AN_EARLY_VIEW
    since = date(view.as_of.year - 10, 1, 1) if early else FIRST_REPLAYED
    try:
        return replay(view, since, peace_operations=True)
    except MissingTableError:
        return None
