from pathlib import Path

import polars as pl
import pytest

from peaceops.domain.countries import (
    UnknownCountry,
    codes_of,
    codes_of_cow,
    codes_of_gw,
    codes_of_m49,
    country,
)


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        (365, 1991, "SUN"),
        (365, 1992, "RUS"),
        (345, 1991, "YUG"),
        (345, 2002, "YUG"),
        (345, 2003, "SCG"),
        (345, 2006, "SCG"),
        (345, 2007, "SRB"),
        (340, 2006, "SRB"),
        (625, 2005, "SDN"),
        (625, 2015, "SDN"),
        (626, 2011, "SSD"),
        (255, 1995, "DEU"),
        (260, 1980, "DEU"),
        (265, 1989, "DDR"),
        (678, 1989, "YEM"),
        (680, 1989, "YMD"),
        (530, 1990, "ETH"),
        (970, 2000, "KIR"),
    ],
)
def test_a_gleditsch_ward_number_gives_the_state_of_its_year(number, year, code):
    assert codes_of_gw(pl.Series([number]), pl.Series([year])).to_list() == [code]


def test_correlates_of_war_numbers_differ_in_the_pacific_and_yemen():
    numbers, years = pl.Series([970, 946, 679, 680]), pl.Series([2000, 2000, 1999, 1980])
    assert codes_of_cow(numbers, years).to_list() == ["NRU", "KIR", "YEM", "YMD"]


def test_old_and_new_m49_numbers_of_a_state_agree():
    numbers = pl.Series([736.0, 729.0, 230.0, 231.0, 280.0, 276.0, None])
    assert codes_of_m49(numbers).to_list() == ["SDN", "SDN", "ETH", "ETH", "DEU", "DEU", None]


def test_a_number_shared_over_time_without_a_year_is_not_guessed():
    numbers, years = pl.Series([365, 500]), pl.Series([None, None], dtype=pl.Int64)
    assert codes_of_gw(numbers, years).to_list() == [None, "UGA"]


@pytest.mark.parametrize("look_up", [codes_of_m49, lambda n: codes_of_gw(n, pl.Series([2000]))])
def test_an_unknown_number_is_refused(look_up):
    with pytest.raises(UnknownCountry, match="9998"):
        look_up(pl.Series([9998]))


def test_a_country_knows_its_numbers_and_years():
    sudan = country("South Sudan")
    assert (sudan.code, sudan.gw, sudan.m49, sudan.first) == ("SSD", 626, 728, 2011)


@pytest.mark.pack
def test_numbers_and_codes_of_the_views_key_agree(pack: Path):
    key = pl.read_csv(pack / "violence" / "country_key.csv").filter(
        pl.col("isoab").is_not_null(), ~pl.col("isoab").is_in(["SUN", "YUG", "SCG"])
    )
    years = pl.Series([2023] * key.height)
    assert codes_of_gw(key["gwcode"], years).to_list() == codes_of(key["isoab"]).to_list()
    assert codes_of_m49(key["isonum"]).to_list() == codes_of(key["isoab"]).to_list()


@pytest.mark.pack
def test_numbers_and_names_of_ucdp_agree(pack: Path):
    file = pack / "violence" / "ucdp_country_year_v25_1_to_2023.csv.gz"
    rows = pl.read_csv(file, columns=["country_id_cy", "country_cy", "year_cy"])
    codes = codes_of_gw(rows["country_id_cy"], rows["year_cy"])
    same = codes == codes_of(rows["country_cy"])
    assert set(codes.filter(~same)) == {"SUN", "YUG", "SCG"}
