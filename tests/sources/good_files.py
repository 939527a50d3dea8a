"""A small good file in every delimited layout that a reader knows, made up.

``good_files()`` gives layout to ``GoodFile``; each is read without a problem. Tests spoil them cell
by cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peaceops.sources import all_readers, geopko, tamm, vetoes
from sources.made_tabulated import country_rows, dyad_rows
from sources.made_violence import GED_COLUMNS, country_year, event, panel

Row = Mapping[str, object]


@dataclass(frozen=True)
class GoodFile:
    """A file as a publisher would issue it.

    Attributes:
        name: Name of the file, which tells some readers the release.
        text: Its content.
    """

    name: str
    text: str

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return self.rows()[0]

    def rows(self) -> list[list[str]]:
        """Header and rows, cell by cell."""
        return list(csv.reader(io.StringIO(self.text)))

    def changed(self, column: str, value: str, row: int = 3) -> str:
        """The content with one cell changed; row 2 is the first below the header."""
        rows = self.rows()
        rows[row - 1][rows[0].index(column)] = value
        return written(rows)


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def file_of(name: str, rows: Sequence[Row]) -> GoodFile:
    """A file of some rows, under the columns of the first."""
    header = list(rows[0])
    return GoodFile(name, written([header, *([str(row[key]) for key in header] for row in rows)]))


def good_files() -> dict[str, GoodFile]:
    """A good file for each layout of each reader of delimited files."""
    files = {
        **_violence(),
        **_hub(),
        **_personnel(),
        **_geopko(),
        **_money(),
        **_states(),
        **_rest(),
    }
    return {**files, **_council()}
    files = {**_violence(), **_hub(), **_personnel(), **_geopko(), **_money(), **_rest()}
    return {**files, **_council(), **_users()}


def layouts() -> list[str]:
    """Layouts of all readers of delimited files, in the registry's order."""
    return [
        reader.layout
        for reader in all_readers()
        if any(suffix.endswith(".csv") for suffix in reader.suffixes)
    ]


def _violence() -> dict[str, GoodFile]:
    blank = dict.fromkeys(GED_COLUMNS, "")
    events = [
        blank | event(),
        blank | event(id=102, date_start="2022-05-13", date_end="2022-05-13", type_of_violence=3),
        blank | event(id=103, best=7, deaths_a=3, high=9),
    ]
    names = {"best": "best_est", "high": "high_est", "low": "low_est"}
    export = [{names.get(key, key): value for key, value in row.items()} for row in events]
    reduced = [
        {"year": 2001 + at, "longitude": -0.05, "latitude": 16.27, "where_coordinates": "Gao town",
         "best": 6 + at, "deaths_civilians": at}
        for at in range(3)
    ]  # fmt: skip
    plain = [
        {"country": country, "month": f"2023-0{month}", "state_based": month, "non_state": 0,
         "one_sided": 2}
        for month in (1, 2, 3) for country in ("MLI", "Chad")
    ]  # fmt: skip
    key = [
        {"id": number, "name": name, "gwcode": gw, "isoname": name, "isoab": iso, "isonum": m49}
        for number, name, gw, iso, m49 in (
            (50, "Mali", 432, "MLI", 466), (55, "Chad", 483, "TCD", 148), (57, "Niger", 436, "NER",
            562),
        )
    ]  # fmt: skip
    actuals = [{"month_id": 457 + at, "country_id": 50, "outcome": 10 + at} for at in range(3)]
    issue = [
        {"date": f"2018-0{month}", "Afghanistan": 100 + month, "Mali": 10, "Yemen": 50.5}
        for month in range(1, 7)
    ]
    years = [country_year(year_cy=year) for year in (2020, 2021, 2022)]
    return {
        "country-months, one vintage": file_of("country-month.csv", country_rows()[:6]),
        "deaths by dyad and month": file_of("dyad-month.csv", dyad_rows()[:6]),
        "GED events": file_of("GEDEvent_v23_1.csv", events),
        "GED events, old export names": file_of("ged_2023-11-30_export.csv", export),
        "GED reduced extract": file_of("reduced.csv", reduced),
        "country-years": file_of("country_years.csv", years),
        "country-months": file_of("panel.csv", panel()),
        "country-months, plain layout": file_of("deaths.csv", plain),
        "country key": file_of("country_key.csv", key),
        "actuals": file_of("actuals_2018.csv", actuals),
        "issued forecasts": file_of("2018-01_h6.csv", issue),
    }


def _hub() -> dict[str, GoodFile]:
    mission = {
        "mission_acronym": "UNONE", "mission_name": "First Mission", "lead_department": "DPO",
        "mission_isactive": "No", "start_date": "1990-02-03", "end_date": "1991-01-31",
        "mission_location": "Bamako", "mission_longitude": "-8.02", "mission_latitude": "12.65",
        "last_update": "2024-02-19",
    }  # fmt: skip
    death = {
        "incident_date": "2013-05-06", "casualty_id": "UNONE-2013-05-00001",
        "mission_acronym": "UNONE", "type_of_casualty": "Fatality", "casualty_nationality": "Chad",
        "casualty_personnel_type": "Military", "type_of_incident": "Malicious Act",
        "isocode3": "TCD", "last_update": "2023-11-28",
    }  # fmt: skip
    contribution = {
        "contribution_id": 1, "contributing_country": "Chad", "isocode3": "TCD", "m49_code": 148,
        "mission_acronym": "MINUSMA", "personnel_type": "Troops", "female_personnel": 30,
        "male_personnel": 1400, "last_reporting_date": "2022-11-30",
    }  # fmt: skip
    budget = {
        "Mission_acronym": "MINUSMA", "Start_date": "2021-07-01", "End_date": "2022-06-30",
        "Budget_class": "Military and police personnel", "Budget_subclass": "Military contingents",
        "Apportionment": "440000.5", "Expenditure": "430000", "Variance": "10000.5",
        "Document_symbol": "A/77/680",
    }  # fmt: skip
    older = {
        "isocode3": "TCD", "contributing_country": "Chad", "mission_acronym": "MINUSMA",
        "personnel_type": "Troops", "female_personnel": 30, "male_personnel": 1400,
        "last_reporting_date": "30-Nov-22",
    }  # fmt: skip
    police = {"Budget_subclass": "United Nations police", "Apportionment": "20000",
              "Expenditure": "21000", "Variance": "-1000"}  # fmt: skip
    return {
        "DPPADPOSS-PKO": file_of("DPPADPOSS-PKO.csv", [
            mission,
            mission | {"mission_acronym": "UNTWO", "mission_name": "Second Mission"},
            mission | {"mission_acronym": "UNTHREE", "end_date": "", "mission_isactive": "Yes"},
        ]),
        "DPPADPOSS-FATALITIES": file_of("DPPADPOSS-FATALITIES.csv", [
            death,
            death | {"casualty_id": "UNONE-2014-07-00002", "incident_date": "2014-07-14"},
            death | {"casualty_id": "UNONE-2015-01-00003", "incident_date": "2015-01-03",
                     "type_of_incident": "Illness"},
        ]),
        "DPO-UCHISTORICAL": file_of("DPO-UCHISTORICAL.csv", [
            contribution,
            contribution | {"contribution_id": 2, "contributing_country": "Nepal",
                            "isocode3": "NPL", "m49_code": 524},
            contribution | {"contribution_id": 3, "personnel_type": "Individual Police"},
        ]),
        "DPO-UCHISTORICAL, older copies": file_of("UC.csv", [
            older,
            older | {"contributing_country": "Nepal", "isocode3": "NPL"},
            older | {"personnel_type": "Individual Police"},
        ]),
        "DPO-PKBUDGET and DPO-PKEXP": file_of("DPO-PKBUDGET.csv", [
            budget, budget | police, budget | police | {"Budget_class": "Civilian personnel"},
        ]),
    }  # fmt: skip


def _personnel() -> dict[str, GoodFile]:
    month = {"Date": "2016-12-31", "Mission": "MINUSMA", "Number of Contributors": 51,
             "Troops": 10763, "Police": 1258, "Observers": 36, "Total": 12057}  # fmt: skip
    kinds = {"Individual Police": (2, 1), "Formed Police Units": (10, 0),
             "Experts on Mission": (3, 0), "Troops": (100, 20), "Total": (115, 21)}  # fmt: skip
    contribution: dict[str, object] = {
        "Date": "2013-12-31", "Contributor": "Chad", "Contributor ISO-3": "TCD",
        "Mission": "MINUSMA",
    }  # fmt: skip
    for kind, (male, female) in kinds.items():
        counts = {"Male": male, "Female": female, "Total": male + female}
        contribution |= {f"{kind} {sex}": count for sex, count in counts.items()}
    contributor = {"file": "Chad", "Date": "2013-12-31", "Troops": 120, "Police": 13, "Experts": 3}
    mean = {"Year": 2019, "Country": "Chad", "Mission": "MINUSMA", "Female": 10, "Male": 1400,
            "Total": 1410}  # fmt: skip
    others = ({}, {"Date": "2013-11-30"}, {"Date": "2013-10-31"})
    return {
        "mission-months": file_of("months.csv", [month | one for one in others]),
        "contributor-mission-months": file_of("c.csv", [contribution | one for one in others]),
        "contributor-months": file_of("cm.csv", [contributor | one for one in others]),
        "contributor-mission-years": file_of(
            "years.csv", [mean, mean | {"Year": 2018}, mean | {"Year": 2016}]
        ),
    }


def _geopko() -> dict[str, GoodFile]:
    places = [
        {"mission": "MINUSMA", "year": 2022, "location": name, "latitude": latitude,
         "longitude": longitude}
        for name, latitude, longitude in (("Aguelhok", 19.46, 0.86), ("Gao", 16.27, -0.05),
                                          ("Kidal", 18.44, 1.41))
    ]  # fmt: skip
    deployed = {"country": "Mali", "Infantry": 300, "NoTroops": 520, "hq": 0, "UNPOL": 0, "UNMO": 1,
                "ave.no.troops": 520}  # fmt: skip
    units = dict.fromkeys(geopko._UNITS, 1)
    contributors = {"No.TCC": 2, "year.overview": "Bangladesh (35), Chad (450)"}
    month: dict[str, object] = dict.fromkeys(geopko._MONTHS, "")
    month |= {"source": "Map no. 4506 Rev. 3", "month": 6, "country": "Mali", "no.troops": 520,
              "hq": 0, "nameoftcc_1": "Chad", "notroopspertcc_1": 450,
              **dict.fromkeys(geopko._MONTH_UNITS, 0)}  # fmt: skip
    return {
        "v2.3 deployments": file_of("d.csv", [place | deployed for place in places]),
        "v2.3 unit types": file_of("u.csv", [place | units for place in places]),
        "v2.3 contributors": file_of("c.csv", [place | contributors for place in places]),
        "v2.0 location-months": file_of("m.csv", [month | place for place in places]),
    }


def _money() -> dict[str, GoodFile]:
    expense = {"PART_ID": "II", "SECTION_ID": "5", "SECTION_DESCRIPTION": "Peacekeeping operations",
               "ENTITY": "MINUSMA", "YEAR": 2023, "FINANCIAL_YEAR": "2022/23", "AMOUNT": 1000000,
               "SOURCE_TYPE": "Other Assessed", "REFERENCE": "A/78/726", "NOTE": ""}  # fmt: skip
    budget = {
        "mission": "MINUSCA", "apportioned_2030_31_gross_kusd": 1174132,
        "sg_proposed_2031_32_gross_kusd": 1021635.4,
        "ga_approved_maintenance_2031_32_kusd": 1018006,
        "ga_inclusive_appropriation_2031_32_kusd": 1123481.3, "proposal_symbol": "A/85/623",
        "approval_symbol": "A/C.5/85/20; A/RES/85/276",
    }  # fmt: skip
    part = {"mission": "MINUSCA", "start": "2031-07-01", "end": "2031-11-15", "kusd": 421305.4,
            "resolution": "A/RES/85/276", "condition": "unconditional"}  # fmt: skip
    rest = {"start": "2031-11-16", "end": "2032-06-30", "kusd": 702175.9,
            "condition": "requires Security Council extension"}  # fmt: skip
    entities = ("MINUSMA", "UNMISS", "UNIFIL")
    return {
        "expenses by entity": file_of("e.csv", [expense | {"ENTITY": one} for one in entities]),
        "budgets of missions by year": file_of(
            "mission_budgets_2030_32.csv", [budget | {"mission": one} for one in entities]
        ),
        "parts of appropriations": file_of(
            "schedule.csv", [part, part | rest, part | {"mission": "UNIFIL"}]
        ),
    }


def _states() -> dict[str, GoodFile]:
    """Tables of Mali by year; what each adds to country and year."""
    tables: dict[str, Row] = {
        "coups by year": {"attempts": 2, "successes": 1},
        "regimes by year": {"regime": 1},
        "population by year": {"population": 21904983},
        "covariates by year": {
            "gdp_pc": 872.389, "inflation": 0.438, "pop_0014": 47.319, "pop_1564": 50.19,
            "urban_pct": 29.021, "infant_mort": 55.4, "pop_growth": 3.018, "excluded_share": "",
            "cinc": 0.00095,
        },
        "conflict by year": {
            "country": "Mali", "region": "Africa", "main_system": 1, "acd_intensity": 1,
            "sb_deaths": 500, "ns_deaths": 20, "os_deaths": 300,
        },
    }  # fmt: skip
    episode = {"dyad_id": 14182, "epid": 1418201, "start_year": 2014, "end_year": 2015,
               "terminated": 1, "outcome": "peace-agreement"}  # fmt: skip
    lasting = {"epid": 1418202, "start_year": 2017, "end_year": "", "terminated": 0, "outcome": ""}
    return {
        **{
            layout: file_of(
                "t.csv", [{"gwno": 432, "year": year, **row} for year in (2019, 2020, 2021)]
            )
            for layout, row in tables.items()
        },
        "episodes of dyads": file_of(
            "episode.csv", [episode | {"epid": 1418200}, episode, episode | lasting]
        ),
    }


def _rest() -> dict[str, GoodFile]:
    dyad = {
        "year_month": 2001.11, "conflict_ID": 187.0, "gov": "Sierra Leone", "rebel_group": "RUF",
        "brf_grc": 4, "brf_grc_lag": 9, "ceasefire": 0, "troop_lag1000": 12.5,
        "police_lag1000": 0.05, "rebel_strength": 2, "n_rebel_groups": 1, "pop_ln": 8.4,
        "biased_intervention": 0, "active_year": 1, "regional_pko": 0,
    }  # fmt: skip
    tasks = {"mission": "UNONE", "year": 2013, "month": 4, "unsc_resolution": "2100",
             **dict.fromkeys(tamm.LEVELS, 0), "prociv": 1, "ch7": 1}  # fmt: skip
    point = {"ccode": 432, "iso3c": "MLI", "countryname": "Mali", "year": 2020,
             "idealpointall": -0.22, "q5all": -0.31, "q95all": -0.12, "nvotesall": 95}  # fmt: skip
    cells = [
        {"gid": 49182 + at, "row": 69, "col": 222 + at, "xcoord": -69.25 + at / 2,
         "ycoord": -55.75, "landarea": 4.1, "mountains_mean": 0.5, "ttime_min": 966}
        for at in range(3)
    ]  # fmt: skip
    return {
        "dyad-months": file_of("dyads.csv", [dyad | {"year_month": 2001.10 + at / 100}
                                             for at in range(3)]),
        "v2.1 mission-months": file_of("tamm.csv", [tasks | {"month": at} for at in (4, 5, 6)]),
        "ideal points by year": file_of("ideal.csv", [point | {"year": at}
                                                      for at in (2018, 2019, 2020)]),
        "static variables": file_of("PRIO-GRID-Static.csv", cells),
    }  # fmt: skip


def _council() -> dict[str, GoodFile]:
    members = ("CHN", "FRA", "GBR", "RUS", "USA", "ALB", "ARE", "BRA", "CHE", "ECU", "GAB", "GHA",
               "JPN", "MLT", "MOZ")  # fmt: skip
    votes = [
        {"undl_id": 3929000, "ms_code": code, "ms_name": code, "permanent_member": at < 5,
         "ms_vote": "Y", "date": "2022-06-29", "resolution": "S/RES/2640(2022)",
         "draft": "S/2022/497", "meeting": "9082", "description": "Resolution 2640 (2022)",
         "agenda": "The situation in Mali", "subjects": "", "vote_note": "", "modality": "VOTE",
         "total_yes": 15, "total_no": 0, "total_abstentions": 0, "total_non_voting": 0,
         "total_ms": 15, "undl_link": ""}
        for at, code in enumerate(members)
    ]  # fmt: skip
    years = [
        {"country": name, "which_tenure": 1, "year": 2015, "year_of_tenure": 1}
        for name in ("Angola", "Malaysia", "Spain")
    ]
    states = ("China", "France", "United Kingdom", "Russian Federation", "United States", "Albania",
              "United Arab Emirates", "Brazil", "Switzerland", "Ecuador", "Gabon", "Ghana", "Japan",
              "Malta", "Mozambique")  # fmt: skip
    drafts = [
        {"Year": 2022, "Date,": "2022-06-29", "Resolution": "2640 (2022)", "Meeting": "S/PV.9082",
         "Draft": "S/2022/497", "Agenda item": "The situation in Mali", "Category": "Country",
         "Region": "Africa", "Submitted by": "France", "Outcome results": "Adopted unanimously",
         "ID": 2640, "Membership_Status": "Other", "Topic": "Mali", "Member State": state,
         "Vote": "Yes"}
        for state in states
    ]  # fmt: skip
    mit: dict[str, object] = dict.fromkeys(vetoes.MIT_COLUMNS, "")
    mit |= dict.fromkeys(vetoes.MIT_FLAGS, 0)
    mit |= {"agenda_item": "Korea", "crisis_topic": "Korea", "region": "Asia",
            "meeting_record": "S/PV.9048", "member_veto1": "China", "China": 1}  # fmt: skip
    hub: dict[str, object] = dict.fromkeys(vetoes.HUB_COLUMNS, "")
    hub |= dict.fromkeys(vetoes.HUB_MEMBERS, 0)
    hub |= {"record": "S/PV.9048", "agenda": "Korea", "topic": "Korea", "number_of_vetoes": 1,
            "china": 1}  # fmt: skip
    days = (17, 18, 26)
    return {
        "drafts put to the vote, one row a member": file_of("drafts.csv", drafts),
        "MIT veto list": file_of("vetoes.csv", [
            mit | {"year": 2022, "date": f"5/{day}/2022", "draft": f"S/2022/4{day}"} for day in days
        ]),
        "DPPA-SCVETOES": file_of("scvetoes.csv", [
            hub | {"Year": 2022, "Date": f"2022-05-{day}",
                   "draft_resolution_number": f"S/2022/4{day}"} for day in days
        ]),
        "voting data, one row a member": file_of("votes.csv", votes),
        "elected members by year": file_of("members.csv", years),
        "DPPA-SCMEMBERSHIP": file_of("scm.csv", [
            {"security_council_member": name, "year": 2015} for name in ("Angola", "Chad", "Spain")
        ]),
    }  # fmt: skip


def _users() -> dict[str, GoodFile]:
    blank = {"withdrawn_by": "", "reason": "S/RES/2790 (2025), paragraph 1"}
    mandates = [
        {"mission": "UNIFIL", "resolution": 2749, "date": "2024-08-28", "kind": "renew",
         "until": "2025-08-31"} | blank,
        {"mission": "UNIFIL", "resolution": 2790, "date": "2025-08-28", "kind": "terminate",
         "until": "2026-12-31"} | blank | {"withdrawn_by": "2027-12-31"},
        {"mission": "UNTSO", "resolution": 50, "date": "1948-05-29", "kind": "establish",
         "until": "open"} | blank,
    ]  # fmt: skip
    ceilings = [
        {"mission": "MONUSCO", "resolution": resolution, "from": day, "ceiling_military": military,
         "ceiling_police": 1713, "reason": "read from the resolution"}
        for resolution, day, military in
        ((2717, "2023-12-19", 13500), (2717, "2024-07-01", 11500), (2765, "", "unknown"))
    ]  # fmt: skip
    requests = [
        {"mission": "UNAMI", "host": "IRQ", "asked": "2024-05-08", "precision": "day",
         "act": "request", "recognised": "true", "outcome": "left", "end": "2025-12-31",
         "decision": "S/RES/2732 (2024)", "decided": "2024-05-31", "reason": "letter"}
        | {"asked": f"2024-05-0{day}"}
        for day in (7, 8, 9)
    ]  # fmt: skip
    return {
        "mandates of the user's own": file_of("mandates.csv", mandates),
        "ceilings of the user's own": file_of("ceilings.csv", ceilings),
        "hosts' requests of the user's own": file_of("requests.csv", requests),
    }
