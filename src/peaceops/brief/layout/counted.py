"""Where UCDP counts the deaths of a host: some territories under the state that holds them."""

from __future__ import annotations

from collections.abc import Callable

from peaceops.brief.document import Brief
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import message


def counted_in(brief: Brief, host: str, named: Callable[[str], str] = name_in_a_sentence) -> str:
    """Name what the record of deaths covers: ``Morocco (with Western Sahara)``.

    Args:
        brief: The brief.
        host: One of its hosts, ISO 3; any other country stands for itself.
        named: How a country is named, within a sentence if not said.
    """
    recorded = brief.recorded_as.get(host, host)
    if recorded == host:
        return named(host)
    return message(
        "{recorded_as} (with {country})",
        recorded_as=named(recorded),
        country=named(host),
    )
