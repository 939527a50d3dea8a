"""What a published effect would mean here: deaths for deaths, words for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from options.conftest import Based
from options.made_effects import DAY, edition_with_effects
from peaceops.case import Case, CaseOption, parse_case
from peaceops.domain.figures import figures_in
from peaceops.edition import Edition, View
from peaceops.errors import CaseError
from peaceops.options import NamedEffect, StatusQuo, compare
from peaceops.options.borrowed import named_effects
from peaceops.options.simulate import simulate_option
from violence.made import month_rows, table

GOVERNMENT = "one_sided_government"
WIDE = {
    "effect": "wide-2013",
    "study": "A made study",
    "estimate": 2.0,
    "low": 1.0,
    "high": 3.0,
}


def option(**change: object) -> CaseOption:
    lever = {"kind": "lever", "lever": "regional cooperation", "by": "2023-10-01", "reason": "If."}
    return CaseOption.model_validate(
        {
            "id": "borrow",
            "label": "Borrow",
            "decision": "renew",
            "summary": "As it is.",
            "source": "test",
            "changes": [lever | change],
        }
    )


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    months = {"violence_country_months": table("violence_country_months", month_rows())}
    return edition_with_effects(tmp_path_factory.mktemp("borrowed") / "e", WIDE, tables=months)


@pytest.fixture(scope="module")
def view(edition: Edition) -> View:
    return edition.as_of(DAY)


def named(view: View, *options: CaseOption, case: Case | None = None) -> tuple[NamedEffect, ...]:
    return named_effects(view, view.mission("UNTEST"), options, case)


def with_effect(based: Based, view: View, **change: object) -> StatusQuo:
    """MINUSMA's status quo with an option that borrows from the made edition's effects."""
    base = based("MINUSMA", "2023-06-16")
    borrows = option(**change)
    inputs = replace(base.inputs, options=(borrows,))
    return replace(base, inputs=inputs, named_effects=named(view, borrows))


def test_deaths_that_were_measured_are_multiplied_from_the_day_on(based: Based, view: View) -> None:
    base = with_effect(based, view, effect="wood-2012")
    before, after = (
        simulate_option(base, None).deaths,
        simulate_option(base, base.options[0]).deaths,
    )
    ratios = after[GOVERNMENT] / np.where(before[GOVERNMENT] > 0, before[GOVERNMENT], np.nan)
    first = base.deaths.before + 3  # October is the fourth month ahead; forecasts begin earlier
    assert np.nanmax(ratios[:first]) == pytest.approx(1.0)
    assert np.nanmin(ratios[first:]) == pytest.approx(1.4)
    for kind in set(before) - {GOVERNMENT}:
        np.testing.assert_array_equal(after[kind], before[kind])


def test_what_was_no_count_of_deaths_multiplies_nothing(based: Based, view: View) -> None:
    base = with_effect(based, view, lever="peace process", effect="nilsson-2012")
    before, after = (
        simulate_option(base, None).deaths,
        simulate_option(base, base.options[0]).deaths,
    )
    for kind, deaths in before.items():
        np.testing.assert_array_equal(after[kind], deaths)
    (borrowed,) = compare(base).effects
    assert borrowed.if_held is None
    assert "No deaths are multiplied by it. Its outcome is whether war returns" in "\n".join(
        borrowed.in_words()
    )


def test_an_interval_that_was_seen_widens_the_range(based: Based, view: View) -> None:
    narrow = compare(with_effect(based, view, effect="wood-2012")).effects[0]
    wide = compare(with_effect(based, view, effect="wide-2013")).effects[0]
    assert narrow.if_held is not None
    assert narrow.without is not None
    assert wide.if_held is not None
    assert "too narrow" in narrow.if_held.method
    assert "too narrow" not in wide.if_held.method
    assert narrow.if_held.interval is not None
    assert narrow.without.interval is not None
    for held, plain in zip(narrow.if_held.interval, narrow.without.interval, strict=True):
        assert plain <= held <= 1.4 * plain + 1


def test_a_factor_of_the_users_goes_before_the_study(based: Based, view: View) -> None:
    numbers = {"low": 0.5, "value": 0.5, "high": 0.5, "deaths": GOVERNMENT}
    base = with_effect(based, view, effect="wood-2012", **numbers)
    before, after = (
        simulate_option(base, None).deaths,
        simulate_option(base, base.options[0]).deaths,
    )
    np.testing.assert_allclose(after[GOVERNMENT][-1], 0.5 * before[GOVERNMENT][-1])
    (result,) = compare(base).options
    assert any("not estimated" in note and "wood-2012" in note for note in result.notes)


def test_figures_of_a_borrowed_effect_rest_on_the_forecast_and_the_study(
    based: Based, view: View
) -> None:
    (borrowed,) = compare(with_effect(based, view, effect="wood-2012")).effects
    assert borrowed.if_held is not None
    tables = {row.table for row in borrowed.if_held.evidence}
    assert tables == {"violence_country_months", "published_effects"}
    keys = [figure.key for figure in figures_in(borrowed)]
    assert "options.status-quo.if_wood-2012" in keys


@pytest.mark.parametrize(
    ("name", "inside", "words"),
    [
        ("wood-2012", True, "the study looked at the world"),
        ("ruhe-2021", True, "Mali lies in Africa"),
        ("dube-naidu-2015", False, "the study looked at Colombia alone"),
        ("sullivan-2020", False, "deaths in battle in the year to"),
        ("nilsson-2012", None, "agreements are not on record"),
    ],
)
def test_a_mission_is_inside_or_outside_what_was_studied(
    view: View, name: str, inside: bool | None, words: str
) -> None:
    case = parse_case(
        f"case: a\nmission: UNTEST\nas_of: {DAY}\nstatements:\n  - {{id: m, kind: measure, "
        f"date: {DAY}, speaker: A, text: B, source: C, effect: {name}}}\n"
    )
    (effect,) = named(view, case=case)
    assert effect.inside is inside
    assert words in f"{effect.place.words}; {effect.situation.words}"
    assert effect.named_by == ("statement m",)


def test_the_years_since_the_data_end_are_counted_from_the_date(view: View) -> None:
    (effect,) = named(view, option(effect="wood-2012"))
    assert effect.years_after == 2023 - 2005


def test_a_quiet_host_is_outside_a_study_of_wars(tmp_path: Path) -> None:
    quiet = month_rows().with_columns(state_based=pl.lit(0))
    months = {"violence_country_months": table("violence_country_months", quiet)}
    view = edition_with_effects(tmp_path / "e", tables=months).as_of(DAY)
    (effect,) = named(view, option(effect="wood-2012"))
    assert effect.situation.inside is False


def test_deaths_that_the_study_did_not_count_are_refused(view: View) -> None:
    named(view, option(effect="wood-2012", deaths=GOVERNMENT))
    with pytest.raises(CaseError, match=f"what was counted there is {GOVERNMENT}"):
        named(view, option(effect="wood-2012", deaths="state_based"))


def test_names_are_checked_without_a_case_file_too(edition: Edition) -> None:
    early = edition.as_of(date(2020, 6, 30))
    named(early, option(effect="wood-2012"))
    with pytest.raises(CaseError, match="no published effect 'ruhe-2021' known on 2020-06-30"):
        named(early, option(lever="peace process", effect="ruhe-2021"))


def test_nothing_is_borrowed_unless_a_case_names_it(based: Based) -> None:
    assert compare(based("MINUSMA", "2023-06-16")).effects == ()
