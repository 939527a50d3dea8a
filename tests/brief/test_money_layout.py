"""Money is said once: the newest of approved and spent, until when it is paid, and what it pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from peaceops.brief.document import Brief
from peaceops.brief.layout import money
from peaceops.brief.layout.opening import at_a_glance
from peaceops.brief.page import Bullets, Paragraph, texts_of
from peaceops.domain.figures import Evidence, Figure
from peaceops.mission import Appropriation, Money

START, END = date(2022, 7, 1), date(2023, 6, 30)
EVIDENCE = (Evidence("expenditure", "made", 1, (("made.csv", "2"),)),)


def figure(name: str, value: float | int | str, unit: str = "US dollars") -> Figure:
    return Figure(f"mission.{name}", name, value, unit, "Made.", EVIDENCE)


def approved(brief: Brief) -> Brief:
    """The brief of a mission that is paid until April, with a part on a condition."""
    parts = pl.DataFrame(
        {"start": [START, date(2023, 5, 1)], "end": [date(2023, 4, 30), END],
         "dollars": [9e8, 1e8], "conditional": [False, True],
         "condition": ["unconditional", "requires an extension"], "document": ["A/RES/1"] * 2},
    )  # fmt: skip
    answer = Appropriation(
        mission=brief.mission.acronym,
        as_of=brief.as_of,
        start=START,
        end=END,
        approved=figure("appropriation", 9.7e8),
        inclusive=figure("appropriation_inclusive", 1e9),
        proposed=None,
        before=figure("appropriation_before", 1.1e9),
        paid_until=figure("paid_until", "2023-04-30", "date"),
        conditional=figure("appropriation_conditional", 1e8),
        parts=parts,
        mandate_ends=brief.mandate.figure("ends"),
        cost_per_head=figure("spent_per_head", 68_721.4, "US dollars a year"),
        authorised=figure("authorised", 15_209, "persons"),
        deployed=brief.picture.strength.in_use,
        affordable=figure("affordable", 14_115, "persons"),
        gaps=(),
    )
    newest = Money(
        9.7e8, "approved", START, END, None, pl.DataFrame(), figure("expenditure", 9.7e8)
    )
    picture = replace(
        brief.picture,
        appropriation=answer,
        money=newest,
        figures=(*brief.picture.figures, *answer.figures),
    )
    return replace(brief, picture=picture)


def written(brief: Brief) -> str:
    return " ".join(
        text.text for block in money.blocks(brief) for text in texts_of(block)
    ).replace("\u00a0", " ")  # fmt: skip


def test_what_was_approved_stands_once_with_its_parts(full: Brief) -> None:
    brief = approved(full)
    text = written(brief)
    assert "The General Assembly approved 970 million US dollars for 2022/23 (1,100 million" in text
    assert "The mission is paid until 30 Apr 2023." in text
    assert "Member States are assessed 1,000 million US dollars." in text
    assert (
        "Of this, 100 million US dollars for 1 May 2023 to 30 Jun 2023 depends on a condition: "
        "requires an extension." in text
    )
    assert "cost per uniformed person was 68,721 US dollars a year when spending was last" in text
    assert "spent" not in text.casefold().replace("spending", "")
    cited = [key for block in money.blocks(brief) for t in texts_of(block) for key in t.cites]
    assert "figure-mission.expenditure" not in cited
    assert cited.count("figure-mission.appropriation") == 1


def test_three_strengths_stand_line_by_line(full: Brief) -> None:
    (lines,) = [block for block in money.blocks(approved(full)) if isinstance(block, Bullets)]
    first, second, third = (text.text.replace("\u00a0", " ") for text in lines.items)
    assert first == "Authorised: 15,209"
    assert second.startswith("Deployed: ")
    assert third == (
        "Affordable: 14,115, the strength that the money of 2022/23 pays for at that cost per "
        "person"
    )


def test_strength_is_not_paid_by_a_year_that_is_over(full: Brief) -> None:
    brief = approved(replace(full, as_of=date(2023, 7, 1)))
    assert money.paid_strength(brief) is None
    assert not [block for block in money.blocks(brief) if isinstance(block, Bullets)]


def test_paid_until_stands_next_to_the_end_of_the_mandate(full: Brief) -> None:
    facts = at_a_glance(approved(full)).items
    assert [name for name, _text in facts][:2] == ["Mandate ends", "Paid until"]
    paid, amount = dict(facts)["Paid until"], dict(facts)["Approved"]
    assert (paid.text.replace("\u00a0", " "), paid.small) == (
        "30 Apr 2023", "financial year 2022/23",
    )  # fmt: skip
    assert amount.small == "US dollars, 2022/23"
    assert dict(at_a_glance(full).items)["Paid until"].text == "not on record"


def test_a_mandate_over_while_the_mission_is_paid_is_told_with_its_gap(full: Brief) -> None:
    brief = approved(full)
    over = replace(brief.mandate, status="ended", days_left=None)
    brief = replace(brief, mission=replace(brief.mission, mandate=over))
    assert "paid until 30 Apr 2023; the last term on record ended on 30 Jun 2023." in written(brief)
    assert next(name for name, _text in at_a_glance(brief).items) == "Mandate ended"


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("spent", "Spent", "The mission spent 970 million US dollars in 2022/23."),
        ("approved", "Approved", "The General Assembly approved 970 million US dollars"),
    ],
)
def test_money_is_named_by_what_it_is(full: Brief, kind: str, label: str, words: str) -> None:
    brief = approved(full)
    newest = replace(brief.picture.money, kind=kind)
    brief = replace(brief, picture=replace(brief.picture, money=newest))
    assert words in written(brief)
    labels = dict(at_a_glance(brief).items)
    assert label in labels and {"Spent", "Approved"} & labels.keys() == {label}


def test_without_money_on_record_the_gap_is_said_and_no_strength(full: Brief) -> None:
    blocks = list(money.blocks(full))
    assert not [block for block in blocks if isinstance(block, Bullets | Paragraph)]
    assert {"Spent", "Approved"}.isdisjoint(dict(at_a_glance(full).items))
