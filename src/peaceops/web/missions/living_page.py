"""The living page of a mission: its brief drawn part by part, each part once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from peaceops.brief import (
    Fragments,
    Links,
    chart_name,
    charts_of,
    entries_of,
    entry_in_full,
    figure_key,
    lay_out,
    places_of,
)
from peaceops.web.asked import Asked
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import address

if TYPE_CHECKING:
    from peaceops.brief import Brief, Chart, Entry, Page, Section, Text
    from peaceops.domain.figures import Figure

ENGLISH = "en"
PICTURES = ("chart-council", "chart-fan", "chart-sites", "chart-over-time")
"""Charts that stand on the page itself, before any part of the annex is opened."""
SECOND = frozenset({"changes", "limits", "documents-in-short"})
"""Sections that a telephone shows when asked: what a delegate reads after the rest."""
BESIDE = (("positions", "changes"), ("ask", "limits", "documents-in-short"))
"""Sections that stand side by side where the page is wide enough."""
ALL = "all"
"""Asks for every part of the annex."""


class LivingPage:
    """The page of a brief, drawn for the desk.

    Args:
        brief: The brief.
        language: ``en`` or ``fr``.
        case_name: Name of the case in addresses; empty without one.
    """

    def __init__(self, brief: Brief, language: str = ENGLISH, case_name: str = "") -> None:
        self.brief, self.language, self.case_name = brief, language, case_name
        self._drawn = dict[str, Markup]()

    @cached_property
    def page(self) -> Page:
        """The brief laid out."""
        return lay_out(self.brief, self.language)

    @property
    def summary(self) -> tuple[Section, ...]:
        """The sections that stand open."""
        return self.page.summary

    @property
    def second(self) -> frozenset[str]:
        """Sections that are folded on a telephone."""
        return SECOND

    def options_in(self, section: Section) -> int:
        """How many options a section sets side by side in a table."""
        return sum(
            len(getattr(block, "rows", ()))
            for block in section.blocks
            if getattr(block, "style", "") == "options"
        )

    @property
    def rows(self) -> list[tuple[Section, ...]]:
        """The same, those together that stand side by side."""
        groups = {name: group for group in BESIDE for name in group}
        together: dict[tuple[str, ...], list[Section]] = {}
        for section in self.summary:
            together.setdefault(groups.get(section.id, (section.id,)), []).append(section)
        return [tuple(sections) for sections in together.values()]

    @property
    def annex(self) -> tuple[Section, ...]:
        """The sections that open on request; one that is a picture alone stands above."""
        return tuple(
            section
            for section in self.page.sections
            if any(getattr(block, "id", "") not in PICTURES for block in section.blocks)
        )

    @property
    def untranslated(self) -> bool:
        """Whether parts of a page in another language stand in English."""
        return bool(self.page.untranslated)

    def words(self, words: str) -> str:
        """Fixed words of a brief in the language of the page."""
        return self._fragments.words(words)

    def text(self, text: Text) -> Markup:
        """A text with its reference marks."""
        return self._fragments.text(text)

    def section(self, name: str) -> Markup:
        """The blocks of a section.

        Raises:
            NotFoundError: There is none of that name.
        """
        section = next((part for part in self.page.parts if part.id == name), None)
        if section is None:
            raise NotFoundError(
                f"the page has no part {name!r}", remedy="choose one from its contents"
            )
        if name not in self._drawn:
            self._drawn[name] = self._fragments.blocks(section.blocks)
        return self._drawn[name]

    @cached_property
    def pictures(self) -> list[tuple[str, Markup]]:
        """The charts of the page itself with their titles, in the order of a delegate's reading."""
        charts = {chart.id: chart for chart in charts_of(self.page)}
        shown = [charts[name] for name in PICTURES if name in charts]
        here = Fragments(self.page, replace(self.links, elsewhere=frozenset()))
        return [(chart.title, here.blocks([chart])) for chart in shown]

    def chart(self, name: str) -> Chart:
        """The chart of a name, as ``fan``.

        Raises:
            NotFoundError: The page has none of that name.
        """
        charts = {chart_name(chart): chart for chart in charts_of(self.page)}
        if name not in charts:
            raise NotFoundError(
                f"the page of {self.brief.mission.acronym} has no chart {name!r}",
                remedy=f"its charts are {', '.join(charts)}",
            )
        return charts[name]

    def figure(self, key: str) -> Figure:
        """The figure of a key, as an address writes it.

        Raises:
            NotFoundError: The brief holds none.
        """
        wanted = figure_key(key)
        for figure in self.brief.figures:
            if figure_key(figure.key) == wanted:
                return figure
        raise NotFoundError(
            f"this brief as of {self.brief.as_of} has no figure {key!r}",
            remedy="open the mission's page: each figure there leads to its own",
        )

    def entry(self, kind: str, key: str) -> Entry:
        """What is told of a figure, a statement or a gap.

        Args:
            kind: ``figure``, ``statement`` or ``gap``.
            key: Its key, as an address writes it.

        Raises:
            NotFoundError: The brief holds none.
        """
        if kind == "figure":
            return entry_in_full(self.brief, self.figure(key), self.language)
        for entry in entries_of(self.page):
            if entry.id == f"{kind}-{key}":
                return entry
        raise NotFoundError(
            f"this brief as of {self.brief.as_of} has no {kind} {key!r}",
            remedy="open the mission's page: each mark there leads to its own",
        )

    def used_in(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Where on the page something is cited: address and title of each place."""
        for place, title in self._fragments.uses(entry.id):
            yield self.links.place(place), title

    @cached_property
    def links(self) -> Links:
        """Where the links of the page lead: to addresses that keep its day, case and language."""
        mission = self.brief.mission.acronym
        query = {
            "as_of": self.brief.as_of,
            "case": self.case_name,
            "lang": "" if self.language == ENGLISH else self.language,
        }
        places, annex = places_of(self.page), {section.id for section in self.page.sections}

        def entry(key: str) -> str:
            kind, _, name = key.partition("-")
            return address(f"/{mission}/{kind}s/{name}", **query)

        def place(name: str) -> str:
            section = places.get(name, "")
            opens = section in annex and name not in PICTURES
            return f"{address(f'/{mission}', **query, part=section if opens else '')}#{name}"

        def file(chart: Chart, ending: str) -> str:
            return address(f"/{mission}/charts/{chart_name(chart)}.{ending}", **query)

        return Links(entry, place, file, frozenset(PICTURES))

    @cached_property
    def _fragments(self) -> Fragments:
        return Fragments(self.page, self.links)


def key_of(question: Asked, mission: str, language: str) -> Hashable:
    """What a living page rests on."""
    case = (question.case_name, question.case_version)
    return ("living page", mission, question.day, case, language)


def is_drawn(question: Asked, mission: str, language: str) -> bool:
    """Whether a living page is there already, and need not be waited for."""
    return question.desk.has_answer(key_of(question, mission, language))


def living_page(question: Asked, mission: str, language: str = ENGLISH) -> LivingPage:
    """The living page of a mission, made once for all who ask for it.

    Args:
        question: The day and the case.
        mission: Its acronym.
        language: ``en`` or ``fr``.

    Raises:
        UnknownMissionError: No such mission on the day.
        CaseError: The case cannot be used for it.
        BusyError: Too much is being worked out already.
    """

    def work() -> LivingPage:
        brief = question.desk.brief(mission, question.day, question.case)
        living = LivingPage(brief, language, question.case_name)
        # What the page shows first is drawn with it, so that nobody waits for it twice.
        _ = living.pictures
        for section in living.summary:
            living.section(section.id)
        return living

    return question.desk.answer(key_of(question, mission, language), work, heavy=True)
