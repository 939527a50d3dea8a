"""Good files of tasks, money, violence, forecasts, ideal points and places."""

from __future__ import annotations

from pathlib import Path

from benchmarks.robustness.layout import Layout, rows_of


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
        Layout("tamm", "tamm.csv", rows_of(
            tasks, f"MINUSMA|2014|4|2100|{flags}", f"MINUSMA|2014|5|2100|{flags}",
        ), tasks, ("missions",), frozenset({"unsc_resolution"}), "prociv"),
        Layout("dyads", "dyads.csv", rows_of(
            dyads, f"2001.11999511719|187.0|Sierra Leone|RUF|1035{rest}",
            f"2001.05999755859|187.0|Sierra Leone|RUF|7{rest}",
        ), dyads, ("missions",), some, "brf_grc"),
        Layout("expenses", "un_secretariat_expenses.csv", rows_of(
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
        f"Gao town|16.2666|-0.05|{cell}|Mali|432|Africa|1|1|2022-05-{day}|2022-05-{day}|2|1032|1|0|"
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
        Layout("ged", "GEDEvent_v23_1.csv", rows_of(GED_KINDS, *lines), GED_KINDS, ("elected",),
               free, "best"),
        Layout("ged_old", "ged_export.csv", rows_of(old, *lines), old, ("elected",), free,
               "best_est"),
        Layout("ged_reduced", "ged_reduced.csv", rows_of(
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
    rows = rows_of(kinds, *(f"432|Mali|{year}|{figures}|{dyads}" for year in (2021, 2022)))
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
        Layout("panel", "views_panel.csv", rows_of(panel, *lines), panel, ("elected",),
               frozenset({"month"}), "ged_sb"),
        Layout("key", "views_country_key.csv", rows_of(
            key, "50|Mali|432|Mali|MLI|466", "55|Chad|483|Chad|TCD|148",
        ), key, ("panel", "actuals"), figure="gwcode"),
        Layout("plain", "my_months.csv", rows_of(
            plain, *(f"Mali|2023-{at:02d}|1035|2|3" for at in range(1, 5)),
        ), plain, ("elected",), figure="state_based"),
        Layout("actuals", "actuals_2018.csv", rows_of(
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
        Layout("pace", "2018-01_h6.csv", rows_of(
            pace, *(f"2018-0{month}|1.5|1035|{month * 10}" for month in range(1, 7)),
        ), pace, ("elected",), figure="Yemen", free=frozenset({"Dem. Rep. Congo"})),
        Layout("ideal_points", "ideal_points.csv", rows_of(
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
        "landarea": "area", "mountains_mean": "share", "ttime_min": "minutes",
    }  # fmt: skip
    return [
        Layout("ne_countries", "ne_110m_admin_0_countries.shp", beside=("elected",),
               make=_countries),
        Layout("ne_units", "mali_admin_1.geojson", beside=("ne_countries",), make=_units),
        Layout("grid_static", "PRIO-GRID-Static.csv", rows_of(
            static, "152999|213|359|-0.75|16.25|3035.5|0.2|966",
            "153000|213|360|-0.25|16.25|3035.5||966",
        ), static, ("elected",), frozenset({"mountains_mean", "ttime_min"}), figure="landarea",
               free=frozenset({"mountains_mean", "ttime_min"})),
        Layout("grid_cells", "priogrid_cells.parquet", beside=("elected",), make=_cells),
        Layout("grid_countries", "priogrid_country.parquet", beside=("grid_static", "key"),
               make=_cells_of_countries),
    ]  # fmt: skip


def others() -> list[Layout]:
    """Every layout of this module."""
    return [
        *_tasks_and_dyads(), *_ged(), _country_years(), *_views(), *_pace_and_points(), *_places(),
    ]  # fmt: skip
