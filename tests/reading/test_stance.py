"""A sentence that denies, refuses, threatens, asks or sets a condition is never an assertion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from peaceops.reading import Document, Proposal, propose
from peaceops.reading.stance import checked
from peaceops.reading.text import analyse
from reading.sentences_denied import (
    AROUND,
    FRENCH_AROUND,
    FRENCH_HELD_BACK,
    FRENCH_STATEMENTS,
    HELD_BACK,
    HELD_BACK_LAST,
    STATEMENTS,
    FrenchStatement,
    Statement,
)

DAY = date(2023, 6, 17)
MOVES = (
    "host_position",
    "host_refusal",
    "member_position",
    "departure",
    "arrival",
    "restriction",
    "incident",
    "relation",
    "strength",
    "mandate_deadline",
    "draft_state",
)
FRENCH_BEFORE = (
    "Le Conseil de sécurité est saisi de la situation dans le pays, et la mission des Nations "
    "unies au Mali (Minusma) a rendu compte de ses activités pour la période qui est passée. "
    "Les membres du Conseil ont parlé de la paix dans la région et des moyens que les "
    "pays de la zone ont mis en commun pour la population.\n\n"
)
# What the rules miss without the language model, written down and not hidden.
MISSED_WITHOUT_MODEL = (
    "Malian soldiers pretended that it had killed",
    "It would be a mistake for Mali to demand the withdrawal",
    "Until The Council extended",
    "A coup would make The Council extend",
)


def read(sentence: str, *, rules_only: bool, before: str = "") -> list[Proposal]:
    text = before + sentence[0].upper() + sentence[1:]
    document = Document("made.txt", text, DAY)
    return propose(document, mission="MINUSMA", model=False if rules_only else None)


def asserted(found: list[Proposal]) -> Iterator[Proposal]:
    """What would enter a case as a fact; an alleged incident stands there as alleged."""
    for one in found:
        alleged = one.kind == "incident" and one.modality in ("reported", "denied")
        if one.kind in MOVES and not alleged:
            yield one


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.bare[:30])
def test_a_plain_statement_is_found(statement: Statement) -> None:
    found = read(f"{statement.who} {statement.past}.", rules_only=False)
    assert statement.kind in [one.kind for one in asserted(found)]


@pytest.mark.parametrize("rules_only", [False, True], ids=["parsed", "rules only"])
@pytest.mark.parametrize("around", [*AROUND, *HELD_BACK, *HELD_BACK_LAST])
def test_what_is_put_around_it_takes_the_assertion_away(
    around: str, rules_only: bool, request: pytest.FixtureRequest
) -> None:
    if not rules_only:
        request.getfixturevalue("model")
    sentences = (around.format(**one._asdict()) for one in STATEMENTS)
    text = "\n\n".join(
        one[0].upper() + one[1:]
        for one in sentences
        if not (rules_only and one.startswith(MISSED_WITHOUT_MODEL))
    )
    found = read(text, rules_only=rules_only)
    assert [one.quotation for one in asserted(found)] == []


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("statement", FRENCH_STATEMENTS, ids=lambda one: one.bare[:30])
def test_a_plain_french_statement_is_found(statement: FrenchStatement) -> None:
    found = read(f"{statement.who} a {statement.done}.", rules_only=False, before=FRENCH_BEFORE)
    assert statement.kind in [one.kind for one in asserted(found)]


@pytest.mark.parametrize("rules_only", [False, True], ids=["parsed", "rules only"])
@pytest.mark.parametrize("around", [*FRENCH_AROUND, *FRENCH_HELD_BACK])
def test_what_is_put_around_it_in_french_takes_the_assertion_away(
    around: str, rules_only: bool, request: pytest.FixtureRequest
) -> None:
    if not rules_only:
        request.getfixturevalue("model")
    sentences = (around.format(**one._asdict()) for one in FRENCH_STATEMENTS)
    text = "\n\n".join(one[0].upper() + one[1:] for one in sentences)
    found = read(text, rules_only=rules_only, before=FRENCH_BEFORE)
    assert [one.quotation for one in asserted(found)] == []


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    "sentence",
    [
        "China did not vote against the draft resolution.",
        "Mali denied that it had not asked the mission to leave.",
        "The United States said it was the last time it would support an extension of the mandate.",
        "France would not oppose the extension of the mandate.",
        "France voted for the termination of MINUSMA.",
        "China welcomed the end of MINUSMA.",
        "Russia voted against an amendment to the draft resolution.",
        "Russia opposed criticism of MINUSMA.",
        "Mali asked the mission to leave, but later withdrew its request.",
        "Mali has asked the mission to leave. This is not true, the minister said.",
        "Germany said it would withdraw its 300 soldiers unless the mandate changed.",
        "Mali lifted the ban on flights of MINUSMA that it had imposed in January.",
        "The 2014 war killed 250,000 people.",
    ],
)
def test_the_opposite_or_the_past_is_no_position(sentence: str) -> None:
    assert list(asserted(read(sentence, rules_only=False))) == []


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("sentence", "kind", "subject", "value"),
    [
        ("Mali did not allow the flights of MINUSMA.", "restriction", "MLI", None),
        ("Mali refused to allow the flights of MINUSMA.", "restriction", "MLI", None),
        ("Mali asked that the mandate not be renewed.", "host_position", "MLI", "asks-to-leave"),
        (
            "Mali rejected the options and asked the mission to leave.",
            "host_position",
            "MLI",
            "asks-to-leave",
        ),
        (
            "Mali, which does not trust MINUSMA, asked the mission to leave.",
            "host_position",
            "MLI",
            "asks-to-leave",
        ),
        (
            "After the Council failed to agree, Germany withdrew its 300 soldiers from MINUSMA.",
            "departure",
            "DEU",
            300,
        ),
        (
            "France supported Mali's request to end the mission.",
            "member_position",
            "FRA",
            "follows-host",
        ),
        (
            "Twelve members voted in favour, while Russia abstained.",
            "member_position",
            "RUS",
            "abstains",
        ),
    ],
)
def test_a_negation_that_is_part_of_it_or_elsewhere_leaves_it(
    sentence: str, kind: str, subject: str, value: object
) -> None:
    found = [one for one in asserted(read(sentence, rules_only=False)) if one.kind == kind]
    assert subject in [one.subject for one in found]
    assert value in (None, found[0].value)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("sentence", "governing"),
    [
        ("Germany announced that it would withdraw its 300 soldiers from MINUSMA.", "announced"),
        ("Mali did not allow the flights of MINUSMA.", "did not allow"),
        ("MINUSMA has 12,000 soldiers.", "has"),
    ],
)
def test_the_quotation_holds_the_governing_verb_and_its_negation(
    sentence: str, governing: str
) -> None:
    for rules_only in (False, True):
        for one in read(sentence, rules_only=rules_only):
            assert governing in one.quotation
            assert one.quotation == sentence[one.start : one.end]


def test_a_span_from_elsewhere_is_told_its_stance() -> None:
    text = "Mali denied that it had asked the mission to leave. Chad withdrew its soldiers."
    document = Document("made.txt", text, DAY)
    analysed = analyse(document, mission="MINUSMA", model=False)
    asked, left = text.index("asked"), text.index("withdrew")
    fields = {"document": document.name, "sha256": document.sha256}
    suggested = [
        Proposal("host_position", asked, asked + 26, text[asked : asked + 26], **fields),
        Proposal("departure", left, left + 21, text[left : left + 21], **fields),
    ]
    (kept,) = checked(analysed, suggested)
    assert kept.kind == "departure"
    assert kept.quotation == text[kept.start : kept.end]
