"""A first case for a mission, drafted from what the view holds."""

from __future__ import annotations

from io import StringIO

from peaceops.case.decisions import Term, term_of
from peaceops.case.load import parse_case
from peaceops.case.standard import standard_assumptions, standard_options
from peaceops.domain.mandate import Mandate
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

    operation = view.mission(mission)
    options = standard_options(operation)
    content = CommentedMap()
    content["case"] = f"{mission.lower().replace(' ', '-')}-{view.as_of:%Y-%m}"
    content["mission"] = mission
    content["as_of"] = view.as_of
    content["question"] = _question(operation.mandate)
    content["statements"] = []
    content["options"] = [option.model_dump(exclude_none=True) for option in options]
    content["assumptions"] = [
        assumption.model_dump(exclude_none=True)
        for assumption in standard_assumptions(operation, options)
    ]
    host = operation.hosts[0] if operation.hosts else "XXX"
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


def _question(mandate: Mandate) -> str:
    ask = "What can the Council decide, and what would each option mean?"
    if mandate.ends is None or term_of(mandate) is Term.OPEN_ENDED:
        return ask
    ends = "ended" if mandate.ends < mandate.as_of else "ends"
    return f"The mandate under {mandate.resolution} {ends} on {mandate.ends:%-d %B %Y}. {ask}"
