"""What an option changes, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peaceops.case import (
    ENDING,
    CaseOption,
    CeilingChange,
    Change,
    ContributorChange,
    LeverChange,
    SiteChange,
    TasksChange,
)
from peaceops.domain.countries import name_of
from peaceops.domain.messages import message, run_together
from peaceops.mandate import task_label


def changes(option: CaseOption, ceiling: float | None) -> Iterator[str]:
    """What an option changes, each change in a few words."""
    if option.decision in ENDING:
        months = option.withdrawal_months
        span = (
            ", timeline to be determined"
            if months is None
            else message(" over {months:g} months", months=months)
        )
        who = "uniformed personnel leave" if option.decision == "withdraw" else "the mission closes"
        yield message("{who}{span}", who=who, span=span)
        yield "mandate ends"
    elif option.decision == "follow-on":
        yield message("{uniformed:,} uniformed personnel stay", uniformed=option.uniformed)
    elif option.decision == "coalition":
        size = message(" of {uniformed:,}", uniformed=option.uniformed) if option.uniformed else ""
        yield message("a force{size} outside the United Nations follows", size=size)
    elif option.decision not in ("restructure", "extend-drawdown", "reverse-drawdown"):
        change = (option.military_change or 0) + (option.police_change or 0)
        if change:
            # Without a ceiling the change is one of the strength in use.
            words = "strength {change:+,}" if ceiling is None else "ceiling {change:+,}"
            yield message(words, change=change).replace("-", "−")
        elif ceiling is not None:
            yield "ceiling unchanged"
    if option.term_months:
        yield message("term of {term_months:g} months", term_months=option.term_months)
    for dated in option.changes:
        yield change_in_words(dated)


def change_in_words(change: Change) -> str:
    """A dated change of an option in a few words."""
    match change:
        case CeilingChange():
            return message(
                "ceiling {part:+,} by {by}",
                part=(change.military or 0) + (change.police or 0),
                by=change.by,
            )
        case TasksChange():
            by = message(" by {by}", by=change.by) if change.by else ""
            return message("tasks dropped{by}: {drop}", by=by, drop=tasks_in_words(change.drop))
        case SiteChange():
            done = {"keep": "kept", "hand-over": "handed over", "close": "closed"}[change.action]
            return message("{site} {done}", site=change.site, done=done) + (
                message(" by {by}", by=change.by) if change.by else ""
            )
        case ContributorChange():
            verb = "brings" if change.personnel >= 0 else "takes away"
            who = name_of(change.country)
            return message(
                "{who} {verb} {personnel:,} persons by {by}",
                who=who,
                verb=verb,
                personnel=abs(change.personnel),
                by=change.by,
            )
        case LeverChange():
            if change.value is None:
                return message(
                    "{lever}: as in {effect}, from {by} (borrowed)",
                    lever=change.lever,
                    effect=change.effect,
                    by=change.by,
                )
            return message(
                "{lever}: deaths times {value:g} from {by} (assumed)",
                lever=change.lever,
                value=change.value,
                by=change.by,
            )


def tasks_in_words(tasks: Iterable[str]) -> str:
    """Tasks of a mandate as a sentence names them, not as the codebook does.

    >>> tasks_in_words(["prociv", "ch7"])
    'protect civilians, act under Chapter VII'
    """
    labels = (task_label(task) for task in tasks)
    return run_together(", ", (label[:1].lower() + label[1:] for label in labels))
