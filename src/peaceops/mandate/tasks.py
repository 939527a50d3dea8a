"""Tasks that a text gives a mission, in the categories of TAMM, read by rules.

Only what the mission itself is told to do counts: operative paragraphs in which the Council
decides, requests or authorizes something of the mission, and the lists under them. What is asked of
a government, of the parties or of other States is not the mission's task. A task within another, by
the codebook, brings that one with it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from peaceops.domain.figures import Evidence
from peaceops.domain.messages import message
from peaceops.edition import KnownRows
from peaceops.mandate.texts import MandateText, Paragraph, mandate_text, symbol_of_number

CHAPTER_VII = "ch7"
_VERB = (
    r"(?:decides|requests|authori[sz]es|mandates|recommends|instructs|directs|encourages|calls"
    r"(?: up)?on|further|also)"
)
_BODY = (
    r"(?:international (?:civil|security) presence|the force|the mission|the group of observers"
    r"|military observers|observer group|observer force|the operation)"
)
_NEAR = 240
_MANDATE_OF = r"\bmandate of (?:the )?([A-Z][A-Z-]{3,})\b"
_CARRIED = re.compile(
    r"\b(?:mandate|tasks?)\b[^;:]{0,160}?"
    r"\b(?:set out|set forth|contained|defined|specified|under|in)\b"
    r"[^;:]{0,60}?\bresolutions? ((?:\d{3,4}(?: \(\d{4}\))?"
    r"(?:,? (?:and )?(?:in |(?:as )?(?:further )?modified by )?(?:paragraphs? [\d, and]+ of )?"
    r"(?:resolutions? )?)?)+)"
)
_NOT_IT = re.compile(
    r"^(?:also |further |again |strongly |reiterates its call (?:on|to) )*"
    r"(?:calls|urges|demands|requests|encourages|invites|welcomes|stresses|reaffirms|expresses"
    r"|recalls|notes|condemns|emphasi[sz]es|underlines)"
    r"(?: up)?(?:on)? (?:that )?(?:[\w’'-]+ ){0,3}(?:member |states"
    r"|part(?:y|ies)|government|authorities|transitional|international community|troop"
    r"|secretary-general(?! to (?:establish|deploy|take)))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TaskRule:
    """How a task is told from words.

    Attributes:
        task: The codebook's name of it.
        within: The task that it is a part of; ``""`` for one of the first order.
        label: What it is, in words.
        pattern: The words that tell it.
    """

    task: str
    within: str
    label: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class TextTask:
    """A task that a text gives a mission.

    Attributes:
        task: The codebook's name of it.
        label: What it is, in words.
        paragraphs: The paragraphs whose words tell it; empty where a task within it does.
        within: The task that it is a part of; ``""`` for one of the first order.
    """

    task: str
    label: str
    paragraphs: tuple[Paragraph, ...]
    within: str


@dataclass(frozen=True)
class TextTasks:
    """The tasks that a text gives a mission.

    Attributes:
        symbol: The document's.
        mission: Acronym; ``None`` where the text names none.
        carried_from: Earlier texts whose tasks it carries on (``as set out in paragraph 2 of
            resolution 1990``), as far as they are on record.
        not_on_record: Those that are not.
        tasks: In the codebook's order.
        assigning: How many paragraphs tell the mission what to do.
        evidence: The rows read.
    """

    symbol: str
    mission: str | None
    carried_from: tuple[str, ...]
    not_on_record: tuple[str, ...]
    tasks: tuple[TextTask, ...]
    assigning: int
    evidence: tuple[Evidence, ...]


@cache
def task_rules() -> tuple[TaskRule, ...]:
    """The rules, in the codebook's order."""
    text = (files("peaceops.mandate") / "task_rules.csv").read_text("utf-8")
    return tuple(
        TaskRule(row["task"], row["within"], row["label"], re.compile(row["pattern"]))
        for row in csv.DictReader(text.splitlines())
    )


def task_label(task: str) -> str:
    """Say what a task is; its name where no rule has it.

    Args:
        task: Its name in the codebook.

    >>> task_label("prociv")
    'Protect civilians'
    """
    labels = {rule.task: rule.label for rule in task_rules()}
    return labels.get(task, task.replace("_", " "))


def tasks_of(view: KnownRows, symbol: str, mission: str | None = None) -> TextTasks:
    """Tell which tasks a text gives a mission.

    Args:
        view: The edition as known on a date.
        symbol: The text's symbol, in any spelling.
        mission: Acronym; by default the mission whose mandate the text decides, else the one it
            names most.

    Returns:
        The tasks, each with the paragraphs that tell it.

    Raises:
        MissingTableError: The edition holds no such text.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 12, 31))
    >>> if view.has("text_documents"):
    ...     assert "prociv" in [task.task for task in tasks_of(view, "2709").tasks]
    """
    text = mandate_text(view, symbol)
    mission = mission or _mission(view, text)
    carried, lacking = _carried(view, text, mission)
    return tasks_in([text, *carried], mission, lacking)


def tasks_in(
    texts: Sequence[MandateText], mission: str | None, lacking: Sequence[str] = ()
) -> TextTasks:
    """Tell which tasks a text gives a mission.

    Args:
        texts: The text, and after it those whose tasks it carries on.
        mission: Acronym of the mission; ``None`` where only words such as ``the Force`` name it.
        lacking: Texts that it carries on and that are not on record.
    """
    units = [unit for text in texts for unit in _assigning(list(text.operative()), mission)]
    paragraphs: dict[str, list[Paragraph]] = {}
    for rule in task_rules():
        for paragraph in _chapter_seven(texts) if rule.task == CHAPTER_VII else units:
            if rule.pattern.search(paragraph.text.casefold()):
                paragraphs.setdefault(rule.task, []).append(paragraph)
    within = {rule.task: rule.within for rule in task_rules()}
    present = set(paragraphs)
    for task in paragraphs:
        outer = within[task]
        while outer:
            present.add(outer)
            outer = within[outer]
    return TextTasks(
        symbol=texts[0].symbol,
        mission=mission,
        carried_from=tuple(text.symbol for text in texts[1:]),
        not_on_record=tuple(lacking),
        tasks=tuple(
            TextTask(rule.task, rule.label, tuple(paragraphs.get(rule.task, ())), rule.within)
            for rule in task_rules()
            if rule.task in present
        ),
        assigning=len(units),
        evidence=tuple(text.evidence for text in texts),
    )


def _mission(view: KnownRows, text: MandateText) -> str | None:
    """The mission whose mandate a text decides, else the one that it names most."""
    acronyms = set[str]()
    if view.has("mandates"):
        rows = view.table("mandates").filter(pl.col("decision") == text.symbol)
        if rows.height == 1:
            return str(rows["mission"][0])
        acronyms = set(rows["mission"] if rows.height else view.table("mandates")["mission"])
    if view.has("missions"):
        acronyms = acronyms or set(view.table("missions")["mission"])
    pattern = r"\b([A-Z][A-Za-z-]{3,})\b" if acronyms else _MANDATE_OF
    words = Counter(
        word
        for paragraph in text.paragraphs
        for word in re.findall(pattern, paragraph.text)
        if word in acronyms or not acronyms
    )
    return words.most_common(1)[0][0] if words else None


def _carried(
    view: KnownRows, text: MandateText, mission: str | None
) -> tuple[list[MandateText], list[str]]:
    """Texts whose tasks a text carries on by its own words, and those that are not on record."""
    texts, lacking = [text], list[str]()
    waiting = [text]
    while waiting:
        for number in _carries(waiting.pop(0), mission):
            symbol = symbol_of_number(view, number)
            if symbol is None:
                lacking.append(f"S/RES/{number}")
            elif symbol not in {earlier.symbol for earlier in texts}:
                texts.append(mandate_text(view, symbol))
                waiting.append(texts[-1])
    return texts[1:], list(dict.fromkeys(lacking))


def _carries(text: MandateText, mission: str | None) -> Iterator[int]:
    """Numbers of the resolutions in which the mandate or tasks that go on are set out."""
    number = int(text.symbol[6:].split()[0]) if text.kind == "resolution" else 0
    for paragraph in _assigning(list(text.operative()), mission):
        match = _CARRIED.search(paragraph.text) if paragraph.level == 1 else None
        listed = re.sub(r"\(\d{4}\)", "", match[1]) if match else ""
        yield from (int(word) for word in re.findall(r"\d{3,4}", listed) if int(word) < number)


def _assigning(paragraphs: Sequence[Paragraph], mission: str | None) -> Iterator[Paragraph]:
    """Paragraphs that tell the mission what to do, and the lists under them."""
    actor = (
        message("(?:{casefold}|{body})", casefold=re.escape(mission.casefold()), body=_BODY)
        if mission
        else _BODY
    )
    tells = re.compile(rf"\b{_VERB}\b.{{0,{_NEAR}}}?\b{actor}\b")
    outright = re.compile(rf"\b(?:requests|authori[sz]es) {actor}\b")
    inside = False
    for paragraph in paragraphs:
        text = paragraph.text.casefold()
        if (paragraph.level or 1) == 1:
            inside = bool(outright.search(text)) or (
                bool(tells.search(text)) and not _NOT_IT.match(text)
            )
        if inside:
            yield paragraph


def _chapter_seven(texts: Sequence[MandateText]) -> list[Paragraph]:
    return [
        paragraph
        for text in texts
        for paragraph in text.paragraphs
        if paragraph.role in ("preambular", "operative")
    ]
