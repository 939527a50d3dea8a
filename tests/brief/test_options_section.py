"""The options' section: the same figures as the comparison, in a table and one picture."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from typer.testing import CliRunner

from brief.composed import reference
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.document import Amount
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Chart, Section, Table, flat
from peaceops.cli import app


def section() -> Section:
    return next(one for one in lay_out(reference()).sections if one.id == "options")


def test_one_table_one_picture_and_the_assumptions_beneath() -> None:
    blocks = list(flat(section().blocks))
    assert sum(isinstance(one, Chart) for one in blocks) == 1
    tables = [one.id for one in blocks if isinstance(one, Table)]
    assert tables == ["options-table", "places-table", "assumptions-table"]
    assert {one.id for one in reference().assumptions} >= {"replaced", "consent-loss", "exit-risk"}


def test_the_status_quo_of_the_brief_is_one_figure() -> None:
    stays = next(one for one in reference().options if one.option == "reconfigure")
    last = reference().mission_strength.path[-1]
    assert stays.strength_at_end.value == last.total
    assert (stays.strength_at_end.low, stays.strength_at_end.high) == (last.low, last.high)
    assert stays.deaths_difference is not None and stays.deaths_difference.high == 0


def test_a_withdrawal_says_its_pace_and_the_odds_of_its_date() -> None:
    leaves = next(one for one in reference().options if one.option == "withdraw")
    assert leaves.pace == "forced"
    assert 0 < (leaves.p_gone_by_date or 0) < 1
    assert leaves.tasks_kept == () and leaves.tasks_dropped
    assert {one.fate for one in leaves.places} == {"closed"}


def test_every_median_stands_in_the_picture() -> None:
    drawn = trade_offs(reference().options)
    assert drawn is not None
    ElementTree.fromstring(f"<svg>{drawn.body}</svg>")
    for one in reference().options:
        assert f">{round(one.strength_at_end.value or 0):,}<" in drawn.body
        assert one.label in drawn.body


def test_an_option_without_figures_draws_nothing() -> None:
    nothing = Amount(value=None, unit="persons")
    bare = reference().options[0].model_copy(
        update={
            "p_adopted": None, "strength_at_end": nothing, "cost_difference": None,
            "deaths_difference": None, "peacekeepers_difference": None,
        }
    )  # fmt: skip
    assert trade_offs([bare]) is None


def test_the_command_draws_the_same_picture_to_a_folder(tmp_path: Path) -> None:
    words = ["options", "compare", "MINUSMA", "--as-of", "2023-06-16", "--draws", "100"]
    done = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "drawn")])
    assert done.exit_code == 0, done.output
    root = ElementTree.parse(tmp_path / "drawn" / "options.svg").getroot()
    assert root.get("width") == "940"
    assert (tmp_path / "drawn" / "options.json").stat().st_size > 1000
