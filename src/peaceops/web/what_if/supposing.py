"""What is supposed, as it stands in an address and in the fields of a form.

In an address it stands as the flags of `peaceops whatif`: ``position=CHN=abstain``. A form has a
field for each part of a supposition; its address is rewritten in flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from urllib.parse import parse_qsl

from peaceops.case import Assumption
from peaceops.questions import Flags, NotUnderstood

LISTS = {
    "position": "positions",
    "leaves": "leaves",
    "joins": "joins",
    "assume": "assume",
    "effect": "effects",
}
SINGLES = ("ceiling", "end", "host", "strength")
MOST, LONGEST = 60, 200
"""Suppositions that an address may hold, and characters of each."""
ORDER = "before"
"""The field that holds what was supposed before a form was changed, in its order."""
FIELD = re.compile(
    r"(?P<kind>leave|join|vote|assume)-(?P<of>[A-Za-z0-9-]{1,40})"
    r"-(?P<part>country|number|by|says|on|sure|low|value|high)"
)
Pair = tuple[str, str]
Bounds = tuple[float, float, float]


@dataclass(frozen=True)
class Supposing:
    """What is supposed, in the words of an address.

    Attributes:
        pairs: Name of the flag and what stands after it, in the order in which they were stated.
        in_fields: Whether the address holds fields of a form, or empty ones, and is to be
            rewritten.
    """

    pairs: tuple[Pair, ...] = ()
    in_fields: bool = False

    @property
    def flags(self) -> Flags:
        """The same as the flags of the command; of flags that stand once the last one counts."""
        lists = {
            field: [value for flag, value in self.pairs if flag == name]
            for name, field in LISTS.items()
        }
        singles = {name: value for name, value in self.pairs if name in SINGLES}
        return Flags(**lists, **singles)  # type: ignore[arg-type]

    def query(self, *, without: Pair | None = None) -> list[Pair]:
        """The pairs of an address, with one left out."""
        return [pair for pair in self.pairs if pair != without]


def supposing(query: Iterable[Pair], standing: Mapping[str, Bounds] | None = None) -> Supposing:
    """Read what an address supposes.

    Args:
        query: Names and values of the address, those of a form among them.
        standing: Planning assumption to its low, likeliest and high value where nothing is
            supposed: fields that hold these suppose nothing.

    Raises:
        NotUnderstood: It holds more than can be read.

    >>> form = [("leave-0-country", "IND"), ("leave-0-number", "2300"), ("leave-0-by", "")]
    >>> supposing(form).pairs
    (('leaves', 'IND:2300'),)
    """
    items = [(name, value.strip()) for name, value in query]
    pairs = list(dict.fromkeys(_stated(items, standing or {})))
    if len(pairs) > MOST or any(len(value) > LONGEST for _, value in pairs):
        raise NotUnderstood(
            f"an address may suppose {MOST} things, each in {LONGEST} characters",
            remedy="suppose fewer, or write a case file",
        )
    for name in SINGLES:
        pairs = _last_alone(pairs, name)
    order = [pair for name, value in items if name == ORDER for pair in parse_qsl(value)]
    staying = [pair for pair in order if pair in pairs]
    ordered = [*dict.fromkeys(staying), *(pair for pair in pairs if pair not in staying)]
    in_fields = any(
        name == ORDER
        or FIELD.fullmatch(name)
        or name.startswith("strength-")
        or (not value and name in (*LISTS, *SINGLES, "member", "option", "case"))
        for name, value in items
    )
    return Supposing(tuple(ordered), in_fields)


def _last_alone(pairs: list[Pair], name: str) -> list[Pair]:
    last = [pair for pair in pairs if pair[0] == name][-1:]
    return [pair for pair in pairs if pair[0] != name or pair in last]


def _stated(items: list[Pair], standing: Mapping[str, Bounds]) -> Iterator[Pair]:
    fields: dict[tuple[str, str], dict[str, str]] = {}
    personnel = {name: value for name, value in items if name.startswith("strength-")}
    for name, value in items:
        match = FIELD.fullmatch(name)
        if match is not None:
            fields.setdefault((match["kind"], match["of"]), {})[match["part"]] = value
        elif value and (name in LISTS or name in SINGLES):
            yield name, value
    if any(personnel.values()):
        parts = (personnel.get("strength-military", ""), personnel.get("strength-police", ""))
        yield "strength", ":".join(parts) if parts[1] else parts[0]
    for (kind, of), parts_of in fields.items():
        text = {"leave": _leaving, "join": _joining}.get(kind)
        if text is not None:
            value = text(*(parts_of.get(part, "") for part in ("country", "number", "by")))
        elif kind == "vote":
            value = _stance(of, *(parts_of.get(part, "") for part in ("says", "on", "sure")))
        else:
            numbers = tuple(parts_of.get(part, "") for part in ("low", "value", "high"))
            value = _assumed(of, numbers, standing.get(of))
        if value:
            yield {"leave": "leaves", "join": "joins", "vote": "position"}.get(kind, kind), value


def _leaving(country: str, number: str, by: str) -> str:
    if not (country or number or by):
        return ""
    if by or (number and not re.fullmatch(r"[\d, ]+", number)):
        return f"{country}:{number}:{by}"  # three parts: what is in the middle is a number
    return f"{country}:{number}" if number else country


def _joining(country: str, number: str, by: str) -> str:
    if not (country or number or by):
        return ""
    return f"{country}:{number}:{by}" if by else f"{country}:{number}"


def _stance(member: str, says: str, on: str, sure: str) -> str:
    if not says:
        return ""
    certainty = as_share(sure)
    return f"{member}={says}{f'@{on}' if on else ''}{f':{certainty}' if certainty else ''}"


def _assumed(name: str, texts: tuple[str, ...], standing: Bounds | None) -> str:
    from peaceops.case import STANDARD_ASSUMPTIONS

    standard = STANDARD_ASSUMPTIONS.get(name)
    if not any(texts):
        return ""
    shares = standard is not None and standard.unit == "share"
    parts = [as_share(text) if shares else text.replace(",", "") for text in texts]
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if numbers and standing is not None:
        pairs = zip(numbers, standing, strict=True)
        if all(isclose(number, usual, rel_tol=1e-9, abs_tol=1e-12) for number, usual in pairs):
            return ""
    alike = len(set(parts)) == 1
    return f"{name}={parts[0] if alike else ':'.join(parts)}"


def as_share(per_cent: str) -> str:
    """A share as a flag has it, of a field in per cent; what is no number stays as it is.

    >>> as_share("37.5"), as_share("90 %"), as_share("many")
    ('0.375', '0.9', 'many')
    """
    try:
        return f"{float(per_cent.removesuffix('%').replace(',', '')) / 100:.10g}"
    except ValueError:
        return per_cent


def bounds_of(item: Assumption) -> Bounds:
    """Low, likeliest and high value of a planning assumption; one number is all three."""
    middle = float(item.value or 0.0)
    low = middle if item.low is None else float(item.low)
    high = middle if item.high is None else float(item.high)
    return low, middle, high
