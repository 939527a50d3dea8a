"""Small files in publishers' own layouts, made up, for building editions without the data pack."""

from __future__ import annotations

from pathlib import Path

MEMBERS_2021 = {
    "CHN": "CHINA",
    "EST": "ESTONIA",
    "FRA": "FRANCE",
    "GBR": "UNITED KINGDOM",
    "IND": "INDIA",
    "IRL": "IRELAND",
    "KEN": "KENYA",
    "MEX": "MEXICO",
    "NER": "NIGER",
    "NOR": "NORWAY",
    "RUS": "RUSSIAN FEDERATION",
    "TUN": "TUNISIA",
    "USA": "UNITED STATES",
    "VCT": "SAINT VINCENT AND THE GRENADINES",
    "VNM": "VIET NAM",
}
PERMANENT = {"CHN", "FRA", "GBR", "RUS", "USA"}

UNDL_HEADER = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,"
    "agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,"
    "total_ms,undl_link"
)
PKO = """\
id,mission_acronym,mission_name,lead_department,mission_isactive,start_date,end_date,\
mission_location,mission_longitude,mission_latitude,last_update
1,MINUSMA,United Nations Multidimensional Integrated Stabilization Mission in Mali,DPO,Yes,\
2013-04-25,,Bamako,"-8,0000","12,6500",2024-02-19
2,UNMISS,United Nations Mission in South Sudan,DPO,Yes,2011-07-08,,Juba,"31,6000","4,8500",\
2024-02-19
"""

ELECTED_2019 = """\
country,which_tenure,year,year_of_tenure
Belgium,6,2019,1
Cote d'Ivoire,3,2019,2
Dominican Republic,1,2019,1
Equatorial Guinea,1,2019,2
Germany,6,2019,1
Indonesia,4,2019,1
Kuwait,2,2019,2
Peru,5,2019,2
Poland,6,2019,2
South Africa,3,2019,1
"""


def undl_votes(
    *,
    day: str = "2021-06-29",
    abstaining: tuple[str, ...] = (),
    members: dict[str, str] | None = None,
) -> str:
    """Votes on one resolution, in the layout of the UN Digital Library."""
    sitting = members or MEMBERS_2021
    title = (
        "Security Council resolution 2584 (2021) [on extension of the mandate of the UN "
        "Multidimensional Integrated Stabilization Mission in Mali (MINUSMA) until 30 June 2022]"
    )
    yes = len(sitting) - len(abstaining)
    lines = [UNDL_HEADER]
    for code, name in sitting.items():
        vote = "A" if code in abstaining else "Y"
        lines.append(
            f"3929000,{code},{name},{code in PERMANENT},{vote},{day},S/RES/2584(2021),S/2021/611,"
            f"8809,{title},The situation in Mali,,,VOTE,{yes},0,{len(abstaining)},0,"
            f"{len(sitting)},https://digitallibrary.un.org/record/3929000"
        )
    return "\n".join(lines) + "\n"


def write_files(folder: Path) -> Path:
    """A folder with files of votes, of missions and of elected members."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "votes.csv").write_text(undl_votes(), encoding="utf-8")
    (folder / "members.csv").write_text(ELECTED_2019, encoding="utf-8")
    (folder / "missions.csv").write_text(PKO, encoding="utf-8")
    return folder
