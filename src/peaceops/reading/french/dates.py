"""French dates, said in English words and resolved by the rules for those."""

from __future__ import annotations

import re
from datetime import date

from peaceops.reading.dates import When, find_dates
from peaceops.reading.vocabulary import by_word

_MONTHS = by_word("""
    January: janvier
    February: février, fevrier
    March: mars
    April: avril
    May: mai
    June: juin
    July: juillet
    August: août, aout
    September: septembre
    October: octobre
    November: novembre
    December: décembre, decembre
""")
_DAYS = by_word("""
    Monday: lundi
    Tuesday: mardi
    Wednesday: mercredi
    Thursday: jeudi
    Friday: vendredi
    Saturday: samedi
    Sunday: dimanche
""")
_UNITS = by_word("""
    day: jour
    week: semaine
    month: mois
    year: an, année
""")
_COUNTS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10}
_M = "(?P<month>" + "|".join(_MONTHS) + ")"
_P = (
    r"(?:(?P<part>à la mi-|mi-|(?:(?:au |le )?début|(?:à )?(?:la )?fin|courant|(?:au )?milieu)"
    r"(?: de| du mois de| du mois d'| d')?)\s*)?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|dernier|prochain|de l'an(?:née)? derni(?:er|ère))"
_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    rf"(?P<day>[0-3]?\d|1er)\s+{_M}(?:\s+{_YEAR})?"
    rf"|{_P}{_M.replace('month', 'month2')}(?:\s+{_YEAR.replace('year', 'year2')})?"
    rf"|(?P<weekday>{'|'.join(_DAYS)})(?:\s+(?P<which>dernier|prochain))?(?!\s+[0-3]?\d)"
    r"|(?P<dayword>hier|aujourd'hui|demain)"
    r"|il y a\s+(?P<count>\d+|" + "|".join(_COUNTS) + r")\s+(?P<unit>jour|semaine|mois|an|année)s?"
    r"|(?P<rel>l'an(?:née)? derni(?:er|ère)|l'an passé|cette année|l'an(?:née)? prochaine?"
    r"|la semaine dernière|cette semaine|la semaine prochaine|le mois dernier|ce mois-ci"
    r"|le mois prochain)"
    r"|(?P<edge>début|fin|la fin) de (?P<edgeunit>l'année|la semaine)|(?P<edge3>début|fin) du mois"
    rf"|{_P.replace('part', 'part4')}(?P<year4>(?:19|20)\d\d)(?![-/\d)]|\s\d{{3}}|,\d)"
    r")(?!\w)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:\b(?:jusqu'(?:à|au)|d'ici(?: à| au| le)?|avant|à partir d[eu]|dès|expir\w+|échéance|"
    r"prendra|devra|doi(?:t|vent)|prolong\w+|proroge\w*|compter du|termine\w*|prend fin|s'achève)"
    r"|\w{3,}(?:era|eront|rait|raient|ira|iront))\b[^.;,]{0,50}$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:d'ici(?: à| au| le| la)?|avant|jusqu'(?:à|au))\s+(?:le\s+|la\s+)?$", re.I
)
_PREPOSITIONS = (
    (re.compile(r"jusqu'(?:à|au|en)\s+(?:le\s+)?$", re.I), "until"),
    (re.compile(r"\bd'ici(?: à| au| le| la)?\s+(?:le\s+)?$", re.I), "by"),
    (re.compile(r"\bavant\s+(?:le\s+|la\s+)?$", re.I), "by"),
    (re.compile(r"\bdepuis\s+(?:le\s+|la\s+)?$", re.I), "since"),
    (re.compile(r"\b(?:partir d[eu]|compter du)\s+(?:le\s+)?$", re.I), "from"),
    (re.compile(r"\b(?:en|dès|de|d'|courant)\s*$", re.I), "in"),
    (re.compile(r"\b(?:le|au|du)\s+$", re.I), "on"),
)


def find_french_dates(text: str, published: date) -> list[When]:
    """Find dates in the order of the text, resolved as English ones are.

    "Fin 2022" is late 2022, "en juin dernier" the June before the publication, "vendredi" the last
    Friday; a day or month without a year lies ahead behind "jusqu'au", "d'ici", "expire".
    """
    dates = []
    for match in _PATTERN.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        english = _in_english(match)
        if english is None:
            continue
        lead = "by " if _LIMIT.search(before) else "until the " if _AHEAD.search(before) else "in "
        for resolved in find_dates(lead + english, published)[:1]:
            dates.append(When(*match.span(), resolved.first, resolved.last, _preposition(before)))
    return dates


def _preposition(before: str) -> str:
    return next((word for pattern, word in _PREPOSITIONS if pattern.search(before)), "")


def _in_english(match: re.Match[str]) -> str | None:  # noqa: PLR0911 - one for each form
    group = {key: (value or "").lower() for key, value in match.groupdict().items()}
    if group["day"]:
        return f"{group['day'].removesuffix('er')} {_month(group['month'], group['year'])}".strip()
    if group["month2"]:
        if group["month2"] in ("mars", "mai") and match["month2"][0].isupper():
            return None
        return f"{_part(group['part'])} {_month(group['month2'], group['year2'])}".strip()
    if group["weekday"]:
        which = {"dernier": "last ", "prochain": "next "}.get(group["which"], "")
        return which + _DAYS[group["weekday"]]
    if group["dayword"]:
        return {"hier": "yesterday", "demain": "tomorrow"}.get(group["dayword"], "today")
    if group["count"]:
        count = _COUNTS.get(group["count"]) or group["count"]
        return f"{count} {_UNITS[group['unit']]}s ago"
    if group["rel"]:
        unit = next(name for word, name in _UNITS.items() if word in group["rel"].split("-")[0])
        step = "next" if "prochain" in group["rel"] else "last"
        return f"{'this' if group['rel'].startswith(('ce', 'cette')) else step} {unit}"
    if group["edge"] or group["edge3"]:
        edge = "end" if "fin" in group["edge"] + group["edge3"] else "beginning"
        unit = "month" if group["edge3"] else "week" if "semaine" in group["edgeunit"] else "year"
        return f"{edge} of the {unit}"
    return f"{_part(group['part4'])} {group['year4']}".strip()


def _month(name: str, year: str) -> str:
    month = _MONTHS[name]
    if not year:
        return month
    if year.startswith("de l'an"):
        return f"{month} last year"
    return f"{month} {year}" if year.isdigit() else month


def _part(words: str) -> str:
    if "fin" in words:
        return "late"
    if "mi" in words:
        return "mid"
    return "early" if "début" in words else ""
