"""Registries of dyads, conflicts and perpetrators."""

from __future__ import annotations

from pathlib import Path

import pytest

from peaceops.errors import SourceError
from peaceops.sources import DamagedFile, all_readers, recognise
from peaceops.sources.ucdp_registry import (
    NO_STATE,
    read_conflicts,
    read_dyads,
    read_non_state,
    read_one_sided,
    read_release,
)
from sources.made_tabulated import META, REGISTRIES, write_registry

LAYOUTS = {
    "dyads": "dyads", "nonstate": "non-state dyads", "onesided": "one-sided actors",
    "conflicts": "conflicts",
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_registry_is_known_by_its_keys_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = write_registry(tmp_path / "renamed.yml", REGISTRIES[name])
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.layout == LAYOUTS[name]
    assert reader.publication.id == "ucdp-tabulated"


def test_other_yaml_is_not_read(tmp_path: Path) -> None:
    for entries in ([{"id": 1, "name": "x", "date": "1975-12-01"}], {"mission": "MINUSMA"}):
        recognition = recognise(write_registry(tmp_path / "a.yaml", entries), all_readers())
        assert recognition.reader is None and "a text file" in recognition.reason


def test_dyads_have_sides_without_blanks_and_the_states_that_are_sides(tmp_path: Path) -> None:
    path = write_registry(tmp_path / "dyads.yaml", REGISTRIES["dyads"])
    line = read_dyads(path).records["ucdp.dyads"].row(0, named=True)
    assert (line["side_a"], line["side_b"], line["countries"]) == (
        "Government of Mali", "JNIM", "MLI",
    )  # fmt: skip
    assert (line["government_a"], line["government_b"], line["row"]) == (True, False, 1)
    between = REGISTRIES["nonstate"]
    line = read_non_state(write_registry(tmp_path / "n.yaml", between)).records["ucdp.dyads"]
    assert line.row(0, named=True)["countries"] == "BFA; MLI"


def test_perpetrators_have_their_years(tmp_path: Path) -> None:
    path = write_registry(tmp_path / "onesided.yaml", REGISTRIES["onesided"])
    frame = read_one_sided(path).records["ucdp.perpetrators"]
    assert frame.select("actor", "government", "years").row(2) == (6716, False, "2021; 2022")


def test_a_territory_names_the_country_it_lies_in(tmp_path: Path) -> None:
    path = write_registry(tmp_path / "conflicts.yaml", REGISTRIES["conflicts"])
    assert read_conflicts(path).records["ucdp.conflicts"]["territory"].to_list() == [None, "LBN"]


def test_all_problems_are_told_with_the_line_of_the_entry(tmp_path: Path) -> None:
    first, second, third = REGISTRIES["onesided"]
    bad = [
        first | {"government": "yes, surely"},
        second | {"countries": ["Mali"]},
        third | {"id": -1, "active_years": "2022"},
    ]
    with pytest.raises(SourceError) as error:
        read_one_sided(write_registry(tmp_path / "onesided.yaml", bad))
    text = str(error.value)
    for told in (
        "row 1: government 'yes, surely' is neither true nor false",
        "holds what is no Gleditsch-Ward number", "id '-1' is no number of UCDP's",
        "active_years '2022' is no list of years",
    ):  # fmt: skip
        assert told in text


def test_a_state_that_no_list_has_is_left_out_and_reported(tmp_path: Path) -> None:
    entries = [REGISTRIES["onesided"][0] | {"countries": [432, 751]}]
    parsed = read_one_sided(write_registry(tmp_path / "onesided.yaml", entries))
    assert parsed.records["ucdp.perpetrators"]["countries"].to_list() == ["MLI"]
    assert [(repair.found, repair.reason) for repair in parsed.repairs] == [("751", NO_STATE)]


def test_the_release_is_read_and_a_wrong_one_is_not_taken(tmp_path: Path) -> None:
    assert read_release(write_registry(tmp_path / "meta.yaml", META)).release == "26.1"
    with pytest.raises(DamagedFile, match="'newest' is no release"):
        read_release(write_registry(tmp_path / "m.yaml", META | {"ucdp_release": "newest"}))


def test_damaged_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "onesided.yaml"
    path.write_text("- id: 1\n  name: [x\n", encoding="utf-8")
    with pytest.raises(DamagedFile, match="is no YAML that can be read"):
        read_one_sided(path)
