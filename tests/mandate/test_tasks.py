"""Tasks that a mandate gives a mission."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition.made import made_edition
from mandate.made_mandates import DOCUMENTS, edition, tables, text_of
from peaceops.edition import Edition, build_edition
from peaceops.errors import MissingTableError
from peaceops.mandate import TextTasks, task_record, tasks_of
from peaceops.mandate.tasks import task_rules, tasks_in
from peaceops.sources.tamm import LEVELS
from sources.made_texts import operative, preamble, resolution


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return edition(tmp_path_factory.mktemp("mandates"))


def places(answer: TextTasks) -> dict[str, list[str]]:
    return {task.task: [line.place for line in task.paragraphs] for task in answer.tasks}


def test_every_task_of_the_codebook_has_a_rule_and_parents_have_a_lower_level() -> None:
    rules = {rule.task: rule for rule in task_rules()}
    assert set(rules) == set(LEVELS)
    for rule in rules.values():
        assert (LEVELS[rule.task] == 1) == (rule.within == "")
        assert not rule.within or LEVELS[rule.within] <= LEVELS[rule.task]


def test_tasks_are_those_of_the_mission_and_not_of_the_host(data: Edition) -> None:
    answer = tasks_of(data.as_of(date(2031, 12, 31)), "9001")
    assert answer.mission == "UNTEST"
    coded = places(answer)
    assert coded["prociv"] == ["3 (a)"] and coded["humrts_monitor"] == ["3 (b)"]
    assert coded["election_assist"] == ["3 (c)"] and coded["ch7"] == ["preamble 3"]
    assert coded["humrts_protect"] == []  # a task within it brings it
    assert "policereform_assist" not in coded and "justice_assist" not in coded
    later = places(tasks_of(data.as_of(date(2032, 12, 31)), "9050"))
    assert "demining_assist" in later and "election_assist" not in later


def test_a_request_that_follows_a_call_on_the_host_counts(tmp_path: Path) -> None:
    text = text_of(tmp_path, [
        operative("1.", "Calls upon the Government to secure its borders and requests UNTEST to "
                  "assist it;"),
        operative("2.", "Requests the Secretary-General to report on demining by UNTEST;"),
    ])  # fmt: skip
    assert "borders_monitor" in places(tasks_in([text], "UNTEST"))


def test_tasks_set_out_in_an_earlier_text_are_carried_on(tmp_path: Path) -> None:
    new = resolution(9050, 2032, "30 May 2032", [
        preamble("Recalling its resolutions,"),
        operative("1.", "Decides to extend the mandate of UNTEST as set out in paragraph 3 of "
                  "resolution 9001 (2031) and resolution 9000 (2030) until 31 May 2033;"),
    ])  # fmt: skip
    data = edition(tmp_path, {**DOCUMENTS, "S_RES_9050(2032).json": new})
    answer = tasks_of(data.as_of(date(2032, 12, 31)), "9050")
    assert answer.carried_from == ("S/RES/9001 (2031)",)
    assert answer.not_on_record == ("S/RES/9000",)
    assert "prociv" in places(answer)


def test_the_record_scores_halves_apart_beside_a_benchmark(tmp_path: Path) -> None:
    tasks = [("9001", "prociv"), ("9001", "qip_assist"), ("9050", "prociv"), ("9050", "ch7")]
    data = made_edition(tmp_path / "e", tables(tmp_path / "t", tasks=tasks))
    record = task_record(data.as_of(date(2033, 1, 1)))
    assert [case.part for case in record.cases] == ["chosen on", "held back"]
    values = {figure.key: figure.value for figure in record.figures}
    assert values["mandate.tasks_recall_read_chosen_on"] == 0.5
    assert values["mandate.tasks_recall_read_held_back"] == 1.0
    # The benchmark: the tasks of the first text, of which one is coded of the second.
    assert values["mandate.tasks_precision_common_held_back"] == 0.5
    assert values["mandate.tasks_recall_common_held_back"] == 0.5
    counts = {(row[0], row[1]): row[2:] for row in record.by_task().iter_rows()}
    assert counts["prociv", "chosen on"] == (1, 1, 1)
    assert counts["qip_assist", "chosen on"] == (1, 0, 0)


def test_without_coded_texts_the_record_says_what_is_needed(data: Edition, tmp_path: Path) -> None:
    with pytest.raises(MissingTableError, match="mandate_tasks"):
        task_record(data.as_of(date(2033, 1, 1)))
    other = made_edition(tmp_path / "e", tables(tmp_path / "t", tasks=[("8000", "prociv")]))
    with pytest.raises(MissingTableError, match="no text on record was coded"):
        task_record(other.as_of(date(2033, 1, 1)))


@pytest.mark.pack
@pytest.mark.slow
def test_tasks_coded_agree_with_tamm_better_than_the_benchmark(
    pack: Path, pack_2026: Path, tmp_path: Path
) -> None:
    sources = [
        pack_2026 / "texts",
        pack / "missions" / "tamm_mandate_tasks_1948_2015.csv",
        pack / "missions" / "DPPADPOSS-PKO.csv",
    ]
    view = build_edition(sources, tmp_path / "edition").edition.as_of(date(2025, 1, 1))
    record = task_record(view)
    assert len(record.cases) >= 13
    values = {figure.key.removeprefix("mandate.tasks_"): figure.value for figure in record.figures}
    for part in ("chosen_on", "held_back"):
        for name in ("precision", "recall"):
            read, common = values[f"{name}_read_{part}"], values[f"{name}_common_{part}"]
            assert isinstance(read, float) and isinstance(common, float) and read > common
    assert float(values["precision_read_held_back"] or 0) > 0.9
    assert float(values["recall_read_held_back"] or 0) > 0.8
