"""A document analysed: names, dates, numbers, clauses, persons and quotations, by their place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from peaceops.reading.clauses import Clause
from peaceops.reading.context import Context, context_of
from peaceops.reading.dates import When
from peaceops.reading.document import Document
from peaceops.reading.english import ENGLISH
from peaceops.reading.french import FRENCH
from peaceops.reading.gazetteer import Mention
from peaceops.reading.language import language_of
from peaceops.reading.language_profile import LanguageProfile
from peaceops.reading.missions import missions_known
from peaceops.reading.nouns import Coreference
from peaceops.reading.numbers import Number
from peaceops.reading.paragraphs import paragraphs
from peaceops.reading.paragraphs import sentences as split
from peaceops.reading.people import Office
from peaceops.reading.proposal import Ground, Modality, Proposal
from peaceops.reading.quotes import Quote, find_quotes
from peaceops.reading.time_limit import Step
from peaceops.reading.words import DEMAND, DENY, PLAN, REFUSE, SAY

if TYPE_CHECKING:
    from peaceops.edition import View


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Item = TypeVar("Item", bound=_Placed)


@dataclass
class Text:
    """Everything the rules of the kinds read; all places are characters of the document."""

    document: Document
    context: Context
    mentions: list[Mention]
    dates: list[When]
    numbers: list[Number]
    clauses: list[Clause]
    sentences: list[tuple[int, int]]
    offices: list[Office]
    quotes: list[Quote]
    parsed: bool
    language: LanguageProfile = ENGLISH
    _starts: dict[int, list[int]] = field(default_factory=dict)
    _below: dict[int, list[Clause]] | None = None

    @property
    def plain(self) -> str:
        """The text with plain quotes and spaces."""
        return self.document.plain

    def within(self, items: Sequence[Item], start: int, end: int) -> list[Item]:
        """The items, sorted by start, that lie inside some characters."""
        starts = self._starts.get(id(items))
        if starts is None:
            starts = self._starts[id(items)] = [item.start for item in items]
        low = bisect_left(starts, start)
        high = bisect_left(starts, end)
        return [item for item in items[low:high] if item.end <= end]

    def named(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """The names of some kinds inside some characters, in the order of the text."""
        inside = self.within(self.mentions, start, end)
        return [mention for mention in inside if mention.kind in kinds]

    def counts(self, start: int, end: int) -> list[Number]:
        """The numbers inside some characters that are no part of a date."""
        return [
            number
            for number in self.within(self.numbers, start, end)
            if not any(when.start <= number.start < when.end for when in self.dates)
        ]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Characters of the sentence around a place."""
        low = bisect_left(self.sentences, (position + 1, 0)) - 1
        return self.sentences[max(low, 0)]

    def when(self, start: int, end: int, sentence: tuple[int, int] | None = None) -> When | None:
        """The date inside some characters, else the nearest one in the sentence."""
        inside = self.within(self.dates, start, end)
        if inside:
            return inside[0]
        low, high = sentence or self.sentence_at(start)
        near = self.within(self.dates, low, high)
        return min(
            near, key=lambda date: min(abs(date.start - end), abs(start - date.end)), default=None
        )

    def day_of(self, position: int) -> When | None:
        """The day a report is about: the last day named before, within ten days of publication.

        News names the day once and goes on in the same day.
        """
        before = self.within(self.dates, max(0, position - 6000), position)
        published = self.document.published
        near = [
            date
            for date in before
            if date.first == date.last and 0 <= (published - date.first).days <= 10
        ]
        return near[-1] if near else None

    def mission_near(self, start: int, end: int) -> str | None:
        """The mission named in the words, else before them, else after; else the document's.

        "The mission whose mandate expired" is the one right before. Words that name only another
        organisation's force are that force's.
        """
        low, high = self.sentence_at(start)
        near = self.within(self.mentions, low, max(high, end))
        named = [mention for mention in near if mention.kind == "mission"]
        inside = [mention for mention in named if start <= mention.start < end]
        before = [mention for mention in named if mention.end <= start]
        forces = [
            mention for mention in near if mention.kind == "force" and start <= mention.start < end
        ]
        if inside:
            return inside[0].means
        if forces and (forces[0].entry.how == "of another body" or forces[0].means.isupper()):
            return forces[0].means
        if before:
            return before[-1].means
        return named[0].means if named else self.context.mission

    def clauses_under(self, above: Clause) -> list[Clause]:
        """The predicates that depend directly on one."""
        if self._below is None:
            self._below = {}
            for clause in self.clauses:
                self._below.setdefault(id(clause.governor), []).append(clause)
        return self._below.get(id(above), [])

    def speaker_of(self, start: int, end: int) -> str | None:
        """Who says the words, when they stand in a quotation."""
        near = self.within(self.quotes, start - 1300, end + 1300)
        return next(
            (quote.speaker for quote in near if quote.start < end and start < quote.end), None
        )

    def propose(
        self,
        kind: str,
        span: tuple[int, int],
        *,
        when: When | None = None,
        clause: Clause | None = None,
        modality: Modality | None = None,
        ground: Ground | None = None,
        **fields: Any,
    ) -> Proposal:
        """A proposal with quotation, date, speaker, mission and modality filled in.

        Args:
            kind: One of ``KINDS``.
            span: Characters that say it.
            when: Its date.
            clause: The clause that says it.
            modality: How it is meant, where the clause does not tell.
            ground: What carries it, where that is more than ``clause``.
            fields: Further fields of the proposal.
        """
        start, end = self.tidy(*span)
        if when is not None:
            fields |= {
                "date": when.label,
                "first": when.first.isoformat(),
                "last": when.last.isoformat(),
            }
        speaker = fields.pop("speaker", None) or self.speaker_of(start, end)
        return Proposal(
            kind=kind,
            start=start,
            end=end,
            quotation=self.document.text[start:end],
            speaker=self._full_name(speaker or _attributed(clause)),
            mission=fields.pop("mission", None) or self.mission_near(start, end),
            modality=modality or modality_of(clause),
            document=self.document.name,
            sha256=self.document.sha256,
            ground=ground or (Ground((clause,)) if clause is not None else None),
            **fields,
        )

    def penholder(self, member: Mention, words: re.Match[str]) -> Proposal:
        """The proposal that a member holds the pen, where it stands by words that say so."""
        span = (min(member.start, words.start()), max(member.end, words.end()))
        return self.propose(
            "office", span, subject=member.means, value="penholder", confidence=0.85
        )

    def _full_name(self, speaker: str | None) -> str | None:
        """The name under which a person's office is known: "Diop" is Abdoulaye Diop."""
        words = (speaker or "").split()
        if not words or (len(words[-1]) == 3 and words[-1].isupper()):
            return speaker
        same = [office.name for office in self.offices if office.name.split()[-1] == words[-1]]
        return same[0] if len(set(same)) == 1 else speaker

    def tidy(self, start: int, end: int) -> tuple[int, int]:
        """Characters without the blanks and marks at both ends."""
        while end > start and self.plain[end - 1] in " ,;:.-\n":
            end -= 1
        while start < end and self.plain[start] in " ,;:\n":
            start += 1
        return start, end


def _asserting(clause: Clause) -> list[Clause]:
    """The predicates above, up to a relative clause: what that says is said of itself."""
    predicates: list[Clause] = []
    current = clause
    while current.governor is not None and len(predicates) < 8:
        if current.tie[0] in ("relcl", "acl:relcl"):
            break
        current = current.governor
        predicates.append(current)
    return predicates


def modality_of(clause: Clause | None) -> Modality:  # noqa: PLR0911
    """How a clause is meant, from the predicates above it and its own modal."""
    if clause is None:
        return "asserted"
    for above in _asserting(clause):
        if above.lemma in DENY:
            return "denied"
        if above.lemma in DEMAND and not above.nominal:
            return "demanded"
        if above.lemma in PLAN:
            return "planned"
    if clause.modal in ("should", "must", "ought"):
        return "demanded"
    if clause.tense == "future":
        return "planned"
    if any(above.lemma in SAY for above in clause.governors()):
        return "reported"
    return "asserted"


def is_hypothetical(clause: Clause) -> bool:
    """Whether a clause is negated or hypothetical, itself or by the predicates above it."""
    if clause.negated or clause.hypothetical:
        return True
    return any(
        above.negated
        or above.lemma in DENY
        or (above.lemma in REFUSE and not above.nominal)
        or (above.hypothetical and above.lemma != "say")
        for above in clause.governors()
    )


def _attributed(clause: Clause | None) -> str | None:
    for above in clause.governors() if clause else ():
        if above.lemma in SAY and above.subject is not None and above.subject.referents:
            return above.subject.referents[0].means
    return None


def profile_of(document: Document) -> LanguageProfile:
    """The language a document is read in: French where its words tell so, else English."""
    return FRENCH if language_of(document.text) == FRENCH.name else ENGLISH


def _telling(
    plain: str, spans: list[tuple[int, int]], starts: list[int], language: LanguageProfile
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Paragraphs worth a parse, and those that name nothing and nobody: annexes, tables, noise."""
    worth_parsing: list[tuple[int, int]] = []
    passed_over: list[tuple[int, int]] = []
    for low, high in spans:
        named = bisect_left(starts, high) > bisect_left(starts, low)
        worth = named or language.relevance_terms.search(plain, low, high) is not None
        (worth_parsing if worth else passed_over).append((low, high))
    return worth_parsing, passed_over


def analyse(
    document: Document,
    *,
    mission: str | None = None,
    model: bool | None = None,
    view: View | None = None,
    step: Step | None = None,
) -> Text:
    """Analyse a document.

    Args:
        document: The document.
        mission: The mission it is about; found from the text when not given.
        model: ``False`` for the model-free fallback; by default the model where it is installed.
        view: What is known of missions; the starter edition as of publication by default.
        step: Called with the progress: what, characters done, all characters.
    """
    plain, language = document.plain, profile_of(document)
    spans = paragraphs(plain)
    missions = missions_known(view, document.published)
    context, mentions = context_of(
        plain,
        language.names(missions),
        missions,
        document.published,
        mission,
        language.described,
    )
    offices = language.offices(plain, mentions, context)
    nlp = language.model() if model is not False else None
    clauses: list[Clause] = []
    sentences: list[tuple[int, int]] = []
    coreference = Coreference()
    starts = [mention.start for mention in mentions]
    if nlp is not None:
        worth_parsing, passed_over = _telling(plain, spans, starts, language)
        sentences += [sentence for low, high in passed_over for sentence in split(plain, low, high)]
        texts = (plain[low:high].replace("\n", " ") for low, high in worth_parsing)
        for (low, high), doc in zip(worth_parsing, nlp.pipe(texts, batch_size=16), strict=True):
            inside = mentions[bisect_left(starts, low) : bisect_left(starts, high)]
            clauses += language.clauses(doc, low, inside, context, coreference)
            sentences += [
                (low + sentence.start_char, low + sentence.end_char) for sentence in doc.sents
            ]
            if step:
                step(document.name, high, len(plain))
    else:
        clauses, sentences = language.shallow_parse(plain, spans, mentions, context)
    return Text(
        document=document,
        context=context,
        mentions=mentions,
        dates=language.dates(plain, document.published),
        numbers=language.numbers(plain),
        clauses=clauses,
        sentences=sorted(sentences),
        offices=offices,
        quotes=find_quotes(plain, spans, offices, mentions, language.speech),
        parsed=nlp is not None,
        language=language,
    )
