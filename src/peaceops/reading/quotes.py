"""Direct quotations and who speaks them; pronouns go to the person named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from peaceops.reading.gazetteer import Mention
from peaceops.reading.people import NAME, Office

_QUOTE = re.compile(r'"([^"\n]{2,1200})"')


@dataclass(frozen=True)
class Attribution:
    """How a language says who speaks.

    Attributes:
        verb: A verb of saying.
        after: What follows a closing mark: the speaker as group ``who1`` behind the verb, or as
            ``who2`` before it.
        saying: A verb of saying before an opening mark.
        clause: The words before that verb that may name the speaker.
        pronoun: Words that mean the person named before.
        delegate: Words before the state for which a delegate speaks.
    """

    verb: re.Pattern[str]
    after: re.Pattern[str]
    saying: re.Pattern[str]
    clause: re.Pattern[str]
    pronoun: re.Pattern[str]
    delegate: re.Pattern[str]


_VERB = (
    r"(?:said|says|added|adds|told|stated|noted|declared|warned|argued|insisted|stressed|wrote|"
    r"explained|called|remarked|asked|replied|announced|underlined|affirmed)"
)
ENGLISH = Attribution(
    verb=re.compile(rf"\b{_VERB}\b"),
    after=re.compile(
        rf"^[,\s]*(?:{_VERB}\s+(?P<who1>(?:U\.[NS]\.|[^,.;\"]){{2,90}})|"
        rf"(?P<who2>(?:U\.[NS]\.|[^,.;\"]){{2,60}}?)(?:, [^.;\"]{{3,80}}?,)?\s+"
        rf"(?:had\s+|has\s+)?{_VERB}\b)"
    ),
    saying=re.compile(rf"\b{_VERB}\b(?=[^.;\"\n]{{0,80}}$)"),
    clause=re.compile(r"[^.;\"\n]{2,160}$"),
    pronoun=re.compile(
        r"^\s*(?:and\s+)?(?:he|she|the (?:\w+ )?(?:minister|official|ambassador|envoy|"
        r"diplomat|president|spokes\w+|head|chief))\b",
        re.IGNORECASE,
    ),
    delegate=re.compile(r"\b(?:representative|delegate|delegation) of (?:the )?"),
)
_NAME = re.compile(NAME)


@dataclass(frozen=True)
class Quote:
    """Quoted words (without the marks) and the speaker, where one is found."""

    start: int
    end: int
    speaker: str | None


def find_quotes(
    plain: str,
    spans: list[tuple[int, int]],
    offices: list[Office],
    mentions: list[Mention],
    attribution: Attribution = ENGLISH,
) -> list[Quote]:
    """Find quotations paragraph by paragraph, each with its speaker."""
    quotes: list[Quote] = []
    last: str | None = None
    starts = [mention.start for mention in mentions]
    begins = [office.start for office in offices]
    for low, high in spans:
        near = offices[bisect_left(begins, low) : bisect_left(begins, high)]
        inside = mentions[bisect_left(starts, low) : bisect_left(starts, high)]
        done = low
        for start, end in _marked(plain, low, high, attribution):
            last = _named_speaker(plain[done:start], done, near, inside, attribution) or last
            done = start
            speaker = _speaker(plain, (low, high), (start, end), last, offices, inside, attribution)
            quotes.append(Quote(start, end, speaker))
            last = speaker or last
        last = _named_speaker(plain[done:high], done, near, inside, attribution) or last
    return quotes


def _marked(plain: str, low: int, high: int, attribution: Attribution) -> list[tuple[int, int]]:
    part = plain[low:high]
    if part.count('"') % 2:
        # An opening mark is missing: the words before the only closing mark are quoted.
        first = part.find('"')
        if attribution.verb.match(part[first + 1 :].lstrip()):
            rest = [
                (low + first + 1 + match.start(1), low + first + 1 + match.end(1))
                for match in _QUOTE.finditer(part[first + 1 :])
            ]
            return [(low, low + first), *rest]
        if first == 0 and part.count('"') == 1:
            return [(low + 1, high)]
    return [(low + match.start(1), low + match.end(1)) for match in _QUOTE.finditer(part)]


def _speaker(
    plain: str,
    paragraph: tuple[int, int],
    quote: tuple[int, int],
    last: str | None,
    offices: list[Office],
    mentions: list[Mention],
    attribution: Attribution,
) -> str | None:
    (low, high), (start, end) = paragraph, quote
    after = attribution.after.match(plain[end + 1 : min(high, end + 160)])
    if after:
        who = after["who1"] or after["who2"]
        at = end + 1 + after.start("who1" if after["who1"] else "who2")
        named = _who(who, at, last, offices, mentions, attribution)
        if named:
            return named
    at = max(low, start - 260)
    verbs = list(attribution.saying.finditer(plain[at : max(low, start - 1)]))
    clause = attribution.clause.search(plain[at : at + verbs[-1].start()]) if verbs else None
    if clause:
        return _who(clause.group(), at + clause.start(), last, offices, mentions, attribution)
    return last if plain[low:start].strip() in ("", '"') else None


def _who(
    words: str,
    at: int,
    last: str | None,
    offices: list[Office],
    mentions: list[Mention],
    attribution: Attribution,
) -> str | None:
    near = [office for office in offices if office.start < at + len(words) and office.end > at]
    if near:
        return near[-1].name
    for office in offices:
        if office.name in words:
            return office.name
    for office in offices:
        if re.search(rf"\b{re.escape(office.name.split()[-1])}\b", words):
            return office.name
    if attribution.pronoun.match(words):
        before = [office for office in offices if 0 <= at - office.end < 400]
        return last or (before[-1].name if before else None)
    named = [mention for mention in mentions if at <= mention.start < at + len(words)]
    for name in _NAME.findall(words):
        if " " in name and not any(
            name in words[o.start - at : o.end - at]
            or (o.kind in ("state", "body") and words[o.start - at : o.end - at] in name)
            for o in named
        ):
            return str(name)
    kinds = [mention for mention in named if mention.kind in ("state", "mission", "body", "group")]
    return kinds[0].means if kinds else None


def _named_speaker(
    part: str, low: int, offices: list[Office], mentions: list[Mention], attribution: Attribution
) -> str | None:
    """The person who is said to speak in a paragraph, for the pronouns after it."""
    speaker = None
    delegates = list(attribution.delegate.finditer(part))
    if delegates:
        named = [
            mention
            for mention in mentions
            if mention.kind == "state"
            and low + delegates[-1].end() <= mention.start <= low + delegates[-1].end() + 5
        ]
        speaker = named[0].means if named else None
    for match in attribution.verb.finditer(part):
        begins, ends = low + match.start(), low + match.end()
        near = [
            office
            for office in offices
            if 0 <= begins - office.end < 30 or 0 <= office.start - ends < 8
        ]
        if near:
            speaker = min(
                near, key=lambda office: min(abs(begins - office.end), abs(office.start - ends))
            ).name
    return speaker
