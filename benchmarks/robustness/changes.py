"""What is changed in a good file: cells, columns, rows, its text, its bytes, the thing itself."""

from __future__ import annotations

import gzip
import io
import os
import random
import socket
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.robustness.layout import Layout, Row, as_csv
from benchmarks.robustness.values import BAD, NEEDED, same_form

Change = Callable[[Path], None]
COLUMNS_TRIED = 16


def changes_of(layout: Layout, dice: random.Random) -> Iterator[tuple[str, str, Change, bool]]:
    """Kind, name, change, and whether the rest of a build must go on, of every mutation."""
    if layout.delimited:
        for kind, name, rows in (*_cells(layout, dice), *_columns(layout), *_lines(layout)):
            yield kind, name, partial(_rewrite, rows), False
        yield from ((kind, name, change, False) for kind, name, change in _texts(layout, dice))
    else:
        yield from _binaries(layout)
    others = bool(layout.beside)  # alone, a refusal that says why is right
    yield from ((kind, name, change, others) for kind, name, change in _foreign(layout))


def _rewrite(rows: list[Row] | str, path: Path) -> None:
    text = rows if isinstance(rows, str) else as_csv(rows)
    path.write_text(text, encoding="utf-8", newline="")


def _with(layout: Layout, at: int, **cells: str) -> list[Row]:
    return [dict(row) | (cells if index == at else {}) for index, row in enumerate(layout.rows)]


def _cells(layout: Layout, dice: random.Random) -> Iterator[tuple[str, str, list[Row]]]:
    """One value of one row changed."""
    names = list(layout.kinds)
    if len(names) > COLUMNS_TRIED:
        kinds = {layout.kinds[name]: name for name in reversed(names)}
        rest = [name for name in names if name not in kinds.values()]
        names = [*kinds.values(), *dice.sample(rest, max(0, COLUMNS_TRIED - len(kinds)))]
    for name in names:
        kind, at = layout.kinds[name], len(layout.rows) // 2
        for value in BAD[kind]:
            yield f"impossible {kind}", f"{name}={value!r}", _with(layout, at, **{name: value})
        for form, value in same_form(kind, layout.rows[at][name]):
            yield f"other form: {form}", f"{name}={value!r}", _with(layout, at, **{name: value})
    yield from _positions(layout)


def _positions(layout: Layout) -> Iterator[tuple[str, str, list[Row]]]:
    place = {kind.removeprefix("alone_"): name for name, kind in layout.kinds.items()
             if kind.endswith(("latitude", "longitude"))}  # fmt: skip
    if not place:
        return
    latitude, longitude = place["latitude"], place["longitude"]
    at = len(layout.rows) // 2
    row = layout.rows[at]
    yield "position", "0, 0", _with(layout, at, **{latitude: "0", longitude: "0"})
    if layout.kinds[latitude] == "latitude":  # the row names a country to check it against
        swapped = {latitude: row[longitude], longitude: row[latitude]}
        yield "position", "latitude and longitude exchanged", _with(layout, at, **swapped)
        every = [dict(one) | {latitude: one[longitude], longitude: one[latitude]}
                 for one in layout.rows]  # fmt: skip
        yield "position", "exchanged in every row", every
        south = {latitude: f"-{row[latitude]}"}
        yield "position", "north became south", _with(layout, at, **south)
        far = {longitude: str(float(row[longitude]) + 90)}
        yield "position", "90 degrees further east", _with(layout, at, **far)


def _columns(layout: Layout) -> Iterator[tuple[str, str, list[Row]]]:
    """A whole column changed."""
    for name, kind in layout.kinds.items():
        rest = [{k: v for k, v in row.items() if k != name} for row in layout.rows]
        if kind != "unused" and name not in layout.free:
            yield "column missing", name, rest
            renamed = [{(f"{k}_new" if k == name else k): v for k, v in row.items()}
                       for row in layout.rows]  # fmt: skip
            yield "column renamed", name, renamed
        if kind in NEEDED and name not in layout.optional:
            yield "column blank", name, [dict(row) | {name: ""} for row in layout.rows]
        if kind == "date":
            yield from _dates(layout, name)


def _dates(layout: Layout, name: str) -> Iterator[tuple[str, str, list[Row]]]:
    """Day first in a whole column: told apart only where a day is beyond the 12th."""
    days = [row[name].split("-") for row in layout.rows]
    if any(len(day) != 3 for day in days):
        return
    for form, how in (("day first", "{2}/{1}/{0}"), ("month first", "{1}/{2}/{0}"),
                      ("day first, points", "{2}.{1}.{0}")):  # fmt: skip
        written = [how.format(*day) for day in days]
        rows = [dict(row) | {name: one} for row, one in zip(layout.rows, written, strict=True)]
        yield f"dates {form}", name, rows
    early = [how.format(day[0], day[1], "03") for day in days for how in ("{2}/{1}/{0}",)]
    rows = [dict(row) | {name: one} for row, one in zip(layout.rows, early, strict=True)]
    if any(day[1] != "03" for day in days):
        yield "dates that fit both orders", name, rows


def _lines(layout: Layout) -> Iterator[tuple[str, str, list[Row] | str]]:
    """Rows added, changed, moved or cut."""
    rows, columns = [dict(row) for row in layout.rows], list(layout.kinds)
    at = len(rows) // 2
    blank = dict.fromkeys(columns, "")
    first = {columns[0]: "Total"}
    sums = {name: str(sum(int(row[name]) for row in rows)) for name, kind in layout.kinds.items()
            if kind == "count" and all(row[name].isdigit() for row in rows)}  # fmt: skip
    yield "row twice", "at once", [*rows[: at + 1], rows[at], *rows[at + 1 :]]
    yield "row twice", "at the end", [*rows, rows[0]]
    yield "every row twice", "", [*rows, *rows]
    if layout.figure and not layout.additive:
        other = dict(rows[at]) | {layout.figure: _other(layout, rows[at][layout.figure])}
        yield "one key, two values", layout.figure, [*rows, other]
    yield "blank row", "at the end", [*rows, blank]
    yield "blank row", "amid", [*rows[:at], blank, *rows[at:]]
    yield "total row", "sums", [*rows, blank | first | sums]
    yield "total row", "word only", [*rows, blank | first]
    yield "header again", "amid", [*rows[:at], {name: name for name in columns}, *rows[at:]]
    text = layout.text()
    yield "footnote", "one field", text + "Source: United Nations. Figures are provisional.\n"
    yield "footnote", "filled up", [*rows, blank | {columns[0]: "Source: United Nations."}]
    yield "row shifted", "right", [*rows[:at], _shifted(rows[at], 1), *rows[at + 1 :]]
    yield "row shifted", "left", [*rows[:at], _shifted(rows[at], -1), *rows[at + 1 :]]
    lines = text.splitlines(keepends=True)
    yield "row one field short", "", "".join([*lines[:-1], lines[-1].rsplit(",", 1)[0] + "\n"])
    yield "row one field long", "", "".join([*lines[:-1], lines[-1].rstrip("\n") + ",9\n"])
    yield "HXL row", "below the header", lines[0] + _hxl(columns) + "".join(lines[1:])
    yield "HXL row", "above the header", _hxl(columns) + text
    yield "no header", "", "".join(lines[1:])
    yield "header only", "", lines[0]
    yield "sep= line", "", "sep=,\n" + text
    yield "title line", "above the header", "Peacekeeping data, 2022\n\n" + text
    yield "empty lines", "at the end", text + "\n\n\n"
    yield "columns reordered", "", [{n: row[n] for n in reversed(columns)} for row in rows]
    yield "column extra", "", [row | {"remark": "x"} for row in rows]
    yield "column twice", columns[-1], _doubled(text)
    yield "header in capitals", "", lines[0].upper() + "".join(lines[1:])
    yield "header with blanks", "", lines[0].replace(",", " , ") + "".join(lines[1:])
    yield "semicolons", "", as_csv(rows, ";")
    yield "tabs", "", as_csv(rows, "\t")
    yield "open quotation mark", "", "".join([*lines[:-1], '"' + lines[-1]])
    yield "NUL bytes at the end", "", text + "\x00" * 512


def _other(layout: Layout, value: str) -> str:
    kind = layout.kinds[layout.figure]
    if kind == "date":
        return value[:-2] + ("11" if value[-2:] != "11" else "12")
    fixed = {
        "Yes": "No",
        "Y": "N",
        "A": "Y",
        "China": "France",
        "Russia": "France",
        "0": "1",
        "1": "0",
        "432": "436",
    }
    if value in fixed and kind not in ("count", "small"):
        return fixed[value]
    if kind == "contributors":
        return "Chad (7)"
    return str(float(value) + 1) if "." in value else str(int(value) + 1)


def _shifted(row: Row, by: int) -> Row:
    values = list(row.values())
    moved = ["", *values[:-1]] if by > 0 else [*values[1:], ""]
    return dict(zip(row, moved, strict=True))


def _hxl(columns: list[str]) -> str:
    return ",".join(f"#{name.lower().split()[0]}+tag" for name in columns) + "\n"


def _doubled(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(f"{line},{line.rsplit(',', 1)[-1]}" for line in lines) + "\n"


def _texts(layout: Layout, dice: random.Random) -> Iterator[tuple[str, str, Change]]:
    """The bytes of the text in another encoding, other line ends, or cut."""
    text = layout.text()
    accented = text.replace("Mali", "Malí").replace("Test", "Tést")
    for name, content in (
        ("utf-16 with mark", text.encode("utf-16")),
        ("utf-16 big end", b"\xfe\xff" + text.encode("utf-16-be")),
        ("utf-16 without mark", text.encode("utf-16-le")),
        ("utf-32", text.encode("utf-32")),
        ("cp1252", accented.encode("cp1252") if accented != text else None),
        ("mark twice", b"\xef\xbb\xbf" * 2 + text.encode()),
        ("mark", b"\xef\xbb\xbf" + text.encode()),
        ("carriage returns", text.replace("\n", "\r").encode()),
        ("both line ends", text.replace("\n", "\r\n").encode()),
        ("quoted", _quoted(layout)),
        ("a bad byte", text.encode()[:-4] + b"\xff" + text.encode()[-4:]),
    ):
        if content is not None:
            yield "encoding", name, partial(_bytes, content)
    rows_end = text.rstrip("\n").rfind("\n") + 1
    last = text.rstrip("\n").rfind(",")
    for at in sorted({dice.randrange(rows_end + 1, last) for _ in range(8)}):
        yield "cut in the last row", f"at byte {at}", partial(_bytes, text.encode()[:at])
    header_end = text.find("\n")
    for at in sorted({dice.randrange(1, header_end) for _ in range(3)}):
        yield "cut in the header", f"at byte {at}", partial(_bytes, text.encode()[:at])
    if layout.name not in {"grid_static", "pace"}:  # these are not read as .gz
        yield from _gzips(text)


def _gzips(text: str) -> Iterator[tuple[str, str, Change]]:
    packed = gzip.compress(text.encode(), mtime=0)
    yield "gzip", "sound", partial(_beside_as, ".gz", packed)


def _quoted(layout: Layout) -> bytes:
    lines = [list(layout.kinds), *(list(row.values()) for row in layout.rows)]
    return "".join(
        ",".join('"' + value.replace('"', '""') + '"' for value in line) + "\n" for line in lines
    ).encode()


def _bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _beside_as(ending: str, content: bytes, path: Path) -> None:
    """Put content in place of the file, under its name and another ending."""
    path.unlink()
    path.with_name(path.name + ending).write_bytes(content)


def _foreign(layout: Layout) -> Iterator[tuple[str, str, Change]]:
    """Things that are not what the name says; none may stop the rest of a build."""
    things: list[tuple[str, Change]] = [
        ("empty file", partial(_bytes, b"")),
        ("only blanks", partial(_bytes, b" \n\n \n")),
        ("zeros", partial(_bytes, b"\x00" * 4096)),
        ("random bytes", partial(_bytes, random.Random(7).randbytes(4096))),
        ("Git LFS pointer", partial(_bytes, b"version https://git-lfs.github.com/spec/v1\n"
                                    b"oid sha256:" + b"4d7a" * 16 + b"\nsize 123456\n")),
        ("page of an error", partial(_bytes, b"<!DOCTYPE html><html><body>404</body></html>\n")),
        ("JSON", partial(_bytes, b'{"error": "too many requests"}\n')),
        ("folder", _folder), ("pipe", _pipe), ("socket", _socket),
        ("dangling link", partial(_link, "nowhere")), ("link to itself", _loop),
        ("link to a device", partial(_link, "/dev/zero")),
        ("unreadable zip", partial(_bytes, b"PK\x03\x04" + b"\x99" * 300)),
        ("ACLED columns", partial(_bytes, b"event_id_cnty,event_date,disorder_type,fatalities\n"
                                  b"MLI1,2022-05-03,Political violence,3\n")),
    ]  # fmt: skip
    yield from (("not a table", name, change) for name, change in things)
    yield "not a table", "zip of the file", _zipped
    if layout.delimited:
        packed = gzip.compress(layout.text().encode(), mtime=0)
        half = bytearray(packed)
        half[len(half) // 2] ^= 0xFF
        for name, content in (
            ("cut at 60 %", packed[: len(packed) * 6 // 10]), ("cut at 5 bytes", packed[:5]),
            ("damaged amid", bytes(half)), ("check sum wrong", packed[:-6] + b"\0" * 6),
            ("no gzip", layout.text().encode()), ("garbage behind", packed + b"garbage"),
        ):  # fmt: skip
            yield "damaged gzip", name, partial(_beside_as, ".gz", content)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "readme.txt").write_text("not a table")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _socket(path: Path) -> None:
    path.unlink()
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have some hundred characters only
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def _link(target: str, path: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _zipped(path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(path.name, path.read_bytes())
    path.write_bytes(held.getvalue())


# ---- files that are no text --------------------------------------------------------------------


def _binaries(layout: Layout) -> Iterator[tuple[str, str, Change, bool]]:
    for share in (0.02, 0.3, 0.6, 0.95):
        yield "cut", f"at {share:.0%}", partial(_cut, share), not layout.file.endswith(".shp")
    if layout.file.endswith(".shp"):  # its numbers have no check: a changed one cannot be told
        for ending in (".dbf", ".shx"):
            yield "part missing", ending, partial(_without, ending), False
            yield "part cut", ending, partial(_part_cut, ending), False
        return
    for at in range(8):
        yield "bytes changed", f"place {at} of 8", partial(_spoil, at / 8), False
    if layout.file.endswith(".geojson"):
        for name, text in _geojson():
            yield "foreign GeoJSON", name, partial(_bytes, text.encode()), True
        yield "units that fill the country", "", _filled, False
    else:
        yield from _parquet(layout)


def _cut(share: float, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])


def _spoil(share: float, path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = int(len(content) * share)
    content[at : at + 4] = bytes(one ^ 0xFF for one in content[at : at + 4])
    path.write_bytes(content)


def _without(ending: str, path: Path) -> None:
    path.with_suffix(ending).unlink()


def _part_cut(ending: str, path: Path) -> None:
    _cut(0.5, path.with_suffix(ending))


def _geojson() -> Iterator[tuple[str, str]]:
    shape = '{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}'
    yield "geometry alone", shape
    yield "no features", '{"type": "FeatureCollection", "features": []}'
    yield "null", "null"
    yield "list", "[1, 2, 3]"
    yield "features null", '{"features": null}'
    yield "properties null", '{"features": [{"properties": null, "geometry": ' + shape + "}]}"
    yield "other properties", '{"features": [{"properties": {"shapeName": "A"}, "geometry": null}]}'
    yield "properties a list", '{"features": [{"properties": [1], "geometry": null}]}'
    yield "deep", "[" * 100_000
    yield "number", "1e999"


def _filled(path: Path) -> None:
    import json  # noqa: PLC0415

    content = json.loads(path.read_text())
    for at, feature in enumerate(content["features"]):
        west, east = 5 * at, 5 * at + 5
        ring = [[west, 0], [east, 0], [east, 10], [west, 10], [west, 0]]
        feature["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    path.write_text(json.dumps(content))


def _parquet(layout: Layout) -> Iterator[tuple[str, str, Change, bool]]:
    columns = {
        "draws": ("outcome", "month_id", "country_id", "draw"),
        "grid_cells": ("priogrid_gid", "geom"), "grid_countries": ("pg_id", "country_id"),
    }[layout.name]  # fmt: skip
    for column in columns:
        yield "column missing", column, partial(_drop_column, column), False
        for value in (None, -1, float("nan"), float("inf"), 1e308, 1.5, "x", "", b"x", True, 2**62):
            yield "impossible value", f"{column}={value!r}", partial(_set, column, value), False
    yield "row twice", "", _twice, False


def _drop_column(column: str, path: Path) -> None:
    import polars as pl  # noqa: PLC0415

    pl.read_parquet(path).drop(column).write_parquet(path)


def _set(column: str, value: Any, path: Path) -> None:
    """Put a value in every row of a column (one, where the type of the column can hold it)."""
    import polars as pl  # noqa: PLC0415

    frame = pl.read_parquet(path)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        values = [value, *frame[column].to_list()[1:]]
        if not isinstance(frame[column][0], bytes):
            changed = pl.Series(column, values, strict=False)
            frame.with_columns(changed).write_parquet(path)
            return
    frame.with_columns(pl.lit(value).alias(column)).write_parquet(path)


def _twice(path: Path) -> None:
    import polars as pl  # noqa: PLC0415

    frame = pl.read_parquet(path)
    pl.concat([frame, frame.head(1)]).write_parquet(path)
