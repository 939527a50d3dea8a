"""Reads each flag of `peaceops whatif` for one mission on one day, as people write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from peaceops.errors import MissingTableError
from peaceops.questions.days import NotUnderstood, day_meant
from peaceops.questions.supposition_values import (
    MOST,
    Note,
    Problem,
    Read,
    Wrong,
    check_assumption,
    number,
    persons,
    raise_all,
    share,
    tried,
)
from peaceops.questions.words import (
    HOST_POSITIONS,
    POSITIONS,
    Meant,
    countries,
    country_meant,
    folded,
    meaning_of,
)

if TYPE_CHECKING:
    from peaceops.case import Case
    from peaceops.domain.mission import Mission
    from peaceops.edition import View
    from peaceops.options import Joining, Leaving, Stance

YEARS_AHEAD = 10
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class FlagReader:
    """Reads flags for one mission on one day; gathers problems and notes.

    Attributes:
        view: What is known.
        mission: The mission on its day.
        case: The case that it is supposed on top of.
        problems: What could not be read so far.
        notes: What a user must know of what was read.
        flag: The flag that is read now.
    """

    view: View
    mission: Mission
    case: Case | None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    flag: str = ""

    def __post_init__(self) -> None:
        from peaceops.council import seats

        self.countries = countries()
        try:
            seated = seats(self.view).select("country", "name", "permanent")
        except MissingTableError:  # what is supposed of members then moves nothing
            rows = []
        else:
            rows = seated.rows()
        self.members = {str(country): str(name) for country, name, _ in rows}
        self.permanent = {str(country): bool(permanent) for country, _, permanent in rows}
        self.contributors = _contributors(self.view, self.mission)

    def each(
        self, flag: str, values: Sequence[str], read: Callable[[str], Read]
    ) -> list[tuple[str, Read]]:
        """Read each value of a flag, and return it with what it means; or it is a problem."""
        self.flag = flag
        read_values = []
        for value in values:
            try:
                read_values.append((value, read(value)))
            except Wrong as wrong:
                self.problems.append(Problem(flag, value, wrong.what, wrong.remedy, wrong.cause))
        return read_values

    def leaving(self, value: str) -> Leaving:
        """Who leaves: ``COUNTRY``, ``COUNTRY:PERSONS``, ``COUNTRY:DAY`` or all three."""
        from peaceops.options import Leaving

        parts = [part.strip() for part in value.split(":")]
        if len(parts) > 3:
            raise Wrong(f"{len(parts)} parts stand here", "write COUNTRY:PERSONS:DATE")
        problems = list[Wrong]()
        country = tried(problems, lambda: self._country(parts[0], self.contributors))
        personnel = by = None
        for place, part in enumerate(parts[1:]):
            if part.casefold() in ("", "all"):
                continue
            # With two parts the second may be the day: India:2023-09-30.
            if re.fullmatch(r"[\d, ]+", part) or (place == 0 and len(parts) == 3):
                personnel = tried(problems, partial(persons, part))
            else:
                by = tried(problems, partial(self._day, part))
        raise_all(problems)
        if country is not None and self.contributors:
            self._check_contributor(country, personnel)
        return Leaving(str(country), personnel, by)

    def joining(self, value: str) -> Joining:
        """Who joins: ``COUNTRY:PERSONS`` or ``COUNTRY:PERSONS:DAY``."""
        from peaceops.options import Joining

        parts = [part.strip() for part in value.split(":")]
        if not 2 <= len(parts) <= 3:
            raise Wrong(
                "a contributor that joins needs a number of persons",
                "write COUNTRY:PERSONS:DATE, as Rwanda:800:2023-06-30",
            )
        problems = list[Wrong]()
        country = tried(problems, lambda: self._country(parts[0], self.contributors))
        personnel = tried(problems, lambda: persons(parts[1]))
        by = tried(problems, lambda: self._day(parts[2])) if len(parts) == 3 else self.view.as_of
        raise_all(problems)
        return Joining(str(country), int(personnel or 0), by or self.view.as_of)

    def stance(self, value: str) -> Stance:
        """A member's position: ``MEMBER=POSITION``, with ``@OPTION`` and ``:CERTAINTY``."""
        from peaceops.options import Stance

        member, sign, rest = value.partition("=")
        if not sign:
            raise Wrong("no = stands between the member and its vote", "write China=abstain")
        rest, colon, sure = rest.partition(":")
        word, at, option = rest.partition("@")
        problems = list[Wrong]()
        country = tried(problems, lambda: self._member(member.strip()))
        position = tried(problems, lambda: self._word(word, POSITIONS))
        certainty = tried(problems, lambda: share(sure)) if colon else None
        name = tried(problems, lambda: self._option(option.strip())) if at else None
        raise_all(problems)
        if (
            country is not None
            and folded(word).startswith("veto")
            and not self.permanent.get(country, True)
        ):
            self._tell(f"{self.members[country]} has no veto: read as a vote against.")
        return Stance(str(country), str(position), certainty, name)

    def ceiling(self, value: str) -> int:
        """A change of the military ceiling, with its sign."""
        text = value.replace(",", "").replace(" ", "").replace("−", "-").replace("–", "-")
        if not re.fullmatch(r"[+-]\d+", text):
            digits = re.sub(r"\D", "", text)
            remedy = (
                f"write +{digits} for a rise or -{digits} for a cut" if digits else "write -2000"
            )
            raise Wrong("a change of the ceiling is a whole number with its sign", remedy)
        change = int(text)
        if not change:
            raise Wrong("it changes nothing", "write a number that is not 0, or leave it out")
        self._check_decision("increase" if change > 0 else "reduce")
        now = self.mission.mandate.ceiling.military
        if now and -change > now:
            raise Wrong(
                f"the military ceiling is {now:,}: it cannot fall by more",
                f"name a cut of {now:,} at most; --end supposes that the mission ends",
            )
        if change > MOST:
            raise Wrong(f"more than {MOST:,} persons", "check the number")
        return change

    def end(self, value: str) -> date:
        """The day by which all have left."""
        day = self._day(value)
        if day <= self.view.as_of:
            raise Wrong(f"{day} does not lie ahead of {self.view.as_of}", "name a later day")
        if day > self.view.as_of + timedelta(days=5 * 365):
            raise Wrong(f"{day} lies more than five years ahead", "name an earlier day")
        self._check_decision("withdraw", "close", "extend-drawdown")
        return day

    def host(self, value: str) -> str:
        """What the host wants."""
        if not self.mission.hosts:
            raise Wrong(f"{self.mission.acronym} has no host on record", "leave it out")
        return self._word(value, HOST_POSITIONS)

    def strength(self, value: str) -> tuple[int, int | None]:
        """Uniformed personnel: ``N``, or ``MILITARY:POLICE``."""
        military, colon, police = value.partition(":")
        return persons(military), persons(police) if colon else None

    def assumption(self, value: str) -> tuple[str, tuple[float, float, float]]:
        """A planning assumption: ``KEY=VALUE`` or ``KEY=LOW:LIKELIEST:HIGH``."""
        from peaceops.case import STANDARD_ASSUMPTIONS

        key, sign, rest = value.partition("=")
        forms = {name.replace("-", " "): name for name in STANDARD_ASSUMPTIONS}
        meant = meaning_of(key, forms)
        if not meant.meaning:
            raise Wrong(
                f"{key.strip()!r} is no planning assumption",
                meant.remedy or f"use one of {', '.join(STANDARD_ASSUMPTIONS)}",
            )
        self._note(meant)
        standard = STANDARD_ASSUMPTIONS[meant.meaning]
        numbers = [number(part, standard.unit) for part in rest.split(":")] if sign else []
        if len(numbers) not in (1, 3):
            raise Wrong(
                "a planning assumption takes one number, or three",
                f"write {meant.meaning}={standard.value:g}, or "
                f"{meant.meaning}={standard.low:g}:{standard.value:g}:{standard.high:g} "
                "for low, likeliest and high",
            )
        low, middle, high = numbers * 3 if len(numbers) == 1 else numbers
        check_assumption({**standard.model_dump(), "low": low, "value": middle, "high": high})
        return meant.meaning, (low, middle, high)

    def effect(self, value: str) -> str:
        """The name of a published effect."""
        from peaceops.options import published_effects

        try:
            names = [effect.effect for effect in published_effects(self.view)]
        except MissingTableError as error:
            raise Wrong(error.what, error.remedy or "leave --effect out") from error
        meant = meaning_of(value, {name.replace("-", " "): name for name in names})
        if not meant.meaning:
            raise Wrong(
                f"no published effect {value!r} is on record",
                f"{meant.remedy} `peaceops options effects` lists them".strip(),
            )
        self._note(meant)
        return meant.meaning

    def _country(self, word: str, preferred: Collection[str]) -> str:
        if not word:
            raise Wrong("no country is named", "write its name first, as India")
        meant = country_meant(word, self.countries, preferred)
        if not meant.meaning:
            raise Wrong(f"{word!r} is no country or territory on record", meant.remedy)
        self._note(meant)
        return meant.meaning

    def _member(self, word: str) -> str:
        country = self._country(word, self.members)
        if self.members and country not in self.members:
            from peaceops.domain.countries import name_of

            elected = ", ".join(sorted(self.members.values()))
            raise Wrong(
                f"{name_of(country)} does not sit on the Council on {self.view.as_of}",
                f"name one of {elected}; what a host wants goes with --host",
            )
        return country

    def _option(self, word: str) -> str:
        from peaceops.case import standard_options

        listed = self.case.options if self.case and self.case.options else ()
        options = listed or standard_options(self.mission)
        forms = {option.id.replace("-", " "): option.id for option in options}
        meant = meaning_of(word, forms)
        if not meant.meaning:
            names = ", ".join(option.id for option in options)
            raise Wrong(f"{word!r} is no option here", meant.remedy or f"use one of {names}")
        self._note(meant)
        return meant.meaning

    def _word(self, word: str, meanings: dict[str, str]) -> str:
        forms = {form: name for name, listed in meanings.items() for form in listed.split(", ")}
        meant = meaning_of(word, forms)
        if not meant.meaning:
            remedy = meant.remedy or f"write one of {', '.join(meanings)}"
            raise Wrong(f"{word.strip()!r} is none of the positions that are understood", remedy)
        self._note(meant)
        return meant.meaning

    def _day(self, text: str) -> date:
        try:
            day = day_meant(text)
        except NotUnderstood as error:
            what, remedy = error.what, error.remedy or "write it as 2023-09-30"
            if ISO.fullmatch(text.strip()):
                what, remedy = f"there is no day {text.strip()}", "check the day and the month"
            raise Wrong(what, remedy) from error
        if day < self.view.as_of:
            raise Wrong(
                f"{day} lies before {self.view.as_of}, the day of the question",
                "name a day ahead; what has happened is known already or belongs in a case",
            )
        if day.year > self.view.as_of.year + YEARS_AHEAD:
            raise Wrong(f"{day} lies more than {YEARS_AHEAD} years ahead", "check the year")
        return day

    def _check_decision(self, *decisions: str) -> None:
        from peaceops.case import refused

        refusals = [refused(self.mission, decision) for decision in decisions]  # type: ignore[arg-type]
        if all(refusal is not None for refusal in refusals):
            why = next(refusal.why for refusal in refusals if refusal is not None)
            raise Wrong(why, "leave it out")

    def _check_contributor(self, country: str, personnel: int | None) -> None:
        from peaceops.domain.countries import name_of

        present = self.contributors.get(country)
        if present is None:
            self._tell(f"{name_of(country)} has no personnel in {self.mission.acronym} on record.")
        elif personnel is not None and personnel > present:
            self._tell(
                f"{name_of(country)} has {present:,} uniformed personnel in "
                f"{self.mission.acronym} in the latest figures on record, fewer than {personnel:,}."
            )

    def _note(self, meant: Meant) -> None:
        if meant.note:
            self._tell(f"{meant.note}.")

    def _tell(self, line: str) -> None:
        if all(note.text != line for note in self.notes):
            self.notes.append(Note(self.flag, line))


def _contributors(view: View, mission: Mission) -> dict[str, int]:
    """Contributors to the latest personnel on record, largest first."""
    from peaceops.mission import strength

    ranked = strength(view, mission.acronym).contributors.ranked
    return {str(country): int(total) for country, total in ranked.select("country", "total").rows()}
