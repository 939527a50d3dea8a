"""Options briefs on UN peace operations, as of any date.

What is happening, what can the Council decide, what would each option mean, and how do we know?

Begin with ``peaceops.edition.open_edition``; docs/python.md shows the functions that most questions
begin with. Each room is imported when it is first asked for:

- ``edition``: tables and what was known on a day; ``mandate``, ``situation``, ``council``,
  ``violence``, ``mission``: what each answers about a mission; ``options``: what if
- ``overview``: all missions side by side; ``compare``: missions, days, cases; ``brief``: the brief
- ``case``, ``reading``: what an analyst knows and assumes; texts to statements
- ``ledger``, ``evaluate``: forecasts issued beforehand, and their scores
- ``sources``, ``fetch``, ``update``: publishers' files; ``domain``, ``errors``: what all share

>>> import peaceops
>>> "edition" in dir(peaceops), peaceops.edition.open_edition.__name__
(True, 'open_edition')
"""

from typing import Any

ROOMS = (
    "brief", "case", "compare", "council", "domain", "edition", "errors", "evaluate", "fetch",
    "ledger", "mandate", "mission", "options", "overview", "reading", "situation", "sources",
    "update", "violence",
)  # fmt: skip
"""Rooms of the library, by the name to import."""


def __getattr__(name: str) -> Any:
    if name in ROOMS:
        from importlib import import_module  # noqa: PLC0415

        return import_module(f"peaceops.{name}")
    # Looked up when asked for: reading the metadata of packages costs half a start.
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("peaceops")
    raise AttributeError(
        f"module {__name__!r} has no attribute {name!r}; its rooms are {', '.join(ROOMS)}"
    )


def __dir__() -> list[str]:
    return sorted([*ROOMS, "__doc__", "__version__"])
