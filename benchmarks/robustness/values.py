"""Values that no record can hold, by the kind of a column, and forms that mean the same."""

from __future__ import annotations

from collections.abc import Iterator

CONTROL = ("\x00", "1\x00", "a\x07b", "a\x1b[2Jb", "a\u202eb", "\x7f")
_NUMBER = ("NaN", "nan", "inf", "-inf", "Infinity", "1e308", "-1e308", "0x1F", "12 persons",
           "#REF!", "=1+1", "1;2", "--", "twelve", "2022-05-03", "True", "1\n2")  # fmt: skip
_COUNT = (*_NUMBER, "-1", "-0.5", "1.5", "12,5", "1e19", "99999999999", "9223372036854775808")
_YEAR = ("NaN", "0", "22", "1022", "2222", "20222", "-2022", "2022.5", "1e308", "20x2",
         "2022-05-03")  # fmt: skip
_DATE = ("NaN", "0", "2022-02-30", "2022-13-01", "0000-00-00", "1022-05-03", "2222-05-03",
         "1899-12-31", "44684", "2022", "yesterday", "2022-05-03T25:00:00", "31/31/2022",
         "2022-05", "May 2022 or so", "20220503999", "-2022-05-03")  # fmt: skip
_MONTH = ("NaN", "2023-13", "2023-00", "0000-01", "1022-01", "2222-01", "44684", "soon",
          "2023-04-31", "-1")  # fmt: skip
_DEGREES = ("NaN", "inf", "1e5", "1e308", "-1e308", "999", "-999", "95N", "16°15'", "16.2666.1",
            "north")  # fmt: skip

BAD: dict[str, tuple[str, ...]] = {
    "count": _COUNT,
    "small": _COUNT,
    # Means and standard sizes have fractions: 1.520 may be what the publisher means.
    "average": tuple(one for one in _COUNT if one not in ("1.5", "12,5")),
    "minutes": (*_NUMBER, "-1", "1e9"),
    "money": (*_NUMBER, "-1", "1e18"),
    "signed_money": (*_NUMBER, "1e18", "-1e18"),
    "number": ("NaN", "inf", "-inf", "1e308", "-1e308", "0x1F", "much", "1;2", "1\n2"),
    "thousands": (*_NUMBER, "-1", "1e9"),
    "area": (*_NUMBER, "-1", "1e9"),
    "share": (*_NUMBER, "-1", "1.5"),
    "point": (*_NUMBER, "99", "-99"),
    "latitude": (*_DEGREES, "91", "-91"),
    "longitude": (*_DEGREES, "181", "-181"),
    "alone_latitude": (*_DEGREES, "91", "-91"),
    "alone_longitude": (*_DEGREES, "181", "-181"),
    "date": (*_DATE, *CONTROL[:2]),
    "month": _MONTH,
    "year": _YEAR,
    "month_number": ("0", "13", "-1", "NaN", "1.5", "May or June", "1e308"),
    "month_id": ("0", "-1", "NaN", "1e308", "99999", "1.5", "2023-04"),
    "country": ("Atlantis", "XXX", "ZZZ", "99999", "NaN", "Mali and Niger", "1e308", *CONTROL),
    "choice": ("maybe", "9", "-1", "NaN", *CONTROL[1:3]),
    "flag": ("2", "-1", "NaN", "0.5", "perhaps", "1e308", "\x00"),
    "id": ("NaN", "-1", "1e308", "1.5", "\x00"),
    "gw": ("0", "-1", "99999", "NaN", "1e308", "Mali"),
    "cow": ("0", "-1", "99999", "NaN", "1e308", "Mali"),
    "m49": ("0", "-1", "99999", "NaN", "1e308"),
    "cell": ("0", "-1", "9999999", "NaN", "1e308", "1.5"),
    "symbol": ("2584", "S/RES/2584", "NaN", "S/RES/2584(9999)", "\x00"),
    "period": ("2022/24", "22/23", "NaN", "2022-23-24", "9999/00", "0001/02", "\x00"),
    "contributors": ("Chad", "Chad (-5)", "Chad (1e308)", "Chad (NaN)", "Chad (1.2.3)",
                     "Atlantis (5)", "Chad (5) and more", "Chad (\x00)"),
    "name": ("", "  ", *CONTROL),
    "text": CONTROL,
    "unused": ("NaN", "\x00", "1e308"),
}  # fmt: skip

NEEDED = frozenset(
    BAD.keys() - {"text", "unused", "choice"} | {"choice"}
)  # kinds whose column cannot be blank from top to bottom


def same_form(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Other ways to write a value: it may be refused, but its figure must not change."""
    if not value.strip():
        return
    yield "blanks around", f"  {value} "
    yield "no-break space", f"{value}\u00a0"
    if kind in ("count", "money", "signed_money") and value.isdigit() and len(value) > 3:
        parts = f"{int(value):,}"
        yield "thousands comma", parts
        yield "thousands point", parts.replace(",", ".")
        yield "thousands space", parts.replace(",", " ")
        yield "thousands narrow space", parts.replace(",", "\u202f")
        yield "thousands apostrophe", parts.replace(",", "'")
    if kind in ("count", "small", "year", "id") and value.isdigit():
        yield "decimal zero", f"{value}.0"
        yield "plus", f"+{value}"
        yield "leading zero", f"0{value}"
        yield "full-width digits", value.translate({48 + at: 0xFF10 + at for at in range(10)})
    if kind in ("latitude", "longitude", "number", "point", "thousands") and "." in value:
        yield "decimal comma", value.replace(".", ",")
