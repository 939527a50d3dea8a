"""The odds of each option in words: tabled and adopted kept apart, what moved them, what they need.

Every sentence that gives a chance of adoption says that it holds for a draft put to the vote.
"""

from __future__ import annotations

from peaceops.brief import page
from peaceops.brief.document import Brief, CouncilOption
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Bullets, Column, Heading, Paragraph, Table, Text
from peaceops.brief.wording import day, odds, plural, sentence_list

IN_WORDS = {"yes": "in favour", "no": "against", "abstain": "abstaining"}
SAFE = 0.95
LISTED_FROM = 0.005
LEFT = ("left", "replaced")


def at_a_glance(brief: Brief, known: Known) -> Table:
    """One row an option: tabled, adopted if tabled, both, and what stands in the way."""
    rows = tuple(
        (
            Text(one.label, strong=True),
            _tabled(one),
            Text(odds(one.p_adopted), small="if tabled"),
            Text("not known" if one.p_tabled_and_adopted is None
                 else odds(one.p_tabled_and_adopted)),
            Text(odds(one.p_unanimous), small="if tabled"),
            Text(odds(one.p_permanent_abstains), small="if tabled"),
            Text(needs(one, brief)),
        )
        for one in brief.council.options
    )  # fmt: skip
    return Table(
        "council-options",
        "The options before the Council",
        (
            Column("Draft"),
            Column("Tabled", True),
            Column("Adopted", True),
            Column("Tabled and adopted", True),
            Column("Unanimous", True),
            Column("A permanent member abstains", True),
            Column("What stands in the way"),
        ),
        rows,
        known.cites("council.precedents", "mandate.ends"),
        note="Tabled: a draft of this kind is what settles the mandate when it next runs out.",
        csv="council_options",
    )


def _tabled(one: CouncilOption) -> Text:
    if one.p_tabled is None:
        return Text("not known")
    span = one.p_tabled_range
    return Text(
        odds(one.p_tabled), small="" if span is None else f"{odds(span[0])} to {odds(span[1])}"
    )


def needs(one: CouncilOption, brief: Brief) -> str:
    """Say what would have to change for the draft to pass, or what could still stop it."""
    found = one.needs
    if found is None:
        return "not known"
    name = brief.names.get(found.blocker, found.blocker)
    short = found.needed - found.expected_yes
    if short > 0:
        said = f"About {plural(max(1, round(short)), 'vote')} short of {found.needed}."
    else:
        said = f"{found.expected_yes:.1f} votes in favour expected, {found.needed} needed."
    if found.p_enough < SAFE:
        said += f" Chance of {found.needed} votes {odds(found.p_enough)}."
    if found.p_blocker < LISTED_FROM:
        return said + " No permanent member is likely to vote no."
    said += f" {name} votes no with a chance of {odds(found.p_blocker)}"
    if one.p_adopted < SAFE:
        return said + f"; if it abstained instead, adoption {odds(found.p_if_it_abstains)}."
    return said + "."


def moved(brief: Brief, known: Known) -> list[page.Block]:
    """What moved each option's odds, line by line."""
    rows = [
        (Text(one.label if first else ""), Text(step.why), Text(step.what), Text(odds(step.to)))
        for one in brief.council.options
        for first, step in ((place == 0, step) for place, step in enumerate(one.moved))
    ]
    if not rows:
        return []
    return [
        Table(
            "council-moved",
            "What moved the odds, line by line",
            (Column("Draft"), Column("Taken into account"), Column("Odds of"), Column("To", True)),
            tuple(rows),
            known.cites("council.precedents"),
            note="Adopted: if a draft is put to the vote.",
            folded=True,
            csv="council_moved",
        )
    ]


def changes(brief: Brief, known: Known) -> list[page.Block]:
    """Who voted otherwise than the time before."""
    found = brief.council.changes
    if len(brief.council.history) <= 1 or brief.council.last_vote is None:
        return []
    if not found:
        said = "No member that sat at both of the last two votes on the mission changed its vote."
    else:
        each = [
            f"{brief.names.get(one.iso3, one.iso3)} from {IN_WORDS[one.before]} to "
            f"{IN_WORDS[one.after]}"
            for one in found
        ]
        said = f"Who moved at {found[0].decision}: {sentence_list(each)}."
    return [Paragraph((Text(said, known.cites("council.last")),))]


def consent(brief: Brief, known: Known) -> list[page.Block]:
    """What followed when hosts asked missions to leave."""
    record = brief.council.precedents
    if record is None:
        return []
    lasted = (
        f" Half of those that left had ended operations within {record.median_days:,.0f} days."
        if record.median_days is not None
        else ""
    )
    said = (
        f"Of {record.asked} missions that their recognised host asked to leave, {record.left} left "
        f"or were replaced: {odds(record.share)}, 90 % interval {odds(record.low)} to "
        f"{odds(record.high)}.{lasted}"
    )
    rows = tuple(
        (
            Text(one.mission),
            Text(brief.names.get(one.host, one.host)),
            Text(day(one.asked)),
            Text(one.outcome),
            Text("–" if one.days is None or one.outcome not in LEFT else f"{one.days:,}"),
            Text(one.decision or "–"),
            Text("–" if one.yes is None else str(one.yes)),
        )
        for one in record.cases
    )
    table = Table(
        "consent-cases",
        "Hosts that asked a mission to leave, as known on the day",
        (
            Column("Mission"),
            Column("Host"),
            Column("Asked"),
            Column("Outcome"),
            Column("Days to the end", True),
            Column("Decision"),
            Column("Votes in favour", True),
        ),
        rows,
        known.cites("council.precedents"),
        folded=True,
        csv="consent_cases",
    )
    return [
        Heading("council-consent", "When a host asks a mission to leave"),
        Paragraph((Text(said, known.cites("council.precedents")),)),
        table,
    ]


def record(brief: Brief, known: Known) -> list[page.Block]:
    """How such forecasts did before, beside the plainest of them."""
    mine = [
        one
        for one in brief.track_record
        if one.room == "council" and one.method.endswith("peace operations")
    ]
    loss = {one.method.split(",")[0]: one for one in mine if "log" in one.score.lower()}
    used = loss.get("regression") or loss.get("blend")
    plain = loss.get("last vote on the item")
    if used is None or plain is None:
        return []
    better = 1 - used.value / plain.value
    compared = (
        f"{abs(better):.0%} {'better' if better > 0 else 'worse'} than taking each member's last "
        f"vote on the item ({plain.value:.4f})"
    )
    said = (
        f"How such forecasts did before: on {used.cases:,} votes on peace operations "
        f"({used.window}), log loss {used.value:.4f} a vote, {compared}."
    )
    return [Bullets((Text(said, known.cites("council.record.peace-operations")),))]
