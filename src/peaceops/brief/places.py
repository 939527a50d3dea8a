"""Where on a page each thing stands that can be linked to."""

from __future__ import annotations

from peaceops.brief import page as pages


def places_of(page: pages.Page) -> dict[str, str]:
    """The section in which each thing stands that can be linked to, by their identifiers."""
    places: dict[str, str] = {}
    for section in page.parts:
        places[section.id] = section.id
        for block in pages.flat(section.blocks):
            match block:
                case (
                    pages.Heading(id=identifier)
                    | pages.Chart(id=identifier)
                    | pages.Table(id=identifier)
                ):
                    places.setdefault(identifier, section.id)
                case pages.Entries(items=items):
                    places |= {entry.id: section.id for entry in items}
    return places
