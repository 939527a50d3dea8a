"""What is not read: told by its first bytes or its columns, with what the user can do instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Skip = tuple[str, str]
"""Why a file is not read, and what the user can do."""

CSV = "save the sheet as “CSV UTF-8” in the spreadsheet program, and give that file"
_TEXT = "give the table as CSV in UTF-8"
_UNPACK = "unpack it, and give the files in it"
LEAVE = "nothing needs to be done if it is not meant as data"

# First bytes, and what they tell. Longer ones first where they share a beginning.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", LEAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office file (.xls)", CSV),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"BZh", "compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "compressed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard", _UNPACK),
    (b"\x1f\x9d", "compressed with compress", _UNPACK),
    (b"\x1f\x8b", "compressed twice", "unpack it once, and give what is in it"),
    (b"ARROW1", "an Arrow or Feather file", _TEXT),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV in UTF-8"),
    (b"RDX2\n", "an R data file", "write the table with write.csv() in R"),
    (b"RDX3\n", "an R data file", "write the table with write.csv() in R"),
    (b"X\n\x00\x00\x00", "an R data file", "write the table with write.csv() in R"),
    (b"<stata_dta>", "a Stata file", "write the table with export delimited in Stata"),
    (b"$FL2", "an SPSS file", "export the table as CSV in UTF-8"),
    (b"\x89HDF", "an HDF5 or netCDF file", _TEXT),
    (b"CDF\x01", "a netCDF file", _TEXT),
    (b"\x89PNG", "a picture", LEAVE),
    (b"\xff\xd8\xff", "a picture", LEAVE),
    (b"GIF8", "a picture", LEAVE),
    (b"\x7fELF", "a program", LEAVE),
    (b"MZ", "a program", LEAVE),
    (b"{\\rtf", "a Rich Text document", LEAVE),
    (
        b"version https://git-lfs",
        "a Git LFS pointer, which stands for the file and does not hold it",
        "fetch the file itself with `git lfs pull`, or download it from the publisher",
    ),
)
_HTML = re.compile(
    rb"^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|script|div|table)\b", re.I | re.S
)

# Tables of others that are often met beside ours: columns that tell them, what they are, what
# to do. Sister tables of a publisher come first that share most columns with one that is read.
_TABLES: tuple[tuple[frozenset[str], str, str], ...] = (
    (
        frozenset({"undl_id", "ms_code", "ms_vote", "session"}),
        "this is the General Assembly's voting file; peaceops reads the Security Council's",
        "download the Security Council's from digitallibrary.un.org/record/4055387",
    ),
    (
        frozenset({"event_id_cnty", "event_type"}),
        "ACLED is not read: it counts by other definitions than UCDP, and the two cannot be mixed",
        "download the UCDP Georeferenced Event Dataset from ucdp.uu.se/downloads",
    ),
    (
        frozenset({"eventid", "iyear", "imonth", "gname"}),
        "the Global Terrorism Database is not read: it counts by other definitions than UCDP",
        "download the UCDP Georeferenced Event Dataset from ucdp.uu.se/downloads",
    ),
    (
        frozenset({"known_on", "source", "row"}),
        "a table of an edition, which is made from publishers' files and not read as one",
        LEAVE,
    ),
    (
        frozenset({"file", "row", "column", "found", "used", "reason"}),
        "the list of repairs of an edition, not a publisher's file",
        LEAVE,
    ),
    (
        frozenset({"rcid"}),
        "roll calls of the General Assembly are not read; the ideal points made from them are",
        "download the ideal points from doi.org/10.7910/DVN/LEJUQZ",
    ),
    *(
        (
            frozenset(columns),
            f"this is UCDP's {title}; of UCDP, events (GED) and country-years are read",
            "download GED from ucdp.uu.se/downloads",
        )
        for columns, title in (
            (("conflict_id", "incompatibility", "intensity_level"), "list of armed conflicts"),
            (("conflict_id", "bd_best", "bd_low"), "table of battle-related deaths"),
            (("conflict_id", "best_fatality_estimate", "org"), "table of non-state conflicts"),
            (("best_fatality_estimate", "is_government_actor"), "table of one-sided violence"),
        )
    ),
)  # fmt: skip
EVENTS_WANTED = (
    "download the CSV of the UCDP Georeferenced Event Dataset from ucdp.uu.se/downloads; the "
    "answers of its interface come in pages and are not read"
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
MOST_JSON = 64 << 20


def foreign_bytes(head: bytes) -> Skip | None:
    """Tell a file that is no table of text by its first bytes."""
    for magic, what, remedy in _MAGIC:
        # Two or three letters may begin a table's header too.
        if head.startswith(magic) and (len(magic) > 3 or not magic.isalpha() or b"\0" in head):
            return what, remedy
    if head[257:262] == b"ustar":
        return "a tar archive", _UNPACK
    if _HTML.match(head[:4096].removeprefix(b"\xef\xbb\xbf")):
        return (
            "a web page, not data: perhaps a log-in page or an error page of the server",
            "open the address in a browser, log in if asked, and download the file itself",
        )
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<?xml"):
        return "an XML file", _TEXT
    return None


def is_binary(text: str) -> bool:
    """Tell whether what was decoded as text holds what no text holds."""
    return len(_NO_TEXT.findall(text)) > 0.02 * len(text)


def foreign_table(names: Iterable[str]) -> Skip | None:
    """Tell a table of others by its columns, or its columns in capitals."""
    present = {name.casefold() for name in names}
    for columns, what, remedy in _TABLES:
        if columns <= present:
            return what, remedy
    return None


def is_json(head: bytes) -> bool:
    """Tell whether bytes begin as JSON does."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(re.match(rb'\{\s*["}]|\[\s*[\[{"\d\]]', start))


def foreign_json(content: Any) -> Skip:
    """Tell what JSON holds that is no outline of Natural Earth's."""
    if isinstance(content, dict):
        features = content.get("features")
        if content.get("type") == "FeatureCollection" or isinstance(features, list):
            return _foreign_geojson(features if isinstance(features, list) else [])
        if {"schema_version", "tables"} <= set(content):
            return "the manifest of an edition, not a publisher's file", LEAVE
        if {"format", "fetched"} <= set(content):
            return "the record of what `peaceops data fetch` has fetched", LEAVE
        rows = content.get("Result", content.get("data"))
    else:
        rows = content
    first = rows[0] if isinstance(rows, list) and rows else None
    if isinstance(first, dict) and "type_of_violence" in first:
        return "an answer of UCDP's interface (JSON), not a table", EVENTS_WANTED
    if isinstance(first, dict) and (skip := foreign_table(first)):
        return skip
    return (
        "a JSON file, and neither events or outlines as GeoJSON nor a text in paragraphs",
        _TEXT,
    )


def _foreign_geojson(features: list[Any]) -> Skip:
    first = features[0] if features and isinstance(features[0], dict) else {}
    properties = first.get("properties")
    names = set(properties) if isinstance(properties, dict) else set()
    kind = (
        (first.get("geometry") or {}).get("type")
        if isinstance(first.get("geometry"), dict)
        else None
    )
    if "type_of_violence" in names:
        return "GeoJSON of UCDP events without all their columns, and not of borders", EVENTS_WANTED
    shown = ", ".join(sorted(map(str, names))[:4])
    what = f"GeoJSON of {kind or 'something'}s" if features else "GeoJSON without features"
    return (
        f"{what}, not of Natural Earth's first-level units"
        + (f" (properties: {shown} ...)" if shown else ""),
        "download admin 1 from naturalearthdata.com if outlines are wanted",
    )
