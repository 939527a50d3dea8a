"""What is new since an earlier brief: read back from its file, compared, and written."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brief.composed import reference, starter
from peaceops.brief.document import Brief
from peaceops.brief.earlier import EarlierFigure, as_earlier, earlier_of, read_earlier
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.since import _row
from peaceops.brief.markdown import to_markdown
from peaceops.brief.page import Entries, flat, texts_of
from peaceops.brief.schema import as_data, to_json
from peaceops.brief.since import FigureChange, difference, in_words, since
from peaceops.brief.tables import to_csv
from peaceops.brief.words import unsourced
from peaceops.domain.figures import Figure
from peaceops.errors import BriefError

DAY = date(2023, 6, 2)


@pytest.fixture(scope="module")
def earlier_data() -> dict[str, Any]:
    """The reference as if it had been written two weeks before, knowing less."""
    data = copy.deepcopy(as_data(reference()))
    data["as_of"] = DAY.isoformat()
    data["edition"] = "local-older"
    figures = {figure["key"]: figure for figure in data["figures"]}
    figures["mission.strength_in_use"]["value"] += 100
    figures["council.draft_kind.renew"]["value"] += 0.2
    figures["knowledge.deaths"]["value"] = "2023-02-28"
    del data["case"]["statements"][0]
    data["case"]["statements"][0]["text"] = "Something else."
    data["mission"]["mandate"]["history"].pop()
    data["council"]["seats"][-1]["country"] = "NZL"
    data["comparison"]["options"][0] |= {"id": "gone", "label": "An option that went"}
    return data


@pytest.fixture(scope="module")
def later(earlier_data: dict[str, Any]) -> Brief:
    """The reference with what is new since that brief."""
    brief = reference()
    view = starter().as_of(brief.as_of)
    return replace(brief, since=since(view, brief, earlier_of(earlier_data)))


def file_of(data: object, folder: Path) -> Path:
    path = folder / "brief.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_brief_is_read_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_text(to_json(reference()), encoding="utf-8")
    read = read_earlier(path, "MINUSMA", date(2023, 7, 1))
    assert read == as_earlier(reference())
    assert read.by_key.keys() == reference().by_key.keys()


def test_nothing_is_new_since_the_same_brief() -> None:
    brief = reference()
    answer = since(starter().as_of(brief.as_of), brief, as_earlier(brief))
    assert not answer.changes and not answer.decisions and not answer.statements
    assert answer.unchanged > 200
    assert not answer.joined and not answer.left and not answer.renewed


def test_what_is_new_is_told_by_its_kind(later: Brief) -> None:
    answer = later.since
    assert answer is not None
    assert [change.key for change in answer.changes] == [
        "council.draft_kind.renew",
        "mission.strength_in_use",
        "knowledge.deaths",
    ]
    strength = answer.of_group("mission")[0]
    assert strength.difference == -100 and in_words(strength) == "\u2212100"
    assert strength.before is not None and strength.before.key == "earlier.mission.strength_in_use"
    assert in_words(answer.of_group("odds")[0]) == "\u221220\u00a0points"
    assert [item.decision for item in answer.decisions] == [later.mandate.history["decision"][-1]]
    assert sorted(item.change for item in answer.statements) == ["added", "changed"]
    assert answer.left == ("NZL",) and len(answer.joined) == 1
    assert answer.options_dropped == ("An option that went",) and len(answer.options_added) == 1
    assert {month.month for month in answer.months} == {date(2023, 3, 1), date(2023, 4, 1)}


def test_a_difference_is_that_of_the_numbers_as_they_are_written() -> None:
    was = Figure("p", "Odds", 0.534, "probability", "A model.")
    assert difference(was, replace(was, value=0.556)) == 3
    assert difference(was, replace(was, unit="days")) is None
    assert difference(None, was) is None
    money = Figure("c", "Cost", 1_100_000_000.0, "US dollars", "A model.")
    assert difference(money, replace(money, value=1_112_000_000.0)) == 12_000_000


def test_the_page_has_a_section_whose_numbers_all_have_a_source(later: Brief) -> None:
    page = lay_out(later)
    section = next(section for section in page.sections if section.id == "since")
    loose = [
        unsourced(text) for block in flat(section.blocks) for text in texts_of(block)
        if unsourced(text)
    ]  # fmt: skip
    assert not loose
    markdown = to_markdown(page)
    assert '## <a id="since"></a>What is new since the earlier brief' in markdown
    assert "local-older" in markdown and "No longer on the table: An option that went." in markdown
    # The figures of then stand among those that say how each is known.
    entries = {
        entry.id for part in page.parts for block in part.blocks if isinstance(block, Entries)
        for entry in block.items
    }  # fmt: skip
    assert "figure-earlier.mission.strength_in_use" in entries
    assert "earlier.mission.strength_in_use" in json.loads(to_json(later))["figures"][-2]["key"]
    assert to_csv(later)["since"].count("\n") == 4


def test_a_brief_without_an_earlier_one_has_no_such_section() -> None:
    page = lay_out(reference())
    assert "since" not in {section.id for section in page.sections}


def test_figures_of_then_are_not_taken_for_figures_of_a_later_now(later: Brief) -> None:
    assert as_earlier(later).by_key.keys() == as_earlier(reference()).by_key.keys() | {
        "since.other_votes", "since.other_votes_divided",
    }  # fmt: skip


def test_a_figure_of_other_months_says_which_the_earlier_one_is_of() -> None:
    was = Figure("p", "Odds of 25 deaths or more in May 2023", 0.5, "probability", "A model.")
    earlier = EarlierFigure(
        key="p", label="Odds of 25 deaths or more in March 2023", value=0.4, unit="probability"
    ).as_figure(DAY)
    change = FigureChange("p", was.label, "violence", earlier, was, 10.0)
    assert change.then_of == "March 2023"
    assert _row(change)[0].small == "then: March 2023"
    of_one_month = replace(change, before=replace(earlier, label=was.label))
    assert of_one_month.then_of == "" and _row(of_one_month)[0].small is None
    assert replace(change, before=None).then_of == ""


def test_another_mission_and_a_later_day_are_refused_at_once(
    earlier_data: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(BriefError, match="on MINUSMA, and this one is on UNMISS") as refusal:
        read_earlier(file_of(earlier_data, tmp_path), "UNMISS", DAY)
    assert "which is not before 2 Jun 2023" in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "is no brief"),
        ('{"as_of": "2023-06-02"}', "is no brief"),
        ('{"schema_version": 1}', "version 1 of the format; version 2 is read"),
        ('{"schema_version": 2, "as_of": "never"}', "edition: field required"),
        ('{"schema_version": 2, "as_of": "never"}', "and 3 more problems"),
        ("\ufeffnot", "is no JSON"),
    ],
)
def test_a_file_that_is_no_brief_is_refused(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BriefError, match=words):
        read_earlier(path, "MINUSMA", date(2023, 6, 16))


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="no such file"):
        read_earlier(tmp_path / "nothing.json", "MINUSMA", DAY)
    with pytest.raises(BriefError, match="is no file"):
        read_earlier(tmp_path, "MINUSMA", DAY)
    file_of({}, tmp_path)
    with pytest.raises(BriefError, match=r"name the file in it: .*brief\.json"):
        read_earlier(tmp_path, "MINUSMA", DAY)
