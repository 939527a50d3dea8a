"""Peace agreements in a brief: who signed, who stands outside, coups, and where the list ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from peaceops.brief.document import Brief
from peaceops.brief.layout import accords as layout
from peaceops.brief.layout import lay_out
from peaceops.brief.page import Bullets, Missing, Paragraph, Table, flat, texts_of
from peaceops.brief.tables import to_csv
from peaceops.domain.figures import Evidence, Figure, Gap
from peaceops.situation import Accords, HostAccords

SIGNED = date(2015, 6, 20)
LATE = Gap("situation.accords_late", "agreements after May 2021", "the list ends", "read it")


def figure(name: str, country: str, value: int | str, unit: str, label: str = "") -> Figure:
    evidence = (Evidence("peace_agreements", "made", 1, (("made.yaml", "1"),)),)
    return Figure(f"situation.{name}_{country}", label or name, value, unit, "Made.", evidence)


def host(country: str, *, agreements: int, outside: int = 0, coups: int | None = None):
    some = agreements > 0
    return HostAccords(
        country=country,
        agreements=figure("accords", country, agreements, "agreements"),
        latest=figure("accords_latest", country, SIGNED.isoformat(), "date") if some else None,
        inside=figure("groups_signed", country, int(some), "groups"),
        again=figure("groups_signed_and_fought_again", country, 0, "groups"),
        outside=figure("groups_outside", country, outside, "groups"),
        coups=None
        if coups is None
        else figure("coups_attempted", country, coups, "coups",
                    f"Coups attempted in {country.title()}, 2012 to 2021"),
        successful=None if coups is None else figure("coups_successful", country, 1, "coups"),
    )  # fmt: skip


def with_accords(brief: Brief, *hosts: HostAccords, gaps: tuple[Gap, ...] = (LATE,)) -> Brief:
    agreements = pl.DataFrame(
        [("MLI", 30, SIGNED, "Accord for peace", "territory", "Government of Mali; CMA")],
        brief.accords.agreements.schema,
        orient="row",
    )
    groups = pl.DataFrame(
        [("MLI", "CMA", "signed", SIGNED, "Accord for peace", 2014, 2015),
         ("MLI", "JNIM", "outside", None, None, 2017, None)],
        brief.accords.groups.schema,
        orient="row",
    )  # fmt: skip
    answer = Accords(
        mission=brief.mission.acronym,
        as_of=brief.as_of,
        hosts=hosts,
        agreements=agreements,
        groups=groups,
        years=15,
        until=date(2021, 5, 2) if hosts else None,
        fighting_until=2021 if hosts else None,
        gaps=gaps,
    )
    return replace(brief, accords=answer)


def lines(brief: Brief) -> list[str]:
    (bullets,) = [block for block in layout.blocks(brief) if isinstance(block, Bullets)]
    return [text.text.replace("\u00a0", " ") for text in bullets.items]


def test_one_host_has_a_line_on_each_subject(full: Brief) -> None:
    brief = with_accords(full, host("MLI", agreements=1, outside=1, coups=3))
    assert lines(brief) == [
        "1 agreement on record; the latest, of 20 Jun 2015: Accord for peace (Government of Mali "
        "and CMA).",
        "Signed in the last 15 years and not on record as fighting since: CMA.",
        "Fighting the government, with no agreement in the last 15 years: JNIM.",
        "Coups attempted in Mli, 2012 to 2021: 3, of which 1 succeeded.",
    ]


def test_several_hosts_have_a_line_each_and_the_quiet_share_one(full: Brief) -> None:
    brief = with_accords(
        full, host("MLI", agreements=1, outside=1), host("SYR", agreements=0, outside=2),
        host("EGY", agreements=0), host("JOR", agreements=0),
    )  # fmt: skip
    mali, syria, quiet = lines(brief)
    assert mali.startswith("Mali: 1 agreement on record; the latest, of 20 Jun 2015")
    assert syria == "Syrian Arab Republic: No agreement on record."
    assert quiet == (
        "No agreement and no group that fights the government is on record in Egypt and Jordan."
    )
    assert brief.figure("situation.accords_EGY") is not None
    assert brief.figure("situation.groups_outside_EGY") is None, "what no block shows"


def test_the_end_of_the_list_is_said_once_with_its_gap(full: Brief) -> None:
    brief = with_accords(full, host("MLI", agreements=1))
    (note,) = [block for block in layout.blocks(brief) if isinstance(block, Paragraph)]
    words = " ".join(text.text for text in note.texts).replace("\u00a0", " ")
    assert "UCDP's list of agreements ends on 2 May 2021" in words
    assert "Who fights is on record to 2021" in words
    page = lay_out(brief)
    situation = next(section for section in page.sections if section.id == "situation")
    blocks = list(flat(situation.blocks))
    assert not [b for b in blocks if isinstance(b, Missing) and "after May 2021" in b.what]
    marked = [
        b for b in blocks for text in texts_of(b) if "gap-situation.accords_late" in text.cites
    ]
    assert len(marked) == 1


def test_the_groups_stand_in_a_table_and_in_csv(full: Brief) -> None:
    brief = with_accords(full, host("MLI", agreements=1, outside=1))
    (table,) = [block for block in layout.blocks(brief) if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == ["CMA", "JNIM"]
    files = to_csv(brief)
    assert files[table.csv].splitlines()[2] == "MLI,JNIM,outside,,,2017,"
    assert "Accord for peace" in files["agreements"]


def test_without_a_list_the_brief_says_so(full: Brief) -> None:
    gap = Gap("situation.accords", "peace agreements of the hosts", "none in the edition", "add")
    (block,) = [b for b in layout.blocks(with_accords(full, gaps=(gap,))) if isinstance(b, Missing)]
    assert block.what == "Peace agreements of the hosts" and block.remedy == "Add."
