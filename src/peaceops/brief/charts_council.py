"""The Council drawn: its horseshoe table with each member's odds."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

from peaceops.brief.drawing import Drawing, box, label, text_width, wrapped
from peaceops.brief.ink import ink
from peaceops.brief.language import localised
from peaceops.brief.wording import odds
from peaceops.council import DraftOdds
from peaceops.domain.figures import Figure
from peaceops.domain.messages import message, run_together

VOTES = (("yes", "yes"), ("abstain", "abstain"), ("no", "no"))
DESK = (40.0, 37.0)
RADIUS, LEG, MARGIN = 194.0, 84.0, 26.0
LEAST_MOVE = 0.02
"""Odds that move by less than this are drawn as they are."""
WAS = 0.55
"""Opacity of what was."""
DIFFERS = "likeliest vote differs between the options"
# So wide that no two desks of fifteen overlap, those on the slant of the bend included.

Vote = Mapping[str, Any]
"""A row of a draft's members: country, yes, abstain, no."""


def votes_of(draft: DraftOdds) -> dict[str, dict[str, Any]]:
    """The odds of each member's vote on a draft, by ISO 3 code."""
    return {row["country"]: row for row in draft.members.iter_rows(named=True)}


def likeliest(vote: Vote) -> str:
    """Name the likeliest vote; a tie goes to the one that helps a draft least."""
    return max(("no", "abstain", "yes"), key=lambda way: float(vote[way]))


def value_of(figure: Figure) -> float:
    """The value of a figure that is always a number."""
    return float(figure.value or 0.0)


def odds_in(figure: Figure) -> str:
    """Write the probability that a figure holds."""
    return odds(value_of(figure))


def seat_places(count: int) -> list[tuple[float, float]]:
    """Centres of seats, evenly along a horseshoe that opens downwards, from left leg to right."""
    bend = math.pi * RADIUS
    whole = bend + 2 * LEG
    centre = RADIUS + MARGIN
    places = []
    for seat in range(count):
        along = whole * (seat / (count - 1) if count > 1 else 0.5)
        if along < LEG:
            places.append((centre - RADIUS, centre + LEG - along))
        elif along > LEG + bend:
            places.append((centre + RADIUS, centre + along - LEG - bend))
        else:
            angle = math.pi - (along - LEG) / RADIUS
            places.append((centre + RADIUS * math.cos(angle), centre - RADIUS * math.sin(angle)))
    return places


def differing(drafts: Sequence[DraftOdds]) -> tuple[str, ...]:
    """Members whose likeliest vote is not the same on every draft, in the order of the first."""
    votes = [votes_of(draft) for draft in drafts]
    ways: dict[str, set[str]] = {}
    for of_draft in votes:
        for member, vote in of_draft.items():
            ways.setdefault(member, set()).add(likeliest(vote))
    return tuple(member for member, of_member in ways.items() if len(of_member) > 1)


def horseshoe(
    seats: Sequence[Mapping[str, Any]],
    title: str = "",
    draft: DraftOdds | None = None,
    differ: Collection[str] = (),
    *,
    before: DraftOdds | None = None,
    links: Mapping[str, str] | None = None,
    chosen: str = "",
) -> Drawing:
    """Draw the Council's table: a desk for each member, with its odds on one draft.

    A desk shows the member's code, its chance of a yes in per cent, and a bar of yes, abstention
    and no. Permanent members have the heavy frame, members whose likeliest vote is another on
    another option a diamond. Without a draft the desks show who sits.

    Args:
        seats: The members in the order drawn: country (ISO 3), name, permanent.
        title: Label of the draft.
        draft: Its odds.
        differ: Members to mark, as ``differing`` names them.
        before: The odds as things are, where ``draft`` has them as something is supposed: a desk
            whose odds move shows both, and an arrow.
        links: Member to the address that its desk leads to.
        chosen: A member whose desk is marked as chosen.
    """
    centre = RADIUS + MARGIN
    votes = {} if draft is None else votes_of(draft)
    earlier = {} if before is None else votes_of(before)
    body = [_arc(centre)]
    moving = False
    for seat, (x, y) in zip(seats, seat_places(len(seats)), strict=True):
        country = seat["country"]
        was = earlier.get(country)
        was = was if was and votes.get(country) and moves(was, votes[country]) else None
        moving = moving or was is not None
        desk = _ring(x, y) if country == chosen else ""
        desk += _desk(seat, x, y, votes.get(country), country in differ, was)
        address = (links or {}).get(country)
        if address is not None:
            words = escape(localised(_both_in_words(seat, votes.get(country), was)))
            current = ' aria-current="true"' if country == chosen else ""
            desk = (
                f'<a href="{escape(address)}" data-member="{escape(country)}" '
                f'aria-label="{words}"{current}>{desk}</a>'
            )
        body.append(desk)
    foot = centre + LEG + DESK[1] / 2 + 8
    if draft is not None:
        body += _verdict(title, draft, centre)
        keys, down = _keys(foot + 12, 2 * centre, differs=bool(differ))
        if moving:
            keys += _key_of_moves(foot + down + 6)
            down += 22
        body.append(keys)
        foot += down
    else:
        body += [
            label(centre, centre, str(len(seats)), size=34, anchor="middle", bold=True),
            label(centre, centre + 22, "members", anchor="middle", colour="quiet"),
        ]
    series = [
        {"member": seat["country"], "name": seat["name"], "permanent": seat["permanent"]}
        | ({"option": title} if draft else {})
        | {way: vote[way] for vote in [votes.get(seat["country"])] if vote for way, _ink in VOTES}
        | ({"differs_between_options": seat["country"] in differ} if draft else {})
        for seat in seats
    ]
    return Drawing(round(2 * centre), round(foot), "".join(body), series)


def _keys(y: float, width: float, *, differs: bool) -> tuple[str, float]:
    """What the desks show, in lines below them; with the height of it."""
    parts = [legend(MARGIN - DESK[0] / 2 + 2, y + 3)]
    frame = f'stroke="{ink("text")}" stroke-width="2" rx="2"'
    x = width / 2 + 14
    parts += [
        box(x, y - 6, 16, 12, "paper", frame),
        label(x + 23, y + 4, "permanent member", size=12),
    ]
    if differs:
        y += 20
        parts += [
            _diamond(MARGIN - DESK[0] / 2 + 8, y),
            label(MARGIN - DESK[0] / 2 + 19, y + 4, DIFFERS, size=12),
        ]
    return "".join(parts), 46.0 if differs else 26.0


def _key_of_moves(y: float) -> str:
    left = MARGIN - DESK[0] / 2 + 2
    bar = {"yes": 0.55, "abstain": 0.45, "no": 0.0}
    return (
        f'<g opacity="{WAS}">{_odds_bar(bar, left, y - 4, 18, 3)}</g>'
        + _odds_bar({"yes": 0.2, "abstain": 0.8, "no": 0.0}, left, y, 18, 6)
        + label(left + 25, y + 4, "odds that move: above as it is, below what if", size=12)
    )


def moves(before: Vote, after: Vote) -> bool:
    """Whether a member's odds are others by as much as can be seen.

    >>> moves({"yes": 0.9, "abstain": 0.1, "no": 0.0}, {"yes": 0.5, "abstain": 0.5, "no": 0.0})
    True
    """
    return any(abs(float(after[way]) - float(before[way])) >= LEAST_MOVE for way, _ink in VOTES)


def _ring(x: float, y: float) -> str:
    width, height = DESK
    return (
        f'<rect x="{x - width / 2 - 3:.1f}" y="{y - height / 2 - 3:.1f}" width="{width + 6:g}" '
        f'height="{height + 6:g}" rx="5" fill="none" stroke="{ink("accent")}" stroke-width="2.5"/>'
    )


def _diamond(x: float, y: float) -> str:
    return (
        f'<path d="M{x:.1f},{y - 6:.1f} l6,6 l-6,6 l-6,-6 Z" fill="{ink("warn")}" '
        f'stroke="{ink("paper")}" stroke-width="1.5"/>'
    )


def _triangle(x: float, y: float, way: int) -> str:
    """An arrow upwards (-1) or downwards (1): where the odds of a yes move."""
    return (
        f'<path d="M{x - 7:.1f},{y - 4 * way:.1f} h14 l-7,{9 * way} Z" fill="{ink("accent")}" '
        f'stroke="{ink("paper")}" stroke-width="1.5"/>'
    )


def _arc(centre: float) -> str:
    left, right = centre - RADIUS, centre + RADIUS
    return (
        f'<path d="M{left:g},{centre + LEG:g} V{centre:g} A{RADIUS:g},{RADIUS:g} 0 0 1 '
        f'{right:g},{centre:g} V{centre + LEG:g}" fill="none" stroke="{ink("grid")}" '
        'stroke-width="14" stroke-linecap="round"/>'
    )


def _desk(
    seat: Mapping[str, Any],
    x: float,
    y: float,
    vote: Vote | None,
    differs: bool = False,
    was: Vote | None = None,
) -> str:
    width, height = DESK
    left, top = x - width / 2, y - height / 2
    frame = (
        f'stroke="{ink("text")}" stroke-width="2" rx="3"'
        if seat["permanent"]
        else f'stroke="{ink("edge")}" stroke-width="1" rx="3"'
    )
    parts = [f"<g><title>{escape(localised(_both_in_words(seat, vote, was)))}</title>"]
    parts.append(box(left, top, width, height, "paper", frame))
    if vote is not None and likeliest(vote) != "yes":
        tint = 'fill-opacity="0.32" rx="2"'
        parts.append(box(left + 1, top + 1, width - 2, height - 2, likeliest(vote), tint))
    if vote is None:
        parts.append(label(x, y + 5, seat["country"], anchor="middle", bold=True))
    elif was is not None:
        parts.append(label(x, top + 11.5, seat["country"], size=12, anchor="middle", bold=True))
        words = odds(vote["yes"])
        parts.append(label(x, top + 22.5, words, size=11, anchor="middle", bold=True))
        parts.append(_triangle(left + width - 1, top + 1, -1 if vote["yes"] > was["yes"] else 1))
        bar = _odds_bar(was, left + 3, top + height - 12.5, width - 6, 3)
        parts.append(f'<g opacity="{WAS}">{bar}</g>')
        parts.append(_odds_bar(vote, left + 3, top + height - 8.5, width - 6, 6))
    else:
        parts.append(label(x, top + 13, seat["country"], size=12, anchor="middle", bold=True))
        parts.append(label(x, top + 25, odds(vote["yes"]), size=12, anchor="middle"))
        parts.append(_odds_bar(vote, left + 3, top + height - 10, width - 6, 7))
    if differs:
        parts.append(_diamond(left + width - 1, top + 1))
    return "".join([*parts, "</g>"])


def _odds_bar(vote: Vote, left: float, top: float, width: float, height: float) -> str:
    parts = []
    for key, colour in VOTES:
        part = width * max(0.0, min(1.0, float(vote[key])))
        if part > 0.05:
            parts.append(box(left, top, part, height, colour))
        left += part
    return "".join(parts)


def _in_words(seat: Mapping[str, Any], vote: Vote | None) -> str:
    who = message(
        "{name}{permanent}",
        name=seat["name"],
        permanent=", permanent member" if seat["permanent"] else "",
    )
    if vote is None:
        return who
    ways = run_together(
        ", ", (message("{way} {vote}", way=way, vote=odds(vote[way])) for way, _ink in VOTES)
    )
    return message("{who}: {ways}", who=who, ways=ways)


def _both_in_words(seat: Mapping[str, Any], vote: Vote | None, was: Vote | None) -> str:
    """A desk in words; of one whose odds move, both."""
    if vote is None or was is None:
        return _in_words(seat, vote)
    before = ", ".join(f"{way} {odds(was[way])}" for way, _ink in VOTES)
    return f"{_in_words(seat, vote)}; as it is: {before}"


def _verdict(title: str, draft: DraftOdds, centre: float) -> list[str]:
    lines = wrapped(title, 2 * (RADIUS - DESK[0]) - 30, 15, bold=True)[:3]
    top = centre - 58 - 8 * (len(lines) - 1)
    written = [
        label(centre, top + 17 * place, line, size=15, anchor="middle", bold=True)
        for place, line in enumerate(lines)
    ]
    top += 17 * (len(lines) - 1)
    return [
        *written,
        *_put_and_adopted(draft, centre, top),
        *(
            label(centre, top + 97 + 16 * place, words, size=12, anchor="middle", colour="quiet")
            for place, words in enumerate(
                (
                    message(
                        "then unanimous {p_unanimous},", p_unanimous=odds_in(draft.p_unanimous)
                    ),
                    message(
                        "a permanent member abstains {p_permanent_abstains}",
                        p_permanent_abstains=odds_in(draft.p_permanent_abstains),
                    ),
                )
            )
        ),
    ]


def _put_and_adopted(draft: DraftOdds, centre: float, top: float) -> list[str]:
    """The odds that it is put to the vote and adopted, large; its parts below."""
    both, put, adopted = draft.p_put_and_adopted, draft.p_put_to_vote, odds_in(draft.p_adopted)
    if both is None or put is None:
        large, words = adopted, "adopted, if put to the vote"
        parts = "whether it is put to the vote: not known"
    else:
        large, words = odds_in(both), "put to the vote and adopted"
        parts = message(
            "put to the vote {put}; then adopted {adopted}", put=odds_in(put), adopted=adopted
        )
    return [
        label(centre, top + 36, large, size=32, anchor="middle", bold=True),
        label(centre, top + 55, words, size=13, anchor="middle"),
        label(centre, top + 78, parts, size=12, anchor="middle", colour="quiet"),
    ]


def legend(left: float, middle: float) -> str:
    """The inks of the three votes, side by side."""
    parts = []
    for key, colour in VOTES:
        name = {"yes": "yes", "abstain": "abstaining", "no": "no"}[key]
        parts.append(box(left, middle - 8, 10, 10, colour))
        parts.append(label(left + 15, middle + 1, name, size=12))
        left += 15 + text_width(name, 12) + 12
    return "".join(parts)
