"""Words that several kinds of statements share."""

from __future__ import annotations

from peaceops.reading.vocabulary import words_of

EVENT_NOUNS = words_of("""
    withdrawal, departure, pullout, exit, termination, closure, end, call, request, demand, plea,
    appeal, killing, massacre, attack, ambush, assault, deployment, arrival, increase, reduction,
    drawdown, reconfiguration, suspension, expulsion, decision, rupture, execution, coup, presence,
    restriction, extension, renewal
""")
PREDICATE_ADJECTIVES = words_of("essential, crucial, vital, imperative, necessary, critical")
FORCES = words_of("""
    troop, soldier, force, personnel, peacekeeper, contingent, battalion, unit, police, officer,
    military, company, helicopter, engineer, helmet, army, infantry, staff, participation,
    equipment, deminer, operation, mercenary, men, gendarme, aviation, squadron, drone, detachment,
    member, hospital, ship
""")
UNIFORMED = words_of("""
    troop, soldier, peacekeeper, contingent, battalion, unit, police, officer, company, engineer,
    military, personnel, helicopter, force, infantry, detachment, aviation, squadron, hospital,
    ship, vessel, frigate, brigade, regiment
""")
LEAVE = words_of("""
    withdraw, leave, depart, exit, end, terminate, close, go, quit, pull, withdrawal, departure,
    termination, closure, pullout, pull out, pull back, move out, wind down, shut down, get out,
    drawdown
""")
DEMAND = words_of("""
    call, ask, demand, request, want, urge, insist, seek, require, order, tell, appeal, plea, press,
    call on, call for
""")
PLAN = words_of("""
    plan, intend, decide, announce, prepare, due, set, agree, promise, pledge, schedule
""")
SAY = words_of("""
    say, tell, add, note, state, declare, announce, warn, argue, stress, insist, report, explain,
    claim, write, assert, underline, emphasize, emphasise, recall, remark, affirm
""")
DENY = words_of("deny, dispute, refute, dismiss")
REFUSE = words_of("refuse, fail, decline, forget, avoid, reject")
