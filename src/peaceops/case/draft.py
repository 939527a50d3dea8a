"""A first case for a mission, drafted from what the view holds."""

from __future__ import annotations

from io import StringIO

import polars as pl

from peaceops.case.load import parse_case
from peaceops.case.model import CaseOption
from peaceops.case.standard import STANDARD_ASSUMPTIONS, standard_options
from peaceops.edition import View

_HEADER = """\
{mission} as of {as_of}: a case drafted from the edition {edition}.
Add what you know: each statement has an id, a kind, a date (not after {as_of}), a speaker,
a text in your words, a source, and the exact quotation where there is one. For example:

statements:
  - id: host-asks-to-leave
    kind: host_position        # also member_position, departure, restriction, strength,
    date: {as_of}           # option, recommendation, incident, figure, agreement, report
    country: {host}
    position: asks-to-leave    # consents, consents-with-reservations, restricts
    speaker: Name, office
    text: What was said, in your words.
    quotation: the exact words
    source: Document symbol
"""


def draft_case(view: View, mission: str) -> str:
    """Write the YAML text of a first case for ``mission`` as of the view's date.

    Raises:
        CaseError: The date is one that no case can have, as in the year 3000.
    """
    # Loaded here: a case is read by another library, and drafted by one command.
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415

    mandates = _rows(view, "mandates", mission)
    dated = (
        mandates.filter(pl.col("until").is_not_null()).sort("date") if mandates.height else mandates
    )
    last = dated.row(-1, named=True) if dated.height else None
    hosts = _rows(view, "mission_hosts", mission)
    host = hosts["country"][0] if hosts.height else "XXX"
    content = CommentedMap()
    content["case"] = f"{mission.lower().replace(' ', '-')}-{view.as_of:%Y-%m}"
    content["mission"] = mission
    content["as_of"] = view.as_of
    content["question"] = _question(last)
    content["statements"] = []
    content["options"] = [
        _plain(option) for option in standard_options(last["ceiling_military"] if last else None)
    ]
    content["assumptions"] = [one.model_dump(exclude_none=True) for one in STANDARD_ASSUMPTIONS]
    content.yaml_set_start_comment(
        _HEADER.format(mission=mission, as_of=view.as_of, edition=view.edition_name, host=host)
    )
    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump(content, text)
    parse_case(text.getvalue(), where="the draft")
    return text.getvalue()


def _question(last: dict[str, object] | None) -> str:
    if last is None:
        return "What can the Council decide, and what would each option mean?"
    return (
        f"The mandate under {last['decision']} ends on {last['until']:%-d %B %Y}. "
        "What can the Council decide, and what would each option mean?"
    )


def _plain(option: CaseOption) -> dict[str, object]:
    return option.model_dump(exclude_none=True)


def _rows(view: View, table: str, mission: str) -> pl.DataFrame:
    if not view.has(table):
        return pl.DataFrame()
    return view.table(table).filter(pl.col("mission") == mission)
