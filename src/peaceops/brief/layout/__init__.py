"""The brief laid out: which sections and blocks a reader meets, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.language import ENGLISH, retold, speaking, teller_of
from peaceops.brief.layout import (
    banner,
    council,
    evidence_sections,
    factors,
    headlines,
    mandate_text,
    mission,
    opening,
    options,
    over_time,
    since,
    situation,
    summary,
    violence,
)
from peaceops.brief.layout.credits import with_credits
from peaceops.brief.layout.missing import of_gap
from peaceops.domain.days import long_day
from peaceops.domain.figures import Figure, Gap
from peaceops.edition import mission_names_in_french

__all__ = ["entry_in_full", "lay_out"]

SOME_IN_ENGLISH = "Some texts of this document, chiefly on how figures are made, stand in English."
RECORD = "record"
"""The room of figures on how methods did before, which have a section of their own."""


@dataclass(frozen=True)
class Part:
    """A section to be laid out.

    Attributes:
        id: Its identifier on the page.
        title: Its heading, or what gives it.
        blocks: What lays it out; a section without blocks is left out.
        rooms: Rooms whose gaps it lists at its end, where no block says them.
    """

    id: str
    title: str | Callable[[Brief], str]
    blocks: Callable[[Brief], Iterable[page.Block]]
    rooms: tuple[str, ...] = ()
    over_the_fold: bool = False

    def section(self, brief: Brief, content: tuple[page.Block, ...]) -> page.Section:
        """The section with its heading, and with credits below its blocks."""
        title = self.title if isinstance(self.title, str) else self.title(brief)
        return page.Section(self.id, title, with_credits(brief, content), self.over_the_fold)


SUMMARY = (
    Part("expected-action", "Expected action", summary.expected_action.blocks),
    Part("positions", "Who wants what", summary.positions.blocks),
    Part("changes", summary.changes.title, summary.changes.blocks),
    Part("in-short", "The options in short", summary.options.blocks, over_the_fold=True),
    Part("ask", "Questions to ask", summary.questions.blocks),
    Part("limits", "What this brief cannot know", summary.limits.blocks),
    Part("documents-in-short", "Documents and sources", summary.documents.blocks),
)
"""The two pages that stand alone, in their order."""
SECTIONS = (
    Part("since", "What is new since the earlier brief", since.blocks),
    Part("options", "The options compared", options.blocks, ("options",)),
    Part("council", "What the Council can decide", council.blocks, ("council",)),
    Part("mandate-text", mandate_text.title, mandate_text.blocks, ("mandate",)),
    Part("mission", "What the mission is", mission.blocks, ("mission",)),
    Part("situation", "What is happening", situation.blocks, ("situation",)),
    Part(
        "violence",
        "Violence ahead, if nothing changes",
        violence.blocks,
        ("violence",),
    ),
    Part("way-forward", "Enabling factors", factors.blocks, ("lever",)),
    Part("statements", "Statements in the assumptions file", evidence_sections.statements),
    Part("odds-over-time", "Odds over time", over_time.blocks),
    Part("track-record", "How such forecasts did before", evidence_sections.records, (RECORD,)),
    Part("sources", "Sources and licences", evidence_sections.sources),
    Part("gaps", "What is missing", evidence_sections.gaps),
    Part("figures", "How each figure is known", evidence_sections.figures),
)
"""Every section of the annex, in the order of the page."""


@lru_cache(maxsize=4)  # a brief in two languages, or two readers at once
def lay_out(brief: Brief, language: str = ENGLISH) -> page.Page:
    """Lay a brief out as a page; every figure leads to how it is known, every gap is said.

    Args:
        brief: The brief.
        language: ``en`` or ``fr``. Quotations and titles of publications stay as they are.

    Raises:
        ValueError: A block would be empty, a link would lead nowhere, or there is no such language.
    """
    names = _names(brief, language)
    with speaking(teller_of(language, names)):
        laid_out = _in_english(brief)
    if language == ENGLISH:
        return laid_out
    teller = teller_of(language, names)
    retold_page = replace(retold(laid_out, teller), language=language)
    missing = tuple(getattr(teller, "missing", ()))
    if missing:
        note = page.Text(teller(SOME_IN_ENGLISH))
        colophon = (*retold_page.colophon, note)
        retold_page = replace(retold_page, colophon=colophon, untranslated=missing)
    return retold_page


def entry_in_full(brief: Brief, figure: Figure, language: str = ENGLISH) -> page.Entry:
    """What one figure of a brief is and how it was made, with nothing left to another entry.

    Args:
        brief: The brief.
        figure: One of its figures.
        language: ``en`` or ``fr``.

    Raises:
        ValueError: It is no figure of the brief.
    """
    entry = evidence_sections.entry_of(figure, brief, brief.figures.index(figure) + 1)
    teller = teller_of(language, _names(brief, language))
    return entry if language == ENGLISH else retold(entry, teller)


def _names(brief: Brief, language: str) -> dict[str, str]:
    """The mission's name in a language, and the analyst's words, which stand as they are."""
    if language == ENGLISH:
        return {}
    names = mission_names_in_french()
    acronym, name = brief.mission.acronym, brief.mission.name
    case = {} if brief.case is None else {text: text for text in _strings(brief.case.model_dump())}
    return {**case, name: names.get(acronym, name)}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _in_english(brief: Brief) -> page.Page:
    facts, notice = opening.at_a_glance(brief), banner.banner(brief)
    first = (*(notice.texts if notice else ()), *facts.texts)
    blocks = {part.id: tuple(part.blocks(brief)) for part in SECTIONS}
    shown = {key for text in first for key in text.cites} | _cited(
        block for part in SECTIONS if part.id != "figures" for block in blocks[part.id]
    )
    sections = []
    for part in SECTIONS:
        content = (*blocks[part.id], *_rest(brief, part.rooms, shown))
        if content:
            sections.append(part.section(brief, content))
    two_pages = tuple(
        part.section(brief, content) for part in SUMMARY if (content := tuple(part.blocks(brief)))
    )
    return page.Page(
        mission=brief.mission.acronym,
        name=brief.mission.name,
        hosts=opening.hosts(brief),
        as_of=long_day(brief.as_of),
        date=brief.as_of,
        clock=headlines.clock(brief).text,
        days_left=opening.days_left(brief),
        urgent=brief.mandate.days_left is not None and brief.mandate.days_left <= 30,
        facts=facts,
        sections=tuple(sections),
        colophon=opening.colophon(brief),
        banner=notice,
        marks=_marks(brief),
        summary=two_pages,
        headline=summary.headline(brief),
        data=opening.data_release(brief),
        with_case=brief.case is not None,
    )


def _cited(blocks: Iterable[page.Block]) -> set[str]:
    # What the list of gaps or of figures says of an item does not place it.
    return {
        key
        for block in page.flat(blocks)
        if not (isinstance(block, page.Entries) and block.kind in ("gaps", "evidence"))
        for text in page.texts_of(block)
        for key in text.cites
    }


def _rest(brief: Brief, rooms: tuple[str, ...], shown: set[str]) -> Iterable[page.Block]:
    """Gaps of some rooms that no block of the page says.

    A figure that no block shows stands with its value in the list of how each is known.
    """
    gaps = [
        of_gap(gap) for gap in brief.gaps if _room(gap) in rooms and page.gap(gap.key) not in shown
    ]
    for first, second in zip(gaps[::2], gaps[1::2], strict=False):
        yield page.Columns((first,), (second,))
    if len(gaps) % 2:
        yield gaps[-1]


def _room(item: Figure | Gap) -> str:
    """The room of a key, ``room.name``; what tells how a method did before stands apart."""
    room, *names = item.key.split(".")
    is_record = isinstance(item, Figure) and any(name.startswith(RECORD) for name in names)
    return RECORD if is_record else room


def _marks(brief: Brief) -> dict[str, str]:
    return (
        {page.figure(figure.key): str(place) for place, figure in enumerate(brief.figures, 1)}
        | {page.statement(item.id): f"S{place}" for place, item in enumerate(brief.statements, 1)}
        | {page.gap(gap.key): f"G{place}" for place, gap in enumerate(brief.gaps, 1)}
    )
