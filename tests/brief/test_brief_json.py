"""``brief.json`` and the schema that ships with it."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from peaceops.brief.document import Brief
from peaceops.brief.schema import schema, to_json


def _shipped() -> str:
    return (files("peaceops.brief") / "brief.schema.json").read_text("utf-8")


def test_the_shipped_schema_is_up_to_date():
    assert _shipped() == schema(), (
        "run: python -m peaceops.brief.schema > src/peaceops/brief/brief.schema.json"
    )


@pytest.mark.parametrize("name", ["full", "empty"])
def test_a_brief_is_valid_and_comes_back_the_same(name: str, request: pytest.FixtureRequest):
    brief: Brief = request.getfixturevalue(name)
    text = to_json(brief)
    jsonschema.Draft202012Validator(json.loads(_shipped())).validate(json.loads(text))
    assert Brief.model_validate_json(text) == brief
    assert to_json(Brief.model_validate_json(text)) == text
    assert text.endswith("}\n")


def test_what_the_schema_does_not_know_is_invalid(full: Brief):
    data = json.loads(to_json(full)) | {"verdict": "yes"}
    validator = jsonschema.Draft202012Validator(json.loads(_shipped()))
    assert not validator.is_valid(data)


def test_letters_stay_letters(full: Brief):
    assert "Côte d'Ivoire" in to_json(full)


def test_a_figure_that_is_no_number_is_refused(full: Brief):
    strength = full.mission_strength.model_copy(update={"cost_per_head": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        to_json(full.model_copy(update={"mission_strength": strength}))
