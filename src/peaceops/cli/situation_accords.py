"""`peaceops situation accords`: agreements of the hosts, and who stands inside and outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.situation import Accords, AccordSides


def name_accords(
    mission: MissionName,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Say which peace agreements the hosts have, who signed, and who fights outside of them."""
    from peaceops.questions import accords_values
    from peaceops.situation import accord_sides, accords

    question = question_of(edition, as_of, mission)
    operation = question.view.mission(question.mission)
    answer, sides = accords(question.view, operation), accord_sides(question.view, operation)
    if as_json:
        print_json(accords_values(answer, sides), indent=1)
    else:
        _print(answer, sides)


def _print(answer: Accords, sides: Sequence[AccordSides]) -> None:
    from peaceops.domain.countries import name_of

    out = console()
    for host in answer.hosts:
        out.print(f"[bold]{name_of(host.country)}[/bold]")
        lately = [side.figure for side in sides if side.country == host.country]
        coups = (host.coups, host.successful)
        standing = (host.agreements, host.latest, host.inside, host.again, host.outside)
        for figure in (*standing, *lately, *coups):
            if figure is not None:
                out.print(
                    f"  {figure.label}: {figure.value}. {figure.method}",
                    soft_wrap=True,
                    markup=False,
                    highlight=False,
                )
    for gap in answer.gaps:
        out.print(f"Missing: {gap.what}: {gap.why}; {gap.remedy}.", soft_wrap=True, markup=False)
