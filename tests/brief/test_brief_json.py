"""``brief.json`` and the schema that ships with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from importlib.resources import files

import jsonschema
import numpy as np
import pytest

from peaceops.brief.document import Brief
from peaceops.brief.plain import plain, short
from peaceops.brief.schema import as_data, schema, to_json


def _shipped() -> str:
    return (files("peaceops.brief") / "brief.schema.json").read_text("utf-8")


def test_the_shipped_schema_is_up_to_date():
    assert _shipped() == schema(), (
        "run: python -m peaceops.brief.schema > src/peaceops/brief/brief.schema.json"
    )


@pytest.mark.parametrize("name", ["full", "empty"])
def test_a_brief_is_valid_by_the_schema_and_written_the_same_twice(
    name: str, request: pytest.FixtureRequest
):
    brief: Brief = request.getfixturevalue(name)
    text = to_json(brief)
    jsonschema.Draft202012Validator(json.loads(_shipped())).validate(json.loads(text))
    assert to_json(replace(brief)) == text
    assert as_data(brief) == json.loads(text)
    assert text.endswith("}\n")


def test_a_figure_stands_in_full_once_and_in_short_where_it_is_used(full: Brief):
    data = json.loads(to_json(full))
    key = "situation.mli.all_types_12"
    (entry,) = [figure for figure in data["figures"] if figure["key"] == key]
    assert entry["evidence"][0]["table"] == "violence_country_months"
    used = data["situation"]["trends"]["by_type"]["MLI.all_types"]["last_12"]
    assert used == {name: entry[name] for name in ("key", "value", "unit", "interval", "level")}


def test_numbers_are_rounded_where_they_are_written_and_nowhere_else(full: Brief):
    deaths = full.situation.trends.by_type["MLI", "all_types"].last_12
    assert short(replace(deaths, value=0.123456789))["value"] == 0.123457
    assert replace(deaths, value=0.123456789).value == 0.123456789


def test_draws_are_no_part_of_the_file():
    @dataclass(frozen=True)
    class Answer:
        deaths: int
        draws: np.ndarray

    assert plain(Answer(3, np.zeros(5))) == {"deaths": 3}


def test_a_figure_that_the_brief_does_not_show_is_not_written(full: Brief):
    host = full.violence.hosts[0]
    shown = {host.next_12.key}
    assert plain(host, shown)["next_12"] == short(host.next_12)
    assert plain(host, shown)["last_12"] is None
    assert plain(host, shown)["p_at_least"] == {}


def test_what_the_schema_does_not_know_is_invalid(full: Brief):
    data = json.loads(to_json(full)) | {"verdict": "yes"}
    validator = jsonschema.Draft202012Validator(json.loads(_shipped()))
    assert not validator.is_valid(data)


def test_letters_stay_letters(full: Brief):
    assert "Côte d'Ivoire" in to_json(full)


def test_a_figure_that_is_no_number_is_refused(full: Brief):
    picture = replace(full.picture, money=replace(full.picture.money, per_head=float("nan")))
    with pytest.raises(ValueError, match="JSON"):
        to_json(replace(full, picture=picture))
