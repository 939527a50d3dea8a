"""Up to three questions to ask: each comes from a fact or a gap of the brief, by a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.drafts import ranked_drafts, withholding
from peaceops.brief.host_position import has_host_state, host_wish
from peaceops.brief.layout.missing import gap_marks
from peaceops.brief.layout.summary.positions import penholders_of
from peaceops.brief.page import Bullets, Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import Name, cite, say, verbatim
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.mission import MissionKind

MOST = 3


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the first three questions that the brief's facts and gaps raise."""
    questions = [text for ask in QUESTIONS for text in ask(brief)]
    if questions:
        yield Bullets(tuple(questions[:MOST]), "questions")


def _of_the_host(brief: Brief) -> Iterator[Text]:
    """What the host wants where it is not known, what it restricts, or how the mission leaves."""
    wish = host_wish(brief.mission, brief.case)
    hosts = sentence_list([name_in_a_sentence(host) for host in brief.hosts])
    if wish is not None and wish.position == "asks-to-leave":
        yield say(
            "To {host}: by which day should the mission be gone, and what does the host guarantee "
            "for the safety of personnel and convoys until then?",
            host=name_in_a_sentence(wish.country), cites=cite(brief.host_position),
        )  # fmt: skip
    elif wish is not None and wish.position == "restricts":
        yield say(
            "To {host}: which restrictions on the mission remain, and what would lift them?",
            host=name_in_a_sentence(wish.country), cites=cite(brief.host_position),
        )  # fmt: skip
    elif wish is None and brief.mandate.kind != "terminate" and hosts:
        open_ended = brief.mandate.status == "open-ended"
        what = "the mission as it stands" if open_ended else "another term"
        ends = cite(brief.mandate.figure("ends"))
        if not has_host_state(brief.mission):
            yield say("To the parties in {hosts}: do you accept {what}, and on which conditions?",
                      hosts=hosts, what=what, cites=ends)  # fmt: skip
            return
        yield say("To {hosts}: do you consent to {what}, and on which conditions?", hosts=hosts,
                  what=what, cites=ends)  # fmt: skip


def _of_what_follows(brief: Brief) -> Iterator[Text]:
    """Who takes over where the end of the mission is decided."""
    leaves_by = brief.mandate.leaves_by
    if leaves_by is not None:
        figure = brief.mandate.figure("withdrawn_by") or brief.mandate.figure("ends")
        yield say("To the Secretariat: who monitors, reports and assists in the area of operations "
                  "after {day}, and who protects those who withdraw until then?", day=leaves_by,
                  cites=cite(figure))  # fmt: skip


def _of_departures(brief: Brief) -> Iterator[Text]:
    """What replaces those who announced to leave."""
    left, in_use = (brief.figure("mission.strength_after_departures"),
                    brief.picture.strength.in_use)  # fmt: skip
    path = brief.picture.departures.path
    if left is None or in_use is None or not path.height:
        return
    yield say("To the Secretariat: which contributors replace the departures announced, which "
              "leave {left:value} of {now:value} by {by:month}, and which bases go first?",
              left=left, now=in_use, by=path["month"][-1])  # fmt: skip


def _of_doubtful_members(brief: Brief) -> Iterator[Text]:
    """What would bring a member to vote yes on the likeliest draft that it may not back."""
    for draft in ranked_drafts(brief)[:2]:
        codes = withholding(draft.odds)
        if not codes:
            continue
        member, holders = name_in_a_sentence(codes[0]), penholders_of(brief)
        to = sentence_list([name_in_a_sentence(code) for code in holders])
        if not holders or codes[0] in holders:
            to = "the penholder"
        yield say("To {to}: which change of text would let {member} vote for “{label}”?",
                  to=to, member=member, label=Name(draft.label_within),
                  cites=cite(draft.ranked_by))  # fmt: skip
        return


def _of_money(brief: Brief) -> Iterator[Text]:
    """Who pays once the money approved has run out."""
    answer = brief.picture.appropriation
    paid = answer.paid_until
    if paid is not None and paid.value:
        yield say("To the Secretariat: what is the mission paid from after {paid}, and which cuts "
                  "follow if nothing is approved by then?", paid=paid)  # fmt: skip
    elif answer.end is not None:
        yield say("To the Secretariat: until when do the assessments approved for the financial "
                  "year to {end} pay for the mission?", end=answer.end,
                  cites=cite(answer.approved))  # fmt: skip
    elif brief.picture.cost.basis == "assumption":
        yield say("To the Secretariat: until when is the mission paid, and what did it spend last "
                  "year?", cites=gap_marks(brief, "mission.cost"))  # fmt: skip


def _of_reports(brief: Brief) -> Iterator[Text]:
    """What the next report will say."""
    due = brief.reports_due.next
    if due is not None:
        yield say("To the Secretariat: what will the report due on {day} recommend?",
                  day=due.figure)  # fmt: skip


def _of_strength(brief: Brief) -> Iterator[Text]:
    """How strong the mission is, where the record is old."""
    baseline, in_use = brief.picture.strength.baseline, brief.picture.strength.in_use
    if baseline is None or in_use is None or baseline.basis == "stated":
        return
    if brief.mission.kind is MissionKind.POLITICAL:  # its staff are civilians
        return
    if (brief.as_of - baseline.on).days > OLD:
        yield say("To the Secretariat: how many uniformed personnel are deployed today? The latest "
                  "figure here, {strength:value}, is of {year}.", strength=in_use,
                  year=Name(str(baseline.on.year)))  # fmt: skip


def _of_assumptions(brief: Brief) -> Iterator[Text]:
    """What would narrow the assumption that moves the likeliest option most."""
    for swing in brief.swings[:1]:
        yield say("To the Secretariat: can a figure be put on “{assumption}”? No assumption moves "
                  "{measure} under “{label}” more.", assumption=verbatim(swing.assumption),
                  measure=swing.measure, label=Name(swing.label),
                  cites=cite(swing.figure))  # fmt: skip


OLD = 366
"""Days after which a figure of strength raises a question."""

QUESTIONS: tuple[Callable[[Brief], Iterator[Text]], ...] = (
    _of_the_host,
    _of_what_follows,
    _of_departures,
    _of_doubtful_members,
    _of_money,
    _of_strength,
    _of_reports,
    _of_assumptions,
)
"""What raises a question, the most pressing first."""
