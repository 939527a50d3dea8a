"""A later edition resolves a ledger without hands, and says which data the rest wait for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.made_ledger import (
    AS_OF,
    MAKER,
    MEMBERS,
    TODAY,
    deaths,
    edition_of,
    event,
    later_edition,
    some_forecasts,
    strength,
)
from peaceops.edition import Edition
from peaceops.errors import LedgerError
from peaceops.ledger import (
    Forecast,
    Outcome,
    Outcomes,
    Pending,
    append,
    check_issue,
    issue,
    read_ledger,
    resolve,
)

ON = date(2024, 8, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    append(tmp_path / "l.jsonl", "issued", TODAY, MAKER, some_forecasts())
    return tmp_path / "l.jsonl"


def outcome(edition: Edition, forecast: Forecast) -> Outcome | Pending:
    return Outcomes(edition.whole).of(forecast)


def test_a_later_edition_resolves_every_forecast(path: Path, tmp_path: Path) -> None:
    result = resolve(path, later_edition(tmp_path / "later"), ON)
    assert not result.pending and not result.revised
    happened = {entry.forecast.quantity: found.happened for entry, found in result.added}
    assert happened == {
        "council.next_draft": "renew",
        "council.put_and_adopted": True,
        "council.adopted": True,
        "council.unanimous": False,
        "council.permanent_abstains": True,
        "council.votes": {member: "abstain" if member == "RUS" else "yes" for member in MEMBERS},
        "violence.deaths": 60.0,
        "violence.at_least": True,
        "mission.strength": 1050.0,
    }
    days = {found.known_on for _, found in result.added}
    assert days == {date(2023, 11, 30), date(2024, 7, 20), date(2024, 1, 20)}
    ledger = read_ledger(path)
    assert ledger.size == 19 and len(ledger.outcomes) == 9
    assert ledger.resolutions[0].maker.edition.startswith("made-")


def test_resolved_again_by_the_same_edition_nothing_is_added(path: Path, tmp_path: Path) -> None:
    edition = later_edition(tmp_path / "later")
    resolve(path, edition, ON)
    before = path.read_bytes()
    result = resolve(path, edition, ON)
    assert not (result.added or result.revised or result.pending)
    assert path.read_bytes() == before


def test_what_is_open_says_which_data_are_missing(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    result = resolve(path, edition_of(tmp_path / "same", months=3), ON)
    why = {entry.forecast.quantity: pending.why for entry, pending in result.pending}
    assert len(result.pending) == 9 and path.read_bytes() == before
    assert "no draft on the term of UNTEST after 2023-06-30" in why["council.votes"]
    assert "ends on 30 Jun 2022" in why["council.votes"] or "30 June 2022" in why["council.votes"]
    assert (
        "9 of 12 months of MLI are missing; its figures end in September 2023"
        in (why["violence.deaths"])
    )
    assert "strength of UNTEST end in May 2023" in why["mission.strength"]


def test_a_condition_that_did_not_come_about_makes_void(tmp_path: Path) -> None:
    drafts = [{"date": date(2023, 11, 30), "kind": "terminate"}]
    edition = edition_of(tmp_path, drafts=drafts)
    adopted = outcome(edition, event("council.adopted", 0.9))
    assert isinstance(adopted, Outcome) and adopted.status == "void" and adopted.happened is None
    assert "terminate" in adopted.why
    put = outcome(edition, event("council.put_and_adopted", 0.9))
    assert isinstance(put, Outcome) and put.happened is False
    ends = outcome(edition, event("council.put_and_adopted", 0.1, "terminate"))
    assert isinstance(ends, Outcome) and ends.happened is True


def test_a_draft_that_was_vetoed_was_put_and_not_adopted(tmp_path: Path) -> None:
    drafts = [
        {"date": date(2023, 11, 30), "kind": "renew", "outcome": "vetoed", "votes": {"RUS": "no"}},
        {"date": date(2023, 12, 30), "kind": "terminate"},
    ]
    edition = edition_of(tmp_path, drafts=drafts)
    happened = {
        quantity: outcome(edition, event(quantity, 0.5)).happened  # type: ignore[union-attr]
        for quantity in (
            "council.put_and_adopted", "council.adopted", "council.unanimous",
            "council.permanent_abstains",
        )
    }  # fmt: skip
    assert happened == dict.fromkeys(happened, False)


def test_a_decision_on_the_day_itself_was_known(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, drafts=[{"date": AS_OF, "kind": "terminate"}])
    assert isinstance(outcome(edition, event("council.adopted", 0.9)), Pending)


def test_a_raised_ceiling_counts_apart_where_it_was_forecast_apart(tmp_path: Path) -> None:
    drafts = [{"date": date(2023, 11, 30), "kind": "renew", "ceiling": 2000}]
    edition = edition_of(tmp_path, drafts=drafts)

    def happened(draft: str, *others: str) -> object:
        forecast = event("council.put_and_adopted", 0.5, draft, alternatives=others)
        found = outcome(edition, forecast)
        assert isinstance(found, Outcome)
        return found.happened

    assert happened("renew", "rollover") is True
    assert happened("renew", "increase") is False
    assert happened("increase", "renew") is True
    assert happened("reduce", "renew") is False


def test_votes_that_are_not_all_on_record_leave_it_open(tmp_path: Path) -> None:
    drafts = [{"date": date(2023, 11, 30), "kind": "renew", "record": "outcome only"}]
    edition = edition_of(tmp_path, drafts=drafts)
    assert isinstance(outcome(edition, event("council.unanimous", 0.9)), Pending)
    assert isinstance(outcome(edition, event("council.adopted", 0.9)), Outcome)


def test_deaths_are_resolved_by_no_older_release(tmp_path: Path) -> None:
    edition = later_edition(tmp_path)
    found = outcome(edition, deaths(vintage="UCDP GED 24.1"))
    assert isinstance(found, Pending) and "an older release cannot resolve it" in found.why


def test_provisional_deaths_are_marked_and_revised_by_a_later_release(
    path: Path, tmp_path: Path
) -> None:
    candidate = later_edition(tmp_path / "first", vintage="UCDP candidate events, provisional")
    resolve(path, candidate, ON)
    first = read_ledger(path)
    number = next(e.number for e in first.entries if e.forecast.quantity == "violence.deaths")
    assert first.outcomes[number].outcome.provisional
    final = later_edition(tmp_path / "second", vintage="UCDP GED 25.1", monthly=2)
    result = resolve(path, final, date(2025, 7, 1))
    assert {entry.forecast.quantity for entry, _ in result.revised} == {
        "violence.deaths", "violence.at_least",
    }  # fmt: skip
    last = read_ledger(path).outcomes[number].outcome
    assert last.happened == 24.0 and not last.provisional
    assert not resolve(path, candidate, date(2025, 8, 1)).revised, "older data revise nothing"


def test_strength_of_a_mission_that_closed_is_void(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, closed=date(2023, 9, 30))
    found = outcome(edition, strength())
    assert isinstance(found, Outcome) and found.status == "void"


def test_a_past_day_is_not_issued(tmp_path: Path) -> None:
    edition = later_edition(tmp_path / "later")
    with pytest.raises(LedgerError, match=r"knows what followed 2023-06-30: decisions \(1 rows"):
        issue(tmp_path / "l.jsonl", edition, some_forecasts(), ON)
    assert not (tmp_path / "l.jsonl").exists()


def test_a_day_to_come_is_not_issued(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="still to come"):
        check_issue(edition_of(tmp_path), date(2023, 7, 2), TODAY)


def test_what_the_edition_does_not_know_yet_is_issued(tmp_path: Path) -> None:
    edition = edition_of(tmp_path / "edition")
    ledger = issue(tmp_path / "l.jsonl", edition, some_forecasts(), TODAY, case="c", seed=3)
    maker = ledger.entries[0].maker
    assert (maker.edition, maker.seal) == (edition.name, edition.manifest.seal)
    assert maker.case == "c" and maker.seed == 3 and len(maker.code) == 64 and maker.version
