import csv
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peaceops.domain.countries import (
    UnknownCountry,
    codes_of,
    country,
    demonyms,
    name_of,
    names_in_prose,
)


def table(name: str) -> list[dict[str, str]]:
    text = files("peaceops.domain.countries").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


COUNTRIES = table("countries.csv")
SPELLINGS = [(line["spelling"], line["code"]) for line in table("names.csv")]
EVERY = SPELLINGS + [(line[one], line["code"]) for line in COUNTRIES for one in ("name", "code")]


def test_every_spelling_in_the_tables_gives_its_code():
    names, codes = zip(*EVERY, strict=True)
    assert codes_of(pl.Series(names)).to_list() == list(codes)


def test_codes_are_unique_and_names_too():
    assert len({line["code"] for line in COUNTRIES}) == len(COUNTRIES)
    assert len({line["name"] for line in COUNTRIES}) == len(COUNTRIES)


@given(st.sampled_from(COUNTRIES))
def test_a_name_leads_back_to_its_code(line):
    assert country(name_of(line["code"])).code == line["code"]


@given(st.sampled_from(EVERY), st.sampled_from([str.upper, str.lower, str.title, "  {}. ".format]))
def test_case_and_surrounding_signs_do_not_matter(pair, written):
    spelling, code = pair
    assert country(written(spelling)).code == code


@given(st.sampled_from(EVERY), st.sampled_from(["latin-1", "cp1252"]))
def test_utf8_read_as_another_encoding_is_understood(pair, encoding):
    spelling, code = pair
    try:
        garbled = spelling.encode("utf-8").decode(encoding)
    except UnicodeDecodeError:
        return
    assert country(garbled).code == code


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Côte d'Ivoire", "CIV"),
        ("COTE D’IVOIRE", "CIV"),
        ("Côte d`Ivoire", "CIV"),
        ("CÃ´te dâ\x80\x99Ivoire", "CIV"),
        ("The Gambia", "GMB"),
        ("the Kingdom of the Netherlands", "NLD"),
        ("United Arab Republic", "EGY"),
        ("Burma", "MMR"),
        ("Zaire", "COD"),
        ("ZAR", "COD"),
        ("Congo", "COG"),
        ("Türkiye", "TUR"),
        ("Great Britain", "GBR"),
        ("USSR", "SUN"),
        ("Russian Federation", "RUS"),
        ("Serbia and Montenegro", "SCG"),
        ("Trinidad & Tobago", "TTO"),
        ("St. Lucia", "LCA"),
    ],
)
def test_publishers_spellings(spelling, code):
    assert country(spelling).code == code


def test_nulls_stay_null_and_order_is_kept():
    assert codes_of(pl.Series(["Mali", None, "Chad", "Mali"])).to_list() == [
        "MLI", None, "TCD", "MLI",
    ]  # fmt: skip
    assert codes_of(pl.Series([None, None], dtype=pl.String)).to_list() == [None, None]
    assert codes_of(pl.Series([], dtype=pl.String)).to_list() == []


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(
        UnknownCountry, match=r"'Burkino Faso'.*\n.*Did you mean Burkina Faso"
    ) as one:
        codes_of(pl.Series(["Mali", "Burkino Faso", "Nowhere"]))
    assert one.value.name == "Burkino Faso"


@pytest.mark.parametrize("name", ["", "NA", "unknown", "ZZ [Undetermined]", "Multinational", "-99"])
def test_what_is_no_country_is_refused(name):
    with pytest.raises(UnknownCountry):
        codes_of(pl.Series([name]))


def test_name_of_wants_a_code():
    assert name_of("TUR") == "Türkiye"
    with pytest.raises(UnknownCountry):
        name_of("Türkiye")


NO_COUNTRY = {
    "DONOTKNOW", "ZZ [Undetermined]", "Ethiopia/Eritrea", "CARICOM", "Multinational",
    "Mutinational", "unknown", "NA",
}  # fmt: skip


@pytest.mark.pack
@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("council/undl_sc_voting_1946_2021.csv.gz", ("ms_code", "ms_name")),
        ("council/drafts_put_to_vote_1994_2023_raw.csv.gz", ("Member State",)),
        ("council/elected_members_1946_2019.csv", ("country",)),
        ("council/vetoes_1946_2022.csv", ("member_veto1", "member_veto2", "member_veto3")),
        ("assembly/ideal_points_1946_2023.csv.gz", ("iso3c", "countryname")),
        ("assembly/un_votes_1946_2020.csv.gz", ("country",)),
        ("violence/country_key.csv", ("name", "isoname", "isoab")),
        ("violence/ucdp_country_year_v25_1_to_2023.csv.gz", ("country_cy",)),
        ("missions/ipi_contributor_month_1990_2014.csv.gz", ("file",)),
        (
            "missions/ipi_contributor_mission_month_2009_2014.csv",
            ("Contributor", "Contributor ISO-3"),
        ),
        ("missions/ipi_mission_month_1990_2017.csv", ("Country of Mission",)),
        ("missions/DPPADPOSS-FATALITIES.csv", ("casualty_nationality", "isocode3")),
        ("missions/contributor_mission_year_2010_2021_doubtful.csv", ("Country",)),
        ("missions/geopko/geopko_v2_3_deployments_location_year_1994_2023.csv", ("country",)),
        ("missions/geopko/geopko_v2_0_mission_location_month_1994_2020.csv.gz", ("nameoftcc_1",)),
        ("missions/mission_month_1993_2016.csv", ("location",)),
        ("missions/african_conflict_dyad_month_1975_2011.csv", ("gov",)),
    ],
)
def test_every_country_of_the_pack_is_known(pack: Path, file: str, columns: tuple[str, ...]):
    frame = pl.read_csv(pack / file, infer_schema_length=0, columns=list(columns))
    for column in columns:
        names = frame[column].drop_nulls().unique().sort()
        codes = codes_of(names.filter(~names.is_in(list(NO_COUNTRY))))
        assert codes.null_count() == 0


@pytest.mark.pack
def test_every_column_of_the_wide_table_is_known(pack: Path):
    wide = pack / "violence" / "all_types_country_month_wide_1989_2023.csv"
    header = pl.read_csv(wide, n_rows=1, infer_schema_length=0).columns[1:]
    names = pl.Series([name for name in header if not name.startswith("Unnamed")])
    assert codes_of(names).is_unique().all()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kosovo (UNSCR 1244)", "XKX"),
        ("XKV", "XKX"),
        ("KOS", "XKX"),
        ("SDS", "SSD"),
        ("Iran, Islamic Rep.", "IRN"),
        ("Iran (Islamic Rep. of)", "IRN"),
        ("United Rep. of Tanzania", "TZA"),
        ("Hong Kong, China", "HKG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Congo, Rep.", "COG"),
        ("Venezuela (Bolivarian Rep. of)", "VEN"),
        ("Dem. People's Rep. of Korea", "PRK"),
        ("Mali (1)", "MLI"),
        ("Mali 1/", "MLI"),
        ("Nepal a/", "NPL"),
        ("Mali*", "MLI"),
        ("France²", "FRA"),
        ("Chad [12]", "TCD"),
    ],
)
def test_short_forms_and_marks_of_footnotes_are_understood(name: str, code: str) -> None:
    assert country(name).code == code


@pytest.mark.parametrize("name", ["Total", "N/A", "Unknown", "World", "Africa", "TOTAL:"])
def test_what_is_no_country_suggests_none(name: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        country(name)
    assert "Did you mean" not in (caught.value.remedy or "")


def test_a_misspelt_country_suggests_the_right_one_alone() -> None:
    with pytest.raises(UnknownCountry) as caught:
        country("Malli")
    assert "Did you mean Mali?" in (caught.value.remedy or "")


def test_names_in_prose_leave_out_slips_and_words_of_several_meanings():
    names = dict(names_in_prose())
    assert names["Ivory Coast"] == "CIV" and names["DRC"] == "COD"
    assert not {"Korea", "Sahara", "Jersey", "Congo, Dem. Rep.", "CHILEs"} & set(names)


def test_every_demonym_is_of_a_state():
    assert all(country(code).code == code for _, code in demonyms())
