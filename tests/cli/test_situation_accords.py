"""`peaceops situation accords`: who signed, and who fights outside."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from peaceops.cli import app

MALI = ["situation", "accords", "MINUSMA", "--as-of", "2023-06-16"]


def test_the_accord_and_those_outside_it_are_named() -> None:
    done = CliRunner().invoke(app, MALI)
    assert done.exit_code == 0, done.output
    assert "Algiers process: 2015-06-20" in done.stdout
    assert "JNIM (724 deaths), IS (IS Sahel) (228 deaths); inside them nobody." in done.stdout
    assert "Missing: peace agreements of the hosts of MINUSMA after May 2021" in done.stdout


def test_json_holds_agreements_groups_and_who_fights_lately() -> None:
    done = CliRunner().invoke(app, [*MALI, "--json"])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert answer["lately"][0]["outside"] == ["JNIM", "IS (IS Sahel)"]
    assert answer["lately"][0]["until"] == "2023-04-01"
    assert {group["party"] for group in answer["groups"]} == {"CMA", "JNIM", "IS"}
    assert answer["agreements"][0]["date"] == "2015-06-20"
