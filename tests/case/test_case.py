"""A case is validated line by line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from peaceops.case import Case, load_case, parse_case, shipped_cases
from peaceops.errors import CaseError

CASE = """\
case: test
mission: MINUSMA
as_of: 2023-06-16
statements:
  - id: host-leaves
    kind: host_position
    date: 2023-06-16
    country: MLI
    position: asks-to-leave
    speaker: A minister
    text: Asks the mission to leave.
    source: A letter
"""


@pytest.mark.parametrize("name", shipped_cases())
def test_every_shipped_case_is_valid(name: str) -> None:
    assert load_case(name).case == name


def test_the_reference_case_carries_the_facts_of_16_june_2023() -> None:
    case = load_case("minusma-2023-06")
    strength = case.of_kind("strength")[0]
    assert (strength.military, strength.police) == (12_388, 1_598)  # type: ignore[union-attr]
    assert {one.country for one in case.of_kind("departure")} == {  # type: ignore[union-attr]
        "UKR",
        "FRA",
        "EGY",
        "CIV",
        "GBR",
        "DEU",
        "BEN",
        "SWE",
    }
    assert [option.id for option in case.options] == [
        "increase",
        "reconfigure",
        "withdraw",
        "rollover",
    ]


def test_a_statement_after_the_as_of_date_is_refused() -> None:
    with pytest.raises(CaseError, match="host-leaves.*2023-06-16.*2023-06-01"):
        parse_case(CASE.replace("as_of: 2023-06-16", "as_of: 2023-06-01"))


@pytest.mark.parametrize(
    ("old", "new", "complaint", "line"),
    [
        ("    country: MLI", "    cuontry: MLI", "`cuontry`: is an unknown key.*mean country", 8),
        ("position: asks-to-leave", "position: asks-to-go", "asks-to-go.*mean asks-to-leave", 9),
        ("kind: host_position", "kind: rumour", "'rumour' is none of host_position", 6),
        ("    kind: host_position\n", "", "`kind`: is missing.*host_position", 5),
        ("    source: A letter", "    source: [", "bracket before it is not closed", 12),
        ("country: MLI", "country: Mly", "Did you mean.*MLI .Mali.", 8),
        ("country: MLI", "country: QQQ", "'QQQ' is no country.*ISO 3166", 8),
        ("country: MLI", "country: NA", "Namibia.*NAM", 8),
        ("country: MLI", "country: SUN", "ended in 1991", 8),
        ("as_of: 2023-06-16", "as_of: 1944-06-16", "`as_of`.*United Nations began", 3),
        ("mission: MINUSMA", "mission:", "`mission`: a text is wanted here, not nothing", 2),
        ("case: test", "case: Mali, June", "'Mali, June' is no short name.*write mali-june", 1),
    ],
)
def test_an_error_names_the_line_the_value_and_a_remedy(
    old: str, new: str, complaint: str, line: int
) -> None:
    with pytest.raises(CaseError, match=f"(?s)^my.yaml, line {line}: .*{complaint}") as refused:
        parse_case(CASE.replace(old, new), where="my.yaml")
    assert refused.value.remedy


@pytest.mark.parametrize("written", ["MLI", "mli", "Mali", "ML", "Republic of Mali", "MALI"])
def test_a_country_may_be_written_as_code_or_name(written: str) -> None:
    case = parse_case(CASE.replace("country: MLI", f"country: {written}"))
    assert case.statements[0].country == "MLI"  # type: ignore[union-attr]


def test_norway_is_no_boolean() -> None:
    case = parse_case(CASE.replace("country: MLI", "country: NO"))
    assert case.statements[0].country == "NOR"  # type: ignore[union-attr]


def test_a_state_of_the_past_may_speak_in_its_time() -> None:
    text = CASE.replace("country: MLI", "country: SUN").replace("date: 2023-", "date: 1990-")
    assert parse_case(text).statements[0].country == "SUN"  # type: ignore[union-attr]


def test_all_problems_are_told_at_once_by_line() -> None:
    text = (
        CASE.replace("as_of: 2023-06-16", "as_of: 2023-06-01")
        .replace("country: MLI", "cuontry: MLI")
        .replace("text: Asks the mission to leave.", 'text: " "')
    )
    text += "  - {id: b, kind: report, date: 2023-06-02, speaker: a, text: b, source: c}\n"
    text += "mission: UNMISS\n"
    with pytest.raises(CaseError) as refused:
        parse_case(text, where="my.yaml")
    first, *lines = str(refused.value).splitlines()
    assert first == "my.yaml: 4 problems"
    assert [line.split(":")[0] for line in lines] == ["line 8", "line 11", "line 13", "line 14"]
    assert all(". What to do: " in line for line in lines)
    assert "is missing" not in str(refused.value)  # the unknown key explains it


def test_of_many_problems_thirty_are_printed() -> None:
    rows = "".join(
        f"  - {{id: s{n}, kind: report, date: 2023-05-32, speaker: a, text: b, source: 'd{n}', "
        f"extra{n}: 1}}\n"
        for n in range(100)
    )
    with pytest.raises(CaseError, match="200 problems") as refused:
        parse_case(CASE + rows)
    lines = str(refused.value).splitlines()
    assert len(lines) == 32
    assert lines[-1] == "and 71 more"
    assert lines[1].startswith("lines 13, 14, 15 and 97 more (100 times): statement, `date`")


def test_two_statements_may_not_share_an_id() -> None:
    twice = CASE + CASE.split("statements:\n")[1]
    with pytest.raises(CaseError, match="line 13: .*share the id 'host-leaves'"):
        parse_case(twice)


def test_an_unknown_case_suggests_a_shipped_one() -> None:
    with pytest.raises(CaseError, match="Did you mean minusma-2023-06"):
        load_case("minusma-2023-6")


@pytest.mark.parametrize(
    ("assumption", "complaint"),
    [
        ("{id: replaced, text: t, value: 30, reason: r}", "30 cannot be.*30 per cent is 0.3"),
        ("{id: replaced, text: t, value: -0.1, reason: r}", "-0.1 cannot be"),
        ("{id: cost-per-head, text: t, value: 85.000, reason: r}", "85 cannot be.*from 1,000"),
        ("{id: exit-risk, text: t, low: 0, value: 1, reason: r}", "`low`: 0 cannot be"),
        ("{id: withdrawal-months, text: t, value: 900, reason: r}", "from 0.5 to 60"),
        ("{id: cost-a-year, text: t, value: 1e15, reason: r}", "US dollars a year"),
        ("{id: consent-loss, text: t, low: 0, high: 1, reason: r}", "has no value"),
        ("{id: replaced, text: t, value: 0.3, unit: '%', reason: r}", "read in share, not in '%'"),
        ("{id: a, text: t, value: .nan, reason: r}", "`value`: .nan is no number"),
        ("{id: a, text: t, value: 1e999, reason: r}", "1e999 is no number that can be"),
        ("{id: a, text: t, value: 5, low: 7, high: 9, reason: r}", "low 7, value 5, high 9"),
    ],
)
def test_an_assumption_that_cannot_be_is_refused(assumption: str, complaint: str) -> None:
    with pytest.raises(CaseError, match=f"(?s)line 14: .*{complaint}"):
        parse_case(f"{CASE}assumptions:\n  - {assumption}\n")


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("kind: strength, on: 2023-06-15, military: 5", "`on`: 2023-06-15 is after.*2023-06-10"),
        ("kind: incident, place: p, start: 2023-06-02, end: 2023-06-01", "`end`: the end.*before"),
        ("kind: incident, place: p, start: 2023-06-02, end: 2023-06-12", "`end`: .*own date"),
        ("kind: restriction, country: MLI, start: 2023-06-17", "`start`: .*nobody could know it"),
        ("kind: restriction, country: MLI, start: 2023-06-01, end: 2023-05-01", "before the start"),
        ("kind: departure, country: SWE, by: 2043-01-01", "`by`: .*more than 10 years"),
        ("kind: mandate_deadline, until: 2043-01-01", "`until`: .*more than 10 years"),
        ("kind: report, span: [7, 5]", "`span`: .*ends before it begins"),
        ("kind: report, span: [-1, 5]", "`span`: -1 cannot be"),
        ("kind: report, sha256: abc", "`sha256`: 'abc' is no SHA-256 hash"),
        ("kind: incident, place: p, start: 2023-06-01, end: 2023-06-01, disputed_by: [MLI, MLI]",
         "'MLI' stands in the list twice"),
        ("kind: voting_rule, votes: 9, veto: [FRA, Mali]", "Mali .MLI. has no veto"),
        ("kind: member_position, country: FRA, position: for, option: stay", "no option 'stay'"),
    ],
)  # fmt: skip
def test_a_statement_that_cannot_be_is_refused(statement: str, complaint: str) -> None:
    row = f"  - {{id: b, date: 2023-06-10, speaker: a, text: t, source: s, {statement}}}\n"
    with pytest.raises(CaseError, match=f"(?s)line 13: .*{complaint}"):
        parse_case(CASE + row)


def test_deadlines_may_lie_ahead() -> None:
    row = (
        "  - {id: b, date: 2023-06-10, speaker: a, text: t, source: s, kind: departure, "
        "country: SWE, by: 2024-05-31}\n"
    )
    assert parse_case(CASE + row).statements[1].by is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("statement: host-leave", "no statement 'host-leave'.*Did you mean host-leaves"),
        ("changes: [{kind: tasks, drop: [a], by: 2023-06-01}]", "`by`: .*before the case's as-of"),
        ("changes: [{kind: tasks, drop: [a]}, {kind: tasks, drop: [a]}]", "same change.*twice"),
        ("changes: [{kind: site, site: Gao, action: close}]", "change 1, `by`: .*needs a date"),
        ("changes: [{kind: ceiling, by: 2023-07-01}]", "changes nothing"),
        ("term_months: 0", "`term_months`: 0 cannot be"),
        ("withdrawal_months: 61", "`withdrawal_months`: 61 cannot be"),
        ("military_change: 250000", "250,000 cannot be"),
    ],
)
def test_an_option_that_cannot_be_is_refused(option: str, complaint: str) -> None:
    row = f"options:\n  - {{id: o, label: l, decision: withdraw, summary: s, source: s, {option}}}"
    with pytest.raises(CaseError, match=f"(?s)line 14: .*{complaint}"):
        parse_case(CASE + row)


def test_a_list_left_empty_holds_nothing() -> None:
    assert parse_case(CASE + "options:\n").options == ()


def test_the_schema_names_every_kind() -> None:
    schema = json.dumps(Case.model_json_schema())
    assert "mandate_deadline" in schema
    assert "contributor" in schema
    assert "^[a-z0-9]" in schema  # editors check short names by it


def test_a_date_that_a_program_marked_and_refers_to_is_read() -> None:
    """Programs write a date that stands twice as ``&id001`` and then ``*id001``."""
    case = parse_case("""
case: written-by-a-program
mission: MINUSMA
as_of: &id001 2023-06-16
statements:
  - {id: a, kind: report, date: *id001, speaker: A, text: B, source: C}
""")
    assert case.statements[0].date == case.as_of == date(2023, 6, 16)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("reconfgure", "reconfigure"), ("cashcut", "cash-cut"), ("merg", "merge")],
)
def test_a_decision_nearly_right_is_answered_with_the_right_one(written: str, meant: str) -> None:
    row = f"options:\n  - {{id: o, label: l, decision: {written}, summary: s, source: s}}"
    with pytest.raises(CaseError, match=f"(?s)'{written}' is none of renew.*Did you mean.*{meant}"):
        parse_case(CASE + row)


@pytest.mark.parametrize(
    "decision",
    ["renew", "increase", "reduce", "reconfigure", "rollover", "withdraw", "restructure", "merge",
     "close", "cash-cut", "extend-drawdown", "reverse-drawdown"],
)  # fmt: skip
def test_a_case_and_its_schema_know_every_decision(decision: str) -> None:
    row = f"options:\n  - {{id: o, label: l, decision: {decision}, summary: s, source: s}}"
    assert parse_case(CASE + row).options[0].decision == decision
    assert f'"{decision}"' in json.dumps(Case.model_json_schema())
