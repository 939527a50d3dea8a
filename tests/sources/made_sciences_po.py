"""Small tables of votes in the layout of Sciences Po, made up."""

from __future__ import annotations

from pathlib import Path

from peaceops.sources import ParsedFile, all_readers, recognise
from sources.made_csv import write

STATES = {
    "CHINA": "CHN", "FRANCE": "FRA", "RUSSIAN FEDERATION/USSR": "RUS", "UNITED KINGDOM": "GBR",
    "UNITED STATES": "USA", "ALBANIA": "ALB", "UNITED ARAB EMIRATES": "ARE", "BRAZIL": "BRA",
    "SWITZERLAND": "CHE", "ECUADOR": "ECU", "GABON": "GAB", "GHANA": "GHA", "JAPAN": "JPN",
    "MALTA": "MLT", "MOZAMBIQUE": "MOZ",
}  # fmt: skip
LETTERS = ("Y", "N", "A", "NV")
KINDS = {
    "adopted": ("adopted", "adopted (majority)"),
    "vetoed": ("vetoed", "not adopted (veto)"),
    "failed": ("lack of maj.", "not adopted (lack of majority)"),
}
Row = dict[str, object]


def vote(
    number: int, day: str, name: str, outcome: str = "adopted", *, title: str = "",
    states: tuple[str, ...] = tuple(STATES), changed: Row | None = None, **cast: str,
) -> Row:  # fmt: skip
    """A row; members vote Y unless ``cast`` says otherwise by their column's first word."""
    kind, type_ = KINDS[outcome]
    resolution = name.removeprefix("S/RES/").split("(")[0] if outcome == "adopted" else "-"
    votes = {state: cast.get(state.split()[0].split("/")[0], "Y") for state in states}
    counts = [list(votes.values()).count(letter) for letter in LETTERS]
    permanent = list(votes.values())[:5].count("N")
    if outcome == "adopted" and not title:
        title = f"Security Council resolution {resolution} ({day[:4]}) [on Mali]"
    of_vote: Row = {
        "Vote in the DB": number, "UN classification": name, "Vote outcome": kind,
        "Vote outcome typology-Observable": type_, "Resolution number": resolution, "Date": day,
        "Official full title": title or "The situation in Mali", "Title-Observable": "",
        "Yes": counts[0], "No": counts[1], "Abstentions": counts[2], "Non-Voting": counts[3],
        "Total": len(votes), "(of which veto)": permanent if outcome == "vetoed" else 0,
    }  # fmt: skip
    return of_vote | votes | (changed or {})


def table(folder: Path, *rows: Row, name: str = "votes.csv") -> Path:
    """A file of rows under all the columns that any of them has, newest first as given."""
    columns: dict[str, object] = {}
    for row in rows:
        columns |= dict.fromkeys(row, "")
    return write(folder / name, [columns | row for row in rows])


def reading_of(path: Path) -> ParsedFile:
    """What the reader that knows the file makes of it."""
    reader = recognise(path, all_readers()).reader
    assert reader is not None and reader.publication.id == "sciences-po-votes"
    return reader.read(path)
