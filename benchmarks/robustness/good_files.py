"""A small good file for every layout that is read, made up, and what each of its columns holds.

A column's kind says which values it cannot hold (see ``values.py``). ``unused`` columns are not
read; ``optional`` marks those that a publisher may leave wholly blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.robustness.good_violence import others
from benchmarks.robustness.layout import Layout, rows_of

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
            rows += rows_of(kinds, line)
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
            rows += rows_of(kinds, f"2021|{day}|{at + 582} (2021)|S/PV.88|S/2021/{at}|Mali|Africa|"
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
        Layout("vetoes_mit", "vetoes.csv", rows_of(
            mit, "2022|5/26/2022|S/2022/431|S/PV.9048|DPRK|DPRK|Asia|China|Russia||1|0|1|0|0|0",
            "2020|7/7/2020|S/2020/654|S/PV.8700|Syria|Syria|Asia|Russia|||0|0|1|0|0|0",
        ), mit, ("elected",), flags, "member_veto1"),
        Layout("vetoes_hub", "DPPA-SCVETOES.csv", rows_of(
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
        Layout("elected", "elected.csv", rows_of(elected, *lines), elected, figure="which_tenure",
               optional=frozenset({"which_tenure", "year_of_tenure"})),
        Layout("membership", "DPPA-SCMEMBERSHIP.csv", rows_of(hub, *sitting), hub),
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
        Layout("missions", "DPPADPOSS-PKO.csv", rows_of(
            missions, "UNTEST|United Nations Test Mission|DPO|No|1990-02-03|1991-01-31|Bamako|"
            "-8,0000|12,6500|2024-02-19",
            "MINUSMA|UN Mission in Mali|DPO|Yes|2013-04-25||Bamako|-8,0000|12,6500|2024-02-19",
            "UNMISS|UN Mission in South Sudan|DPO|Yes|2011-07-08||Juba|31,6000|4,8500|2024-02-19",
        ), missions, ("elected",), some, "start_date"),
        Layout("fatalities", "DPPADPOSS-FATALITIES.csv", rows_of(
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
        Layout("budgets", "DPO-PKBUDGET.csv", rows_of(
            money, f"{period}|Military contingents|440000.5|430000|10000.5|A/77/680",
            f"{period}|United Nations police|20000|21000|-1000|A/77/680",
        ), money, ("missions",), frozenset({"Variance", "Document_symbol"}), "Apportionment"),
        Layout("contributions", "DPO-UCHISTORICAL.csv", rows_of(
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
        Layout("ipi_missions", "ipi_mission_month.csv", rows_of(
            missions, "2014-01-31|MINUSMA|51|1035|12|6|1053",
            "2014-02-28|MINUSMA|51|1040|12|6|1058",
        ), missions, ("missions",), figure="Troops"),
        Layout("ipi_contributions", "ipi_contributor_mission_month.csv", rows_of(
            persons, "2013-11-30|Chad|TCD|MINUSMA|3|1|4|20|5|25|2|1|3|1035|15|1050|1060|22|1082",
            "2013-12-31|Chad|TCD|MINUSMA|3|1|4|20|5|25|2|1|3|1025|15|1040|1050|22|1072",
        ), persons, ("missions",), figure="Troops Male"),
        Layout("ipi_contributors", "ipi_contributor_month.csv", rows_of(
            months, "Chad|2013-11-30|1035|12|6", "Chad|2013-12-31|1025|12|6",
        ), months, ("missions",), figure="Troops"),
    ]  # fmt: skip


def _personnel() -> list[Layout]:
    years = {"Year": "year", "Country": "country", "Mission": "name", "Female": "count",
             "Male": "count", "Total": "count"}  # fmt: skip
    return [
        Layout("contributor_years", "contributor_years.csv", rows_of(
            years, "2015|Chad|MINUSMA|12|1035|1047", "2016|Chad|MINUSMA|12|1045|1057",
        ), years, ("missions",), frozenset({"Female", "Male"}), "Total"),
    ]  # fmt: skip


_PLACE = {"mission": "name", "year": "year", "location": "name", "latitude": "latitude",
          "longitude": "longitude"}  # fmt: skip


def _geopko() -> list[Layout]:
    deployments = _PLACE | {
        "country": "country", "Infantry": "average", "NoTroops": "average", "hq": "small",
        "UNPOL": "small", "UNMO": "small", "ave.no.troops": "average",
    }  # fmt: skip
    units = _PLACE | dict.fromkeys(("eng", "med", "sig", "av", "riv", "maint", "trans"), "small")
    names = _PLACE | {"No.TCC": "unused", "year.overview": "contributors"}
    flags = ("inf", "fpu", "res", "fp", "eng", "sig", "trans", "riv", "he.sup", "sf", "med",
             "maint", "recon", "avia", "mp", "demining", "uav", "unpol.dummy",
             "unmo.dummy")  # fmt: skip
    months = {
        "source": "text", **_PLACE, "month": "month_number", "country": "country",
        "no.troops": "average", "hq": "small", **dict.fromkeys(flags, "flag"),
        **{f"nameoftcc_{at}": "country" for at in range(1, 18)},
        **{f"notroopspertcc_{at}": "average" for at in range(1, 18)},
    }  # fmt: skip
    shown = "|".join(["1"] + ["0"] * (len(flags) - 1))
    slots = "|".join(["Chad", *[""] * 16, "1035", *[""] * 16])
    some = frozenset({"source", "hq", *flags, *(n for n in months if "tcc_" in n)})
    return [
        Layout("geopko_deployments", "geopko_deployments.csv", rows_of(
            deployments, "MINUSMA|2021|Aguelhok|19.46|0.86|Mali|1035|1035|0|0|0|1035",
            "MINUSMA|2022|Kidal|18.44|1.41|Mali|300|520|2|1|0|1520",
        ), deployments, ("missions",), frozenset({"NoTroops", "Infantry"}), "ave.no.troops"),
        Layout("geopko_units", "geopko_units.csv", rows_of(
            units, "MINUSMA|2021|Aguelhok|19.46|0.86|1|0|0|0|0|0|0",
            "MINUSMA|2022|Kidal|18.44|1.41|0|1|0|0|0|0|0",
        ), units, ("missions", "geopko_deployments"), figure="eng"),
        Layout("geopko_contributors", "geopko_contributors.csv", rows_of(
            names, "MINUSMA|2021|Aguelhok|19.46|0.86|2|Bangladesh (35), Chad (1035)",
            "MINUSMA|2022|Kidal|18.44|1.41|1|Chad (450)",
        ), names, ("missions", "geopko_deployments"), figure="year.overview"),
        Layout("geopko_months", "geopko_months.csv", rows_of(
            months, f"map_4321.pdf|MINUSMA|2019|Aguelhok|19.46|0.86|5|Mali|1035|0|{shown}|{slots}",
            f"map_4322.pdf|MINUSMA|2019|Kidal|18.44|1.41|9|Mali|1035|2|{shown}|{slots}",
        ), months, ("missions",), some, "no.troops"),
    ]  # fmt: skip


def layouts() -> dict[str, Layout]:
    """Every layout by its name."""
    listed: list[Layout] = [
        _undl(), _council_affairs(), *_vetoes(), *_members(), *_hub_missions(), *_hub_figures(),
        *_ipi(), *_personnel(), *_geopko(), *others(),
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
