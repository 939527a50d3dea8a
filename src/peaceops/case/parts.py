"""What the parts of a case share: a strict base, and the kinds of value with plain refusals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from peaceops.case.days import day
from peaceops.case.numbers import decimal_between, whole_between
from peaceops.case.problems import shown
from peaceops.case.refusal import refusal
from peaceops.characters import control_characters
from peaceops.domain.countries import (
    UnknownCountry,
    country,
    country_codes,
    country_of_two_letters,
    name_of,
)
from peaceops.domain.messages import Composed
from peaceops.errors import nearest

MOST_CHARACTERS = 20_000
MOST_ITEMS = 10_000
MOST_NAMES = 300
MOST_PERSONS = 100_000
MOST_KILLED = 2_000_000
_SHORT_NAME = re.compile("[a-z0-9][a-z0-9-]*")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        remedy = "write it"
        if value is not None and not isinstance(value, dict | list | tuple):
            remedy = "put it in quotes"
        raise refusal(f"a text is wanted here, not {shown(value)}", remedy)
    if not any(unicodedata.category(sign)[0] not in "ZC" for sign in value):
        raise refusal("is blank", "write it, or leave the key out where it may be left out")
    signs = control_characters(value)
    signs += [f"U+{ord(sign):04X}" for sign in value if "\ud800" <= sign <= "\udfff"]
    if signs:
        raise refusal(
            f"holds {', '.join(signs[:5])}, which cannot be seen and harms where it is shown",
            "delete it, and write the text anew if it was pasted",
        )
    if len(value) > MOST_CHARACTERS:
        raise refusal(
            f"is {len(value):,} characters long; {MOST_CHARACTERS:,} are the most",
            "shorten it: a statement says one thing",
        )
    return value


def _unit(value: Any) -> str:
    return "" if value == "" else _text(value)


def _identifier(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)
    if not _SHORT_NAME.fullmatch(text) or len(text) > 100:
        slug = "-".join(_plain_words(text))
        remedy = "use small letters, digits and hyphens, as `mali-asks-to-leave`"
        remedy = f"write {slug}" if slug and len(slug) <= 100 else f"{remedy}; 100 at most"
        raise refusal(f"{shown(text)} is no short name", remedy)
    return text


def _plain_words(text: str) -> list[str]:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else "-" for sign in ascii_text).split("-")
    return [word for word in words if word]


def _country(value: Any) -> str:
    text = _text(value)
    if text == "NA":
        raise refusal("'NA' is Namibia, or means that there is none", "write NAM for Namibia")
    code, remedy = _code_of(text)
    if not code:
        raise refusal(f"{shown(text)} is no country or territory we know", remedy)
    return code


@lru_cache(maxsize=10_000)
def _code_of(text: str) -> tuple[str, str]:
    """The code of a country's name or code, or no code and the remedy."""
    try:
        if len(text) == 2 and text.isupper():
            return country_of_two_letters(text).code, ""
        return country(text).code, ""
    except UnknownCountry as error:
        remedy = error.remedy or "write its English name, or its ISO 3166 alpha-3 code"
        if near := nearest(text.upper(), country_codes()) if len(text) == 3 else []:
            names = " or ".join(f"{code} ({name_of(code)})" for code in near)
            remedy = f"Did you mean {names}? Or write its English name"
        return "", remedy


def _digest(value: Any) -> str:
    text = _text(value)
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise refusal(
            f"{shown(text)} is no SHA-256 hash: 64 digits 0 to 9 and a to f", "leave the key out"
        )
    return text


def _flag(value: Any) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    meaning = value if isinstance(value, bool) else words.get(str(value).lower())
    if meaning is None:
        raise refusal(f"{shown(value)} is neither true nor false", "write true or false")
    return meaning


def _span(value: Any) -> Any:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refusal(
            "a span is two whole numbers: the first character, and one past the last",
            "write it as [120, 245]",
        )
    whole = whole_between(0, 1_000_000_000, "characters")
    first, last = whole(value[0]), whole(value[1])
    if not first < last:
        raise refusal(
            f"the span [{first}, {last}] ends before it begins, or is empty",
            "write the first character, then one past the last",
        )
    return first, last


def _at_most(most: int) -> Callable[[Any], Any]:
    def items(value: Any) -> Any:
        """Take a list; a key with nothing after it is a list without items."""
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise refusal(f"a list is wanted here, not {shown(value)}", "begin each item with `- `")
        if len(value) > most:
            raise refusal(
                f"{len(value):,} items stand here; {most:,} are the most", "shorten the list"
            )
        return value

    return items


def _names(value: Any) -> Any:
    items = _at_most(MOST_NAMES)(value)
    texts = Counter(item for item in items if isinstance(item, str))
    for text, count in texts.items():
        if count > 1:
            raise refusal(f"{shown(text)} stands in the list twice", "keep one of the two")
    return items


def _remembering(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    """Keep how a text of ours was made, which a plain text does not tell."""
    text = check(value)
    return value if isinstance(value, Composed) and value == text else text


# Pydantic runs a validator that stands last in the list first, so bounds only shape the schema.
Text = Annotated[
    str,
    Field(min_length=1, max_length=MOST_CHARACTERS),
    BeforeValidator(_text),
    WrapValidator(_remembering),
]
Unit = Annotated[str, BeforeValidator(_unit)]
Iso3 = Annotated[
    str,
    Field(description="ISO 3166-1 alpha-3 code; a name or two letters are turned into it"),
    BeforeValidator(_country),
]
Identifier = Annotated[
    str,
    Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100, description="short-name"),
    BeforeValidator(_identifier),
]
Day = Annotated[date, BeforeValidator(day)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), BeforeValidator(_digest)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Span = Annotated[tuple[int, int], BeforeValidator(_span)]
Items = BeforeValidator(_at_most(MOST_ITEMS))
Few = BeforeValidator(_at_most(MOST_NAMES))
Names = BeforeValidator(_names)
Persons = Annotated[
    int,
    Field(ge=0, le=MOST_PERSONS),
    BeforeValidator(whole_between(0, MOST_PERSONS, "persons")),
]
PersonsMore = Annotated[
    int,
    Field(ge=-MOST_PERSONS, le=MOST_PERSONS),
    BeforeValidator(whole_between(-MOST_PERSONS, MOST_PERSONS, "persons")),
]
Killed = Annotated[
    int, Field(ge=0, le=MOST_KILLED), BeforeValidator(whole_between(0, MOST_KILLED, "persons"))
]
Number = Annotated[float, BeforeValidator(decimal_between(-1e15, 1e15, ""))]
Share = Annotated[float, Field(ge=0, le=1), BeforeValidator(decimal_between(0, 1, "as a share"))]
Votes = Annotated[int, Field(ge=1, le=15), BeforeValidator(whole_between(1, 15, "votes"))]
EffectName = Annotated[
    Identifier,
    Field(description="A published effect, as `peaceops options effects` lists them"),
]
LeverName = Literal["host forces", "regional cooperation", "peace process", "international support"]


class Strict(BaseModel):
    """Immutable, and no key is accepted that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
