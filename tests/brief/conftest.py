"""Briefs and pages to test renderers with, of the starter edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from brief.composed import HOSTILE, edition_with, reference, starter
from mandate.made_mandates import edition
from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.earlier import EarlierBrief, as_earlier
from peaceops.brief.layout import lay_out
from peaceops.brief.mandate_changes import MandateChanges, as_shown
from peaceops.brief.page import Page
from peaceops.brief.since import since
from peaceops.case import DraftState
from peaceops.mandate import changes_since_last_renewal


@pytest.fixture(scope="session")
def text_changes(tmp_path_factory: pytest.TempPathFactory) -> MandateChanges:
    """What changed between two made-up mandates."""
    view = edition(tmp_path_factory.mktemp("mandates")).as_of(date(2032, 12, 31))
    return as_shown(changes_since_last_renewal(view, "UNTEST"))


@pytest.fixture(scope="session")
def full(text_changes: MandateChanges) -> Brief:
    """A brief with every part filled: the reference, with events, texts and a draft made up."""
    case = reference().case
    assert case is not None
    draft = DraftState(
        id="draft", kind="draft_state", date=date(2023, 6, 15), stage="zero-draft",
        speaker="A delegation", text="A draft goes round.", source="S/2023/470",
    )  # fmt: skip
    longer = case.model_copy(update={"statements": (*case.statements, draft)})
    brief = replace(reference(), mandate_changes=text_changes, case=longer)
    brief = replace(brief, since=since(starter().as_of(brief.as_of), brief, earlier(brief)))
    if brief.situation.places.height:
        return brief
    actors = brief.situation.sides.actors
    row = {
        "country": "MLI", "role": "perpetrator of one-sided violence", "actor": "JNIM",
        "kind": "non-state group", "months": 12, "until": date(2023, 4, 1), "deaths": 1,
        "events": 1,
    }  # fmt: skip
    one_actor = pl.DataFrame([{name: row.get(name) for name in actors.columns}], actors.schema)
    places = pl.DataFrame(
        [("MLI", 16.3, -0.1 - at / 10, "one_sided", 1, at + 1) for at in range(40)],
        brief.situation.places.schema,
        orient="row",
    )
    sides = replace(brief.situation.sides, actors=one_actor)
    return replace(brief, situation=replace(brief.situation, places=places, sides=sides))


def earlier(brief: Brief) -> EarlierBrief:
    """The brief as if written two weeks before, with another strength."""
    before = as_earlier(reference())
    figures = tuple(
        figure.model_copy(update={"value": 13_000})
        if figure.key == "mission.strength_in_use"
        else figure
        for figure in before.figures
    )
    return before.model_copy(update={"as_of": brief.as_of - timedelta(days=14), "figures": figures})


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    """A brief from nothing but the register of missions: gaps, and what stands without data."""
    folder = tmp_path_factory.mktemp("bare")
    return compose(
        edition_with(folder, lambda name: name == "missions"), "UNTSO", date(2023, 6, 16)
    )


@pytest.fixture(scope="session")
def full_page(full: Brief) -> Page:
    """The full brief laid out."""
    return lay_out(full)


@pytest.fixture(scope="session")
def empty_page(empty: Brief) -> Page:
    """The near-empty brief laid out."""
    return lay_out(empty)


@pytest.fixture(scope="session")
def hostile(full: Brief) -> Brief:
    """The full brief with texts that try to be markup."""
    assert full.case is not None
    words = dict.fromkeys(("text", "quotation", "speaker", "source"), HOSTILE)
    first, *rest = full.case.statements
    case = full.case.model_copy(
        update={"question": HOSTILE, "statements": (first.model_copy(update=words), *rest)}
    )
    footprint = full.picture.footprint
    sites = footprint.sites.to_dicts()
    sites[0]["location"] = HOSTILE
    renamed = pl.DataFrame(sites, footprint.sites.schema)
    texts = full.mandate_changes
    changes = texts.changes.with_columns(new_text=pl.lit(HOSTILE), numbers=pl.lit(""))
    dyads = full.actors.dyads.with_columns(side_a=pl.lit(HOSTILE))
    assert full.since is not None
    stated = tuple(replace(item, speaker=HOSTILE, text=HOSTILE) for item in full.since.statements)
    publication = replace(full.publications[0], title=HOSTILE, url="javascript:alert(1)")
    return replace(
        full,
        mission=replace(full.mission, name=HOSTILE),
        case=case,
        actors=replace(full.actors, dyads=dyads),
        since=replace(full.since, statements=stated, edition_before=HOSTILE),
        mandate_changes=replace(texts, changes=changes.with_columns(words=pl.lit(HOSTILE))),
        picture=replace(full.picture, footprint=replace(footprint, sites=renamed)),
        publications=(publication, *full.publications[1:]),
    )
