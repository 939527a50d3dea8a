"""Names as French writes them, beside those that are the same in both languages."""

from __future__ import annotations

from peaceops.domain.countries import french_names as state_names
from peaceops.reading.gazetteer import Entry, Names, english_names, lines_of
from peaceops.reading.missions import Missions

_OWN_CASE = ("mission", "force", "body", "group")


def french_names(missions: Missions) -> Names:
    """French forms of states, missions, bodies, groups, offices and capabilities.

    Acronyms and capitals are taken from the English names; an acronym of a mission is also found
    in the spelling of the press: "Minusma".
    """
    names = Names()
    for entry, form in english_names(missions).listed:
        if entry.how == "capital" or (entry.kind in _OWN_CASE and form.isupper()):
            _add(names, form, entry)
    for form, acronym, language in missions.names:
        if language == "fr":
            for spelling in _spellings(form):
                _add(names, spelling, Entry(acronym, "mission"))
    for form, code, how in state_names():
        names.add(form, Entry(code, "state", how), fold=how == "demonym")
    for line in lines_of("names.csv", "peaceops.reading.french"):
        entry = Entry(line["means"], line["kind"], line["how"])
        proper = line["kind"] in _OWN_CASE and line["how"] != "unnamed"
        for form in _spellings(line["form"]):
            names.add(form, entry, fold=not proper)
    return names


def _add(names: Names, form: str, entry: Entry) -> None:
    """Add a form and, of a mission's acronym, the spelling of the press."""
    names.add(form, entry)
    if entry.kind == "mission" and form.isupper() and len(form) > 4:
        names.add(form.capitalize(), entry)


def _spellings(form: str) -> list[str]:
    """With "des Nations unies" also "des Nations Unies" and "de l'ONU"."""
    united = "des Nations unies"
    if united not in form:
        return [form]
    return [form, *(form.replace(united, other) for other in ("des Nations Unies", "de l'ONU"))]
