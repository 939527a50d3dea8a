"""A number cannot be written without the figure that it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from peaceops.brief.words import NONE, Count, Name, cell, count, joined, line, say, unsourced
from peaceops.domain.figures import Evidence, Figure, unique_figures

DEATHS = Figure(
    "mali.deaths", "Deaths in Mali", 2338, "deaths", "A count.",
    (Evidence("violence_country_months", "Mali", 12),),
)  # fmt: skip
ODDS = Figure("council.renew", "Adopted", 0.41, "probability", "A model.", (), (0.2, 0.6), 0.9)


def test_a_figure_writes_its_value_its_unit_and_its_mark() -> None:
    text = say("{deaths} in {place}.", deaths=DEATHS, place="Mali")
    assert text.text == "2,338\u00a0deaths in Mali."
    assert text.cites == ("figure-mali.deaths",)
    assert unsourced(text) == ""


def test_a_range_holds_the_interval_and_its_level() -> None:
    words = say("{odds:range}", odds=ODDS).text.replace("\u00a0", " ")
    assert words == "41 % (20 % to 60 %, 90 % interval)"


@pytest.mark.parametrize("template", ["12 deaths", "deaths in 2023", "{deaths} in 12 months"])
def test_a_digit_in_a_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="number without a figure"):
        say(template, deaths=DEATHS)


@pytest.mark.parametrize("value", [12, 0.5, None, [DEATHS]])
def test_a_bare_number_in_a_slot_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="figures, counts, dates and names"):
        say("{value}", value=value)  # type: ignore[arg-type]


def test_digits_in_plain_words_are_refused_and_those_of_a_name_stand() -> None:
    with pytest.raises(ValueError, match="number without a figure"):
        say("{group}", group="M23")
    assert say("{group}", group=Name("M23")).text == "M23"


def test_a_slot_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("{deaths} in {place}", deaths=DEATHS)


def test_what_no_helper_wrote_is_found() -> None:
    text = say("{deaths}", deaths=DEATHS)
    assert unsourced(replace(text, text=f"{text.text} and 7 more")) != ""
    assert unsourced(say("{when}: {days}", when=date(2023, 6, 16), days=Count(3, (), "day"))) == ""


def test_dates_counts_and_lists_are_written_as_a_reader_reads_them() -> None:
    assert say("{when:month}", when=date(2023, 6, 16)).text == "Jun\u00a02023"
    assert say("{days}", days=Count(1, (), "day")).text == "1\u00a0day"
    listed = joined(say("{n}", n=count(place, DEATHS)) for place in range(3))
    assert (listed.text, listed.cites) == ("0, 1 and 2", ("figure-mali.deaths",))


def test_a_cell_leaves_the_unit_to_its_column_and_sets_the_interval_small() -> None:
    assert cell(DEATHS).text == "2,338"
    assert cell(ODDS).small == "20\u00a0% to 60\u00a0%, 90\u00a0% interval"
    assert cell(None) == NONE
    unknown = cell(replace(DEATHS, value=None))
    assert (unknown.text, unknown.cites) == ("not known", ("figure-mali.deaths",))
    assert line(ODDS).cites == ("figure-council.renew",)


def test_a_second_value_under_a_key_is_an_error() -> None:
    same = replace(DEATHS)
    assert unique_figures([DEATHS, ODDS, same]) == [DEATHS, ODDS]
    with pytest.raises(ValueError, match=r"mali\.deaths: 2338 and 2339"):
        unique_figures([DEATHS, replace(DEATHS, value=2339)])
