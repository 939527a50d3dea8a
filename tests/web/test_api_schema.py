"""The answers keep to what they say of themselves, whatever is asked: no defect, no other form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis.specs.openapi.checks import positive_data_acceptance

from peaceops.edition import Edition, open_edition
from peaceops.web import Rules, create_app

LONG = (
    "explain",
    "cells",
    "odds-history",
    "since",
    "compare/",
    "brief",
    "sensitivity",
    "track-record",
    r"missions/\{mission\}/cases",
    "forecast-history",
)
"""Questions that take seconds each: their parameters are tried by hand in test_api.py."""
EXAMPLES = 12
NAMES = {"mission": "UNMOGIP", "country": "China", "table": "mission_hosts"}
# Words are free in the description, and not every word means something: 422 is an answer to them.


@pytest.fixture(scope="module")
def app(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    # The tool asks for a host of this name.
    rules = Rules(names=("testserver",))
    return create_app(edition, tmp_path_factory.mktemp("tried") / "cases", rules)


@pytest.fixture(scope="module")
def described(app: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def operations() -> list[tuple[str, str]]:
    """Method and path of every quick question."""
    paths = create_app(open_edition(), Path("cases")).openapi()["paths"]
    return [
        (method, path)
        for path, methods in paths.items()
        for method in methods
        if not re.search("|".join(LONG), path)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), operations())
def test_an_answer_is_as_it_is_described(described: Any, method: str, path: str) -> None:
    operation = described[path][method.upper()]

    @given(case=operation.as_strategy(), plain=booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any, plain: bool) -> None:
        if plain:  # words that mean something, beside whatever else is asked
            case.query = {**(case.query or {}), "as_of": "2023-02-15"}
            case.query.pop("case", None)
            meant = {name: word for name, word in NAMES.items() if name in case.path_parameters}
            case.path_parameters = {**case.path_parameters, **meant}
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()


def test_every_answer_has_a_summary_an_example_and_its_problems(app: FastAPI) -> None:
    document = app.openapi()
    assert "Problem" in document["components"]["schemas"]
    for path, methods in document["paths"].items():
        assert path.startswith("/api/v1/")
        for method, operation in methods.items():
            name = f"{method} {path}"
            assert operation["summary"], name
            assert operation["description"], name
            assert operation["tags"], name
            for parameter in operation.get("parameters", ()):
                assert parameter["description"], f"{name}: {parameter['name']}"
                schema_of = parameter["schema"]
                assert "examples" in schema_of or "example" in parameter, f"{name}: {parameter}"
            answers = operation["responses"]
            assert {"401", "421", "422", "503"} <= set(answers), name
            for status, answer in answers.items():
                if status.startswith("2") and status != "204":
                    content = next(iter(answer["content"].values()))
                    assert content["example"] is not None, name
                elif status != "204":
                    assert list(answer["content"]) == ["application/problem+json"], name


def test_the_description_of_the_answers_stays_in_the_house(app: FastAPI) -> None:
    assert Path("/api/v1/openapi.json") == Path(str(app.openapi_url))
    assert app.docs_url is None
    assert app.redoc_url is None
