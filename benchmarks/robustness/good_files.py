"""A small good file for every layout that is read, made up, and what each of its columns holds.

A column's kind says which values it cannot hold (see ``values.py``). ``unused`` columns are not
read; ``optional`` marks those that a publisher may leave wholly blank.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """A layout of a publication: its good file, and files that must stand beside it."""

    name: str
    file: str
    rows: Sequence[Row] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    figure: str = ""  # a column whose value may differ between two rows of one key
    additive: bool = False  # rows of one key add up, so that a second row is no contradiction
    make: Callable[[Path], None] | None = None  # writes what is no delimited file

    @property
    def delimited(self) -> bool:
        """Whether the file is comma-separated text."""
        return self.make is None

    def text(self) -> str:
        """The good file as text."""
        return as_csv(self.rows)

    def write(self, folder: Path) -> Path:
        """Write the good file."""
        path = folder / self.file
        if self.make is not None:
            self.make(path)
        else:
            path.write_text(self.text(), encoding="utf-8")
        return path


def as_csv(rows: Sequence[Row], delimiter: str = ",", header: bool = True) -> str:
    """Rows as delimited text."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n", delimiter=delimiter)
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rows(columns: Mapping[str, str], *lines: str) -> list[Row]:
    return [dict(zip(columns, line.split("|"), strict=True)) for line in lines]


MEMBERS = {
    "CHN": "China", "EST": "Estonia", "FRA": "France", "GBR": "United Kingdom", "IND": "India",
    "IRL": "Ireland", "KEN": "Kenya", "MEX": "Mexico", "NER": "Niger", "NOR": "Norway",
    "RUS": "Russian Federation", "TUN": "Tunisia", "USA": "United States",
    "VCT": "Saint Vincent and the Grenadines", "VNM": "Viet Nam",
}  # fmt: skip


def _undl() -> Layout:
    kinds = {
        "undl_id": "unused", "ms_code": "country", "ms_name": "unused", "ms_vote": "choice",
        "date": "date", "resolution": "symbol", "draft": "text", "meeting": "text",
        "description": "text", "agenda": "text", "total_yes": "small", "total_no": "small",
        "total_abstentions": "small", "total_non_voting": "small", "total_ms": "small",
    }  # fmt: skip
    rows = []
    for number, day, title, against in (
        (2584, "2021-06-29", "Mali (MINUSMA) until 30 June 2022", ()),
        (2567, "2021-03-12", "Sudan (UNMISS) until 15 March 2022", ("CHN", "RUS")),
    ):
        for code, name in MEMBERS.items():
            vote = "A" if code in against else "Y"
            line = (
                f"39{number}|{code}|{name.upper()}|{vote}|{day}|S/RES/{number}(2021)|"
                f"S/2021/{number}|S/PV.8809|Security Council resolution {number} (2021) [on "
                f"extension of the mandate of the UN mission in {title}]|The situation|"
                f"{15 - len(against)}|0|{len(against)}|0|15"
            )
            rows += _rows(kinds, line)
    return Layout("undl", "voting.csv", rows, kinds, ("elected",), figure="ms_vote")


def _council_affairs() -> Layout:
    kinds = {
        "Year": "year", "Date": "date", "Resolution": "symbol", "Meeting": "text", "Draft": "text",
        "Agenda item": "text", "Region": "text", "Submitted by": "text",
        "Outcome results": "choice", "Topic": "text", "Vote": "choice", "Member State": "country",
        "ID": "id",
    }  # fmt: skip
    rows = []
    for at, day in ((2001, "2021-06-29"), (2002, "2021-12-22")):
        for name in MEMBERS.values():
            rows += _rows(kinds, f"2021|{day}|{at + 582} (2021)|S/PV.88|S/2021/{at}|Mali|Africa|"
                          f"France|Adopted unanimously|Mali|Yes|{name}|{at}")  # fmt: skip
    optional = frozenset({"Topic", "Region", "Agenda item", "Submitted by", "Meeting", "Draft"})
    return Layout("council_affairs", "drafts.csv", rows, kinds, ("elected",), optional, "Vote")


def _vetoes() -> list[Layout]:
    mit = {
        "year": "year", "date": "date", "draft": "text", "meeting_record": "text",
        "agenda_item": "text", "crisis_topic": "text", "region": "text", "member_veto1": "country",
        "member_veto2": "country", "member_veto3": "country",
        **dict.fromkeys(("China", "France", "Russia", "USSR", "USA", "UK"), "flag"),
    }  # fmt: skip
    hub = {
        "Year": "year", "Date": "date", "draft_resolution_number": "text", "record": "text",
        "agenda": "text", "topic": "text", "number_of_vetoes": "small",
        **dict.fromkeys((
            "china", "france", "russian_federation_or_USSR",
            "united_kingdom_of_great_britain_and_northern_ireland", "united_states_of_america",
        ), "flag"),
    }  # fmt: skip
    flags = frozenset({"member_veto2", "member_veto3", "crisis_topic", "region", "agenda_item"})
    return [
        Layout("vetoes_mit", "vetoes.csv", _rows(
            mit, "2022|5/26/2022|S/2022/431|S/PV.9048|DPRK|DPRK|Asia|China|Russia||1|0|1|0|0|0",
            "2020|7/7/2020|S/2020/654|S/PV.8700|Syria|Syria|Asia|Russia|||0|0|1|0|0|0",
        ), mit, ("elected",), flags, "member_veto1"),
        Layout("vetoes_hub", "DPPA-SCVETOES.csv", _rows(
            hub, "2022|2022-05-26|S/2022/431|S/PV.9048|DPRK|DPRK|2|1|0|1|0|0",
            "2020|2020-07-07|S/2020/654|S/PV.8700|Syria|Syria|1|0|0|1|0|0",
        ), hub, ("elected",), frozenset({"topic", "agenda"}), "china"),
    ]  # fmt: skip


def _members() -> list[Layout]:
    elected = {"country": "country", "which_tenure": "small", "year": "year",
               "year_of_tenure": "small"}  # fmt: skip
    hub = {"security_council_member": "country", "year": "year"}
    lines = [f"{name}|1|{year}|{year - 2020}" for year in (2021, 2022)
             for name in ("India", "Ireland", "Kenya", "Mexico", "Norway")]  # fmt: skip
    sitting = [f"{name}|2021" for name in MEMBERS.values()]
    return [
        Layout("elected", "elected.csv", _rows(elected, *lines), elected, figure="which_tenure",
               optional=frozenset({"which_tenure", "year_of_tenure"})),
        Layout("membership", "DPPA-SCMEMBERSHIP.csv", _rows(hub, *sitting), hub),
    ]  # fmt: skip


def _hub_missions() -> list[Layout]:
    missions = {
        "mission_acronym": "name", "mission_name": "text", "lead_department": "unused",
        "mission_isactive": "choice", "start_date": "date", "end_date": "date",
        "mission_location": "text", "mission_longitude": "alone_longitude",
        "mission_latitude": "alone_latitude", "last_update": "date",
    }  # fmt: skip
    deaths = {
        "incident_date": "date", "casualty_id": "name", "mission_acronym": "name",
        "type_of_casualty": "choice", "casualty_nationality": "country",
        "casualty_personnel_type": "choice", "type_of_incident": "choice", "isocode3": "country",
        "last_update": "date",
    }  # fmt: skip
    some = frozenset({"end_date", "mission_location", "mission_longitude", "mission_latitude"})
    return [
        Layout("missions", "DPPADPOSS-PKO.csv", _rows(
            missions, "UNTEST|United Nations Test Mission|DPO|No|1990-02-03|1991-01-31|Bamako|"
            "-8,0000|12,6500|2024-02-19",
            "MINUSMA|UN Mission in Mali|DPO|Yes|2013-04-25||Bamako|-8,0000|12,6500|2024-02-19",
            "UNMISS|UN Mission in South Sudan|DPO|Yes|2011-07-08||Juba|31,6000|4,8500|2024-02-19",
        ), missions, ("elected",), some, "start_date"),
        Layout("fatalities", "DPPADPOSS-FATALITIES.csv", _rows(
            deaths, "2014-05-06|MINUSMA-2014-05-00001|MINUSMA|Fatality|Chad|Military|"
            "Malicious Act|TCD|2023-11-28",
            "2014-09-18|MINUSMA-2014-09-00002|MINUSMA|Fatality|Chad|Military|Malicious Act|TCD|"
            "2023-11-28",
        ), deaths, ("missions",), frozenset({"isocode3"}), "incident_date"),
    ]  # fmt: skip


def _hub_figures() -> list[Layout]:
    money = {
        "Mission_acronym": "name", "Start_date": "date", "End_date": "date",
        "Budget_class": "name", "Budget_subclass": "text", "Apportionment": "money",
        "Expenditure": "money", "Variance": "signed_money", "Document_symbol": "text",
    }  # fmt: skip
    persons = {
        "contribution_id": "id", "contributing_country": "country", "isocode3": "country",
        "m49_code": "m49", "mission_acronym": "name", "personnel_type": "choice",
        "female_personnel": "count", "male_personnel": "count", "last_reporting_date": "date",
    }  # fmt: skip
    period = "MINUSMA|2021-07-01|2022-06-30|Military and police personnel"
    return [
        Layout("budgets", "DPO-PKBUDGET.csv", _rows(
            money, f"{period}|Military contingents|440000.5|430000|10000.5|A/77/680",
            f"{period}|United Nations police|20000|21000|-1000|A/77/680",
        ), money, ("missions",), frozenset({"Variance", "Document_symbol"}), "Apportionment"),
        Layout("contributions", "DPO-UCHISTORICAL.csv", _rows(
            persons, "1|Chad|TCD|148|MINUSMA|Troops|30|1400|2022-11-30",
            "2|Togo|TGO|768|MINUSMA|Troops|12|930|2022-11-30",
            "3|Chad|TCD|148|MINUSMA|Troops|31|1390|2022-12-31",
        ), persons, ("missions",), frozenset({"isocode3", "m49_code"}), "male_personnel"),
    ]  # fmt: skip


def _ipi() -> list[Layout]:
    missions = {"Date": "date", "Mission": "name", "Number of Contributors": "unused",
                "Troops": "count", "Police": "count", "Observers": "count",
                "Total": "count"}  # fmt: skip
    parts = ("Individual Police", "Formed Police Units", "Experts on Mission", "Troops", "Total")
    persons = {
        "Date": "date", "Contributor": "country", "Contributor ISO-3": "country",
        "Mission": "name",
        **{f"{one} {sex}": "count" for one in parts for sex in ("Male", "Female", "Total")},
    }  # fmt: skip
    months = {"file": "country", "Date": "date", "Troops": "count", "Police": "count",
              "Experts": "count"}  # fmt: skip
    return [
        Layout("ipi_missions", "ipi_mission_month.csv", _rows(
            missions, "2014-01-31|MINUSMA|51|1035|12|6|1053", "2014-02-28|MINUSMA|51|1040|12|6|1058",
        ), missions, ("missions",), figure="Troops"),
        Layout("ipi_contributions", "ipi_contributor_mission_month.csv", _rows(
            persons, "2013-11-30|Chad|TCD|MINUSMA|3|1|4|20|5|25|2|1|3|1035|15|1050|1060|22|1082",
            "2013-12-31|Chad|TCD|MINUSMA|3|1|4|20|5|25|2|1|3|1025|15|1040|1050|22|1072",
        ), persons, ("missions",), figure="Troops Male"),
        Layout("ipi_contributors", "ipi_contributor_month.csv", _rows(
            months, "Chad|2013-11-30|1035|12|6", "Chad|2013-12-31|1025|12|6",
        ), months, ("missions",), figure="Troops"),
    ]  # fmt: skip


def _personnel() -> list[Layout]:
    years = {"Year": "year", "Country": "country", "Mission": "name", "Female": "count",
             "Male": "count", "Total": "count"}  # fmt: skip
    return [
        Layout("contributor_years", "contributor_years.csv", _rows(
            years, "2015|Chad|MINUSMA|12|1035|1047", "2016|Chad|MINUSMA|12|1045|1057",
        ), years, ("missions",), frozenset({"Female", "Male"}), "Total"),
    ]  # fmt: skip


_PLACE = {"mission": "name", "year": "year", "location": "name", "latitude": "latitude",
          "longitude": "longitude"}  # fmt: skip


def _geopko() -> list[Layout]:
    deployments = _PLACE | {
        "country": "country", "Infantry": "count", "NoTroops": "count", "hq": "small",
        "UNPOL": "small", "UNMO": "small", "ave.no.troops": "count",
    }  # fmt: skip
    units = _PLACE | dict.fromkeys(("eng", "med", "sig", "av", "riv", "maint", "trans"), "small")
    names = _PLACE | {"No.TCC": "unused", "year.overview": "contributors"}
    flags = ("inf", "fpu", "res", "fp", "eng", "sig", "trans", "riv", "he.sup", "sf", "med",
             "maint", "recon", "avia", "mp", "demining", "uav", "unpol.dummy",
             "unmo.dummy")  # fmt: skip
    months = {
        "source": "text", **_PLACE, "month": "month_number", "country": "country",
        "no.troops": "count", "hq": "small", **dict.fromkeys(flags, "flag"),
        **{f"nameoftcc_{at}": "country" for at in range(1, 18)},
        **{f"notroopspertcc_{at}": "count" for at in range(1, 18)},
    }  # fmt: skip
    shown = "|".join(["1"] + ["0"] * (len(flags) - 1))
    slots = "|".join(["Chad", *[""] * 16, "1035", *[""] * 16])
    some = frozenset({"source", *flags, *(n for n in months if "tcc_" in n)})
    return [
        Layout("geopko_deployments", "geopko_deployments.csv", _rows(
            deployments, "MINUSMA|2021|Aguelhok|19.46|0.86|Mali|1035|1035|0|0|0|1035",
            "MINUSMA|2022|Kidal|18.44|1.41|Mali|300|520|2|1|0|1520",
        ), deployments, ("missions",), frozenset({"NoTroops"}), "ave.no.troops"),
        Layout("geopko_units", "geopko_units.csv", _rows(
            units, "MINUSMA|2021|Aguelhok|19.46|0.86|1|0|0|0|0|0|0",
            "MINUSMA|2022|Kidal|18.44|1.41|0|1|0|0|0|0|0",
        ), units, ("missions", "geopko_deployments"), figure="eng"),
        Layout("geopko_contributors", "geopko_contributors.csv", _rows(
            names, "MINUSMA|2021|Aguelhok|19.46|0.86|2|Bangladesh (35), Chad (1035)",
            "MINUSMA|2022|Kidal|18.44|1.41|1|Chad (450)",
        ), names, ("missions", "geopko_deployments"), figure="year.overview"),
        Layout("geopko_months", "geopko_months.csv", _rows(
            months, f"map_4321.pdf|MINUSMA|2019|Aguelhok|19.46|0.86|5|Mali|1035|0|{shown}|{slots}",
            f"map_4322.pdf|MINUSMA|2019|Kidal|18.44|1.41|9|Mali|1035|2|{shown}|{slots}",
        ), months, ("missions",), some, "no.troops"),
    ]  # fmt: skip


def _tasks_and_dyads() -> list[Layout]:
    from peaceops.sources import tamm  # noqa: PLC0415 - the task names are the codebook's

    tasks = {"mission": "name", "year": "year", "month": "month_number",
             "unsc_resolution": "text", **dict.fromkeys(tamm.LEVELS, "flag")}  # fmt: skip
    flags = "|".join("1" if one in ("prociv", "ch7") else "0" for one in tamm.LEVELS)
    dyads = {
        "year_month": "year", "conflict_ID": "number", "gov": "country", "rebel_group": "name",
        "brf_grc": "count", "brf_grc_lag": "count", "ceasefire": "flag",
        "troop_lag1000": "thousands", "police_lag1000": "thousands", "rebel_strength": "number",
        "n_rebel_groups": "small", "pop_ln": "number", "biased_intervention": "flag",
        "active_year": "flag", "regional_pko": "flag",
    }  # fmt: skip
    rest = "|9|0|12.5|0.05|2.0|1.0|8.4|0.0|1.0|0.0"
    some = frozenset({"rebel_strength", "n_rebel_groups", "pop_ln", "biased_intervention",
                      "active_year", "regional_pko"})  # fmt: skip
    expenses = {
        "PART_ID": "unused", "SECTION_ID": "unused", "SECTION_DESCRIPTION": "choice",
        "ENTITY": "name", "YEAR": "unused", "FINANCIAL_YEAR": "period", "AMOUNT": "signed_money",
        "SOURCE_TYPE": "choice", "REFERENCE": "text", "NOTE": "unused",
    }  # fmt: skip
    section = "II|5|Peacekeeping operations"
    return [
        Layout("tamm", "tamm.csv", _rows(
            tasks, f"MINUSMA|2014|4|2100|{flags}", f"MINUSMA|2014|5|2100|{flags}",
        ), tasks, ("missions",), frozenset({"unsc_resolution"}), "prociv"),
        Layout("dyads", "dyads.csv", _rows(
            dyads, f"2001.11999511719|187.0|Sierra Leone|RUF|1035{rest}",
            f"2001.05999755859|187.0|Sierra Leone|RUF|7{rest}",
        ), dyads, ("missions",), some, "brf_grc"),
        Layout("expenses", "un_secretariat_expenses.csv", _rows(
            expenses, f"{section}|MINUSMA|2023|2022/23|1192292200|Other Assessed|A/78/726|",
            f"{section}|UNMISS|2023|2022/23|1100000000|Other Assessed|A/78/726|",
        ), expenses, ("missions",), frozenset({"REFERENCE"}), "AMOUNT", additive=True),
    ]  # fmt: skip


GED_KINDS = {
    "id": "id", "relid": "unused", "year": "year", "active_year": "unused",
    "code_status": "unused", "type_of_violence": "choice", "conflict_new_id": "unused",
    "conflict_name": "unused", "side_a": "name", "side_b": "name", "source_article": "unused",
    "where_prec": "small", "where_coordinates": "text", "latitude": "latitude",
    "longitude": "longitude", "priogrid_gid": "cell", "country": "unused", "country_id": "gw",
    "region": "unused", "event_clarity": "unused", "date_prec": "small", "date_start": "date",
    "date_end": "date", "deaths_a": "count", "deaths_b": "count", "deaths_civilians": "count",
    "deaths_unknown": "count", "best": "count", "high": "count", "low": "count",
}  # fmt: skip


def _ged() -> list[Layout]:
    cell = 212 * 720 + 359 + 1
    lines = [
        f"{at}|MLI-{at}|2022|1|Clear|1|11347|Mali: Government|Government of Mali|JNIM|Agency|1|"
        f"Gao town|16.2666|-0.05|{cell}|Mali|432|Africa|1|1|2022-05-{day}|2022-05-{day}|2|3|1|0|"
        "1035|1080|1035"
        for at, day in ((101, "03"), (102, "18"))
    ]
    old = {{"best": "best_est", "high": "high_est", "low": "low_est"}.get(k, k): v
           for k, v in GED_KINDS.items()}  # fmt: skip
    reduced = {"year": "year", "longitude": "alone_longitude", "latitude": "alone_latitude",
               "where_coordinates": "text", "best": "count",
               "deaths_civilians": "count"}  # fmt: skip
    free = frozenset({"priogrid_gid", "where_coordinates"})
    return [
        Layout("ged", "GEDEvent_v23_1.csv", _rows(GED_KINDS, *lines), GED_KINDS, ("elected",),
               free, "best"),
        Layout("ged_old", "ged_export.csv", _rows(old, *lines), old, ("elected",), free,
               "best_est"),
        Layout("ged_reduced", "ged_reduced.csv", _rows(
            reduced, "2022|-0.05|16.2666|Gao town|1035|3", "2022|-3.01|16.77|Timbuktu|5|3",
        ), reduced, ("elected",), frozenset({"where_coordinates"}), "best"),
    ]  # fmt: skip


def _country_years() -> Layout:
    stems = ("sb_total_deaths", "ns_total_deaths", "os_total_deaths", "os_main_govt_killings",
             "os_any_govt_killings", "os_nsgroup_killings")  # fmt: skip
    kinds = {
        "country_id_cy": "gw", "country_cy": "unused", "year_cy": "year",
        **{f"{stem}_{one}_cy": "count" for stem in stems for one in ("best", "low", "high")},
        "sb_dyad_names_cy": "text", "ns_dyad_names_cy": "text", "os_dyad_names_cy": "text",
        "version": "name",
    }  # fmt: skip
    figures = "|".join(str(one) for one in (1035, 20, 30, 10, 12, 18) for _ in range(3))
    dyads = "Government of Mali - JNIM|NO_DYAD|JNIM - Civilians|25.1"
    rows = _rows(kinds, *(f"432|Mali|{year}|{figures}|{dyads}" for year in (2021, 2022)))
    some = frozenset({"sb_dyad_names_cy", "ns_dyad_names_cy", "os_dyad_names_cy"})
    return Layout("country_years", "organizedviolencecy.csv", rows, kinds, ("elected",), some,
                  "sb_total_deaths_best_cy")  # fmt: skip


def _views() -> list[Layout]:
    panel = {"month_id": "month_id", "country_id": "id", "ged_sb": "count", "ged_ns": "count",
             "ged_os": "count", "vintage": "name", "month": "month", "name": "unused",
             "gwcode": "gw", "isoab": "unused"}  # fmt: skip
    lines = [
        f"{month}|{views}|1035|0|{views % 3}|views2324|2023-{month - 516:02d}|{iso}|{gw}|{iso}"
        for month in range(517, 521) for views, gw, iso in ((50, 432, "MLI"), (55, 483, "TCD"))
    ]  # fmt: skip
    key = {"id": "id", "name": "unused", "gwcode": "gw", "isoname": "unused", "isoab": "unused",
           "isonum": "unused"}  # fmt: skip
    plain = {"country": "country", "month": "month", "state_based": "count", "non_state": "count",
             "one_sided": "count"}  # fmt: skip
    actuals = {"month_id": "month_id", "country_id": "id", "outcome": "count"}
    return [
        Layout("panel", "views_panel.csv", _rows(panel, *lines), panel, ("elected",),
               frozenset({"month"}), "ged_sb"),
        Layout("key", "views_country_key.csv", _rows(
            key, "50|Mali|432|Mali|MLI|466", "55|Chad|483|Chad|TCD|148",
        ), key, ("panel", "actuals"), figure="gwcode"),
        Layout("plain", "my_months.csv", _rows(
            plain, *(f"Mali|2023-{at:02d}|1035|2|3" for at in range(1, 5)),
        ), plain, ("elected",), figure="state_based"),
        Layout("actuals", "actuals_2018.csv", _rows(
            actuals, "457|50|1035", "458|50|7", "457|55|3", "458|55|4",
        ), actuals, ("key",), figure="outcome"),
        Layout("draws", "bm_conflictology_cm_2018.parquet", beside=("key",), make=_draws),
    ]  # fmt: skip


def _draws(path: Path) -> None:
    import polars as pl  # noqa: PLC0415

    rows = [(10 + one, month, 50, one) for month in (457, 458) for one in range(12)]
    names = ["outcome", "month_id", "country_id", "draw"]
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(path)


def _pace_and_points() -> list[Layout]:
    pace = {"date": "month", "Afghanistan": "number", "Dem. Rep. Congo": "number",
            "Yemen": "number"}  # fmt: skip
    points = {
        "ccode": "cow", "iso3c": "country", "countryname": "unused", "year": "year",
        "idealpointall": "point", "q5all": "point", "q95all": "point", "nvotesall": "count",
    }  # fmt: skip
    return [
        Layout("pace", "2018-01_h6.csv", _rows(
            pace, *(f"2018-0{month}|1.5|1035|{month * 10}" for month in range(1, 7)),
        ), pace, ("elected",), figure="Yemen"),
        Layout("ideal_points", "ideal_points.csv", _rows(
            points, "432|MLI|Mali|2020|-0.22|-0.31|-0.12|95", "2|USA|US|2020|2.5|2.2|2.7|95",
        ), points, ("elected",), figure="idealpointall"),
    ]  # fmt: skip


def _countries(path: Path) -> None:
    import shapefile  # noqa: PLC0415
    from shapely.geometry import box, mapping  # noqa: PLC0415

    squares = {"MLI": (0, 0, 10, 10), "NER": (10, 0, 20, 10), "BFA": (0, -10, 10, 0)}
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON) as writer:
        for name in ("NAME", "ADM0_A3", "ISO_A3"):
            writer.field(name, "C", 40)
        for code, bounds in squares.items():
            writer.record(code.title(), code, code)
            writer.shape(mapping(box(*bounds)))


def _units(path: Path) -> None:
    import json  # noqa: PLC0415

    from shapely.geometry import box, mapping  # noqa: PLC0415

    features = [
        {"type": "Feature", "geometry": mapping(box(0, 5 * at, 9.75 + at / 2, 5 * at + 5)),
         "properties": {"adm1_code": f"MLI-{at}", "name": f"Unit {at}", "adm0_a3": "MLI"}}
        for at in range(2)
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _cells(path: Path) -> None:
    import polars as pl  # noqa: PLC0415
    import shapely  # noqa: PLC0415
    from shapely.geometry import box  # noqa: PLC0415

    numbers = (152999, 153000)
    west = [((at - 1) % 720) / 2 - 180 for at in numbers]
    south = [((at - 1) // 720) / 2 - 90 for at in numbers]
    outlines = [shapely.to_wkb(box(x, y, x + 0.5, y + 0.5))
                for x, y in zip(west, south, strict=True)]  # fmt: skip
    pl.DataFrame({"priogrid_gid": numbers, "in_africa": [True, True], "in_me": [False, False],
                  "geom": outlines}).write_parquet(path)  # fmt: skip


def _cells_of_countries(path: Path) -> None:
    import polars as pl  # noqa: PLC0415

    pl.DataFrame({"pg_id": [152999, 153000], "country_id": [50, 50]}).write_parquet(path)


def _places() -> list[Layout]:
    static = {
        "gid": "id", "row": "number", "col": "number", "xcoord": "number", "ycoord": "number",
        "landarea": "area", "mountains_mean": "share", "ttime_min": "count",
    }  # fmt: skip
    return [
        Layout("ne_countries", "ne_110m_admin_0_countries.shp", beside=("elected",),
               make=_countries),
        Layout("ne_units", "mali_admin_1.geojson", beside=("ne_countries",), make=_units),
        Layout("grid_static", "PRIO-GRID-Static.csv", _rows(
            static, "152999|213|359|-0.75|16.25|3035.5|0.2|966",
            "153000|213|360|-0.25|16.25|3035.5||966",
        ), static, ("elected",), frozenset({"mountains_mean", "ttime_min"}), "landarea"),
        Layout("grid_cells", "priogrid_cells.parquet", beside=("elected",), make=_cells),
        Layout("grid_countries", "priogrid_country.parquet", beside=("grid_static", "key"),
               make=_cells_of_countries),
    ]  # fmt: skip


def layouts() -> dict[str, Layout]:
    """Every layout by its name."""
    listed: list[Any] = [
        _undl(), _council_affairs(), *_vetoes(), *_members(), *_hub_missions(), *_hub_figures(),
        *_ipi(), *_personnel(), *_geopko(), *_tasks_and_dyads(), *_ged(), _country_years(),
        *_views(), *_pace_and_points(), *_places(),
    ]  # fmt: skip
    return {one.name: one for one in listed}


def write_with_companions(layout: Layout, folder: Path, every: Mapping[str, Layout]) -> Path:
    """Write a layout's good file and all that must stand beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting, done = list(layout.beside), {layout.name}
    while waiting:
        name = waiting.pop()
        if name not in done:
            done.add(name)
            every[name].write(folder)
            waiting += every[name].beside
    return layout.write(folder)
