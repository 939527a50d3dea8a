"""Plain statements, and what is put around them so that they assert nothing."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """A statement in the forms that the frames need.

    Attributes:
        kind: What is proposed from it.
        who: Who does it.
        past: What is done: "asked the mission to leave".
        bare: The same after "to" and "did not".
        going: The same as a gerund.
        done: The same as a participle.
    """

    kind: str
    who: str
    past: str
    bare: str
    going: str
    done: str


def _regular(kind: str, who: str, verb: str, rest: str) -> Statement:
    stem = verb.removesuffix("e")
    return Statement(
        kind, who, f"{stem}ed {rest}", f"{verb} {rest}", f"{stem}ing {rest}", f"{stem}ed {rest}"
    )


STATEMENTS = (
    _regular("host_position", "Mali", "ask", "the mission to leave"),
    _regular("host_position", "Mali", "demand", "the withdrawal of MINUSMA"),
    _regular("host_refusal", "Mali", "reject", "the options of the Secretary-General"),
    _regular("member_position", "Russia", "vote", "against the draft resolution"),
    _regular("member_position", "China", "vote", "in favour of the draft resolution"),
    _regular("member_position", "Gabon", "abstain", "on the draft resolution"),
    _regular("member_position", "Russia", "veto", "the draft resolution"),
    _regular("member_position", "France", "support", "the extension of the mandate"),
    _regular("member_position", "Russia", "oppose", "the extension of the mandate"),
    Statement(
        "departure",
        "Germany",
        "withdrew its 300 soldiers from MINUSMA",
        "withdraw its 300 soldiers from MINUSMA",
        "withdrawing its 300 soldiers from MINUSMA",
        "withdrawn its 300 soldiers from MINUSMA",
    ),
    _regular("departure", "Egypt", "suspend", "its participation in MINUSMA"),
    Statement(
        "arrival",
        "Senegal",
        "sent 200 soldiers to MINUSMA",
        "send 200 soldiers to MINUSMA",
        "sending 200 soldiers to MINUSMA",
        "sent 200 soldiers to MINUSMA",
    ),
    _regular("restriction", "Mali", "block", "the patrols of MINUSMA"),
    _regular("restriction", "Mali", "suspend", "the flights of MINUSMA"),
    Statement(
        "relation",
        "Mali",
        "broke off relations with France",
        "break off relations with France",
        "breaking off relations with France",
        "broken off relations with France",
    ),
    _regular("incident", "Malian soldiers", "kill", "20 civilians in Moura on 12 May 2023"),
    _regular("draft_state", "France", "circulate", "a first draft of the resolution on MINUSMA"),
    _regular("mandate_deadline", "The Council", "extend", "the mandate of MINUSMA to 30 June 2024"),
)

AROUND = (
    "{who} did not {bare}.",
    "{who} has never {done}.",
    "{who} has not {done}, officials said.",
    "{who} denied that it had {done}.",
    "{who} denied {going}.",
    "{who} ruled out {going}.",
    "{who} refused to {bare}.",
    "{who} declined to {bare}.",
    "{who} threatened to {bare}.",
    "{who} failed to {bare}.",
    "If {who} {past}, the Council will meet again.",
    "{who} will {bare} only if the talks fail.",
    "{who} would {bare} if the talks failed.",
    "Unless the talks succeed, {who} will {bare}.",
    "{who} may {bare}.",
    "{who} could {bare} next month.",
    "Did {who} {bare}?",
    "Has {who} {done}?",
    "It is not true that {who} {past}.",
    "Reports that {who} {past} are false.",
    "Rumours that {who} had {done} spread in the capital.",
    "There is no evidence that {who} {past}.",
    "The envoy urged {who} to {bare}.",
    "{who} is considering {going}.",
    "{who} is expected to {bare}.",
    "{who} did not rule out {going}.",
    "Officials feared that {who} had {done}.",
    "No official said that {who} had {done}.",
    "{who} no longer intends to {bare}.",
    "Contrary to reports that {who} {past}, nothing has changed.",
    "{who} stopped short of {going}.",
    "{who} warned that it would {bare}.",
)


class FrenchStatement(NamedTuple):
    """A French statement in the forms that the frames need.

    Attributes:
        kind: What is proposed from it.
        who: Who does it.
        done: What follows "a" or "avait": "demandé le départ de la mission".
        bare: The same in the infinitive.
        would: The same in the conditional.
        that: The same in the subjunctive, behind "que" and the subject.
    """

    kind: str
    who: str
    done: str
    bare: str
    would: str
    that: str


FRENCH_STATEMENTS = (
    FrenchStatement(
        "host_position",
        "le Mali",
        "demandé le départ de la Minusma",
        "demander le départ de la Minusma",
        "demanderait le départ de la Minusma",
        "demande le départ de la Minusma",
    ),
    FrenchStatement(
        "departure",
        "l'Allemagne",
        "retiré ses 300 soldats de la Minusma",
        "retirer ses 300 soldats de la Minusma",
        "retirerait ses 300 soldats de la Minusma",
        "retire ses 300 soldats de la Minusma",
    ),
    FrenchStatement(
        "member_position",
        "la Russie",
        "voté contre le projet de résolution",
        "voter contre le projet de résolution",
        "voterait contre le projet de résolution",
        "vote contre le projet de résolution",
    ),
    FrenchStatement(
        "restriction",
        "le Mali",
        "bloqué les patrouilles de la Minusma",
        "bloquer les patrouilles de la Minusma",
        "bloquerait les patrouilles de la Minusma",
        "bloque les patrouilles de la Minusma",
    ),
    FrenchStatement(
        "relation",
        "le Mali",
        "rompu ses relations avec la France",
        "rompre ses relations avec la France",
        "romprait ses relations avec la France",
        "rompe ses relations avec la France",
    ),
    FrenchStatement(
        "incident",
        "l'armée malienne",
        "tué 20 civils à Moura le 12 mai 2023",
        "tuer 20 civils à Moura",
        "tuerait 20 civils à Moura",
        "tue 20 civils à Moura",
    ),
)
FRENCH_AROUND = (
    "{who} n'a pas {done}.",
    "{who} n'a jamais {done}.",
    "{who} a démenti avoir {done}.",
    "{who} a nié avoir {done}.",
    "{who} a exclu de {bare}.",
    "{who} a refusé de {bare}.",
    "{who} a menacé de {bare}.",
    "{who} pourrait {bare}.",
    "Si {who} a {done}, le Conseil se réunira.",
    "{who} {would} si les pourparlers échouaient.",
    "Il est faux que {who} a {done}.",
    "Des rumeurs selon lesquelles {who} a {done} circulent.",
    "{who} envisage de {bare}.",
    "{who} a renoncé à {bare}.",
    "L'émissaire a exhorté {who} à {bare}.",
    "L'émissaire a demandé que {who} {that}.",
    "{who} a-t-il {done} ?",
    "Contrairement à ce qui a été dit, {who} n'a pas {done}.",
    "Rien ne prouve que {who} a {done}.",
    "{who} doit-il {bare} ?",
)

# Written after the cues, to see how often they miss what they were not written for.
HELD_BACK = (
    "{who} was wrongly said to have {done}.",
    "It was a lie, the minister said, that {who} had {done}.",
    "Far from {going}, {who} kept its course.",
    "{who} came close to {going} but held back.",
    "Neither {who} nor its neighbours {past}.",
    "{who} vowed never to {bare}.",
    "Had {who} {done}, the Council would have met.",
    "Should {who} {bare}, the Council will meet.",
    "{who} has yet to {bare}.",
    "Nothing suggests that {who} {past}.",
    "{who} reserves the right to {bare}.",
    "In the event that the talks fail, {who} will {bare}.",
    "The opposition demanded that {who} {bare}.",
    "Diplomats doubt that {who} {past}.",
    "{who} was on the point of {going}, diplomats said.",
    "Posts on social media claimed that {who} had {done}.",
    "Why would {who} {bare}?",
    "{who} was asked to {bare}.",
    "{who} backed away from {going}.",
    "{who} almost {past}.",
    "{who} would rather resign than {bare}.",
    "The minister scotched talk of {who} {going}.",
    "{who} toyed with the thought of {going}.",
    "{who} pretended that it had {done}.",
    "According to an unverified post, {who} {past}.",
    "{who} insisted that it had not {done}.",
    "{who} is under pressure to {bare}.",
    "{who} will not {bare} until the talks end.",
    "{who} dropped its threat to {bare}.",
    "{who} has so far held off {going}.",
    "{who} was dissuaded from {going}.",
    "{who} kept open the option of {going}.",
)
FRENCH_HELD_BACK = (
    "{who} a failli {bare}.",
    "Loin de {bare}, {who} a maintenu sa ligne.",
    "{who} s'est gardé de {bare}.",
    "Rien n'indique que {who} a {done}.",
    "{who} se dit prêt à {bare}.",
    "À moins d'un accord, {who} va {bare}.",
    "Selon une rumeur, {who} a {done}.",
    "{who} aurait {done}, selon un blog.",
    "{who} a été prié de {bare}.",
    "Personne ne croit que {who} a {done}.",
    "Le ministre a balayé l'idée que {who} a {done}.",
    "Il n'est pas question que {who} {that}.",
    "{who} ne compte plus {bare}.",
    "{who} hésite à {bare}.",
    "En cas d'échec, {who} va {bare}.",
)

# Written last, after clauses under an unknown predicate were left out.
HELD_BACK_LAST = (
    "{who} narrowly avoided {going}.",
    "The envoy talked {who} out of {going}.",
    "{who} is in no position to {bare}.",
    "{who} all but {past}.",
    "Hardly had the talks begun when the minister swore that {who} had not {done}.",
    "It would be a mistake for {who} to {bare}.",
    "The newspaper invented a story in which {who} {past}.",
    "Until {who} {past}, the Council will wait.",
    "Few would be surprised if {who} {past}.",
    "The army exaggerated when it said that {who} had {done}.",
    "{who} played with the idea of {going}.",
    "{who} shrank from {going}.",
    "{who}, sources insist, never {past}.",
    "The resolution would allow {who} to {bare}.",
    "A coup would make {who} {bare}.",
    "What if {who} {past}?",
)
