"""UCDP's tabulated months, their registries and events as GeoJSON, made up in their layouts.

Mali and Burkina Faso, January 2021 to April 2023, the last four months provisional. A month:

- 10 killed between Mali's government and JNIM, in Mali;
- 6 between IS and JNIM, 4 of them in Mali;
- 8 civilians killed by JNIM, 3 of them in Mali; in 2022 also 5 by Mali's government.

The numbers of one-sided dyads (921, 15136) are not those of the actors (72, 6716), and the registry
has another actor with the number 921. In April 2023 a dyad appears that no registry has (19000).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import yaml

from sources.made_violence import GED_COLUMNS, write_rows

COUNTRY = [
    "gwno", "year", "month", "sb_events", "sb_deaths", "ns_events", "ns_deaths", "os_events",
    "os_deaths", "provisional",
]  # fmt: skip
DYAD = ("dyad_id", "type", "year", "month", "events", "deaths", "provisional")
MONTHS = [(year, month) for year in (2021, 2022, 2023) for month in range(1, 13)][:28]
MALI, BURKINA, CONGO = 432, 439, 490
REGISTRIES: dict[str, list[dict[str, object]]] = {
    "dyads": [
        {"id": 15108, "conflict": 11347, "name": "Government of Mali - JNIM",
         "side_a": "Government of Mali", "side_a_id": [72], "side_b": "JNIM ", "side_b_id": [6716],
         "type": "intrastate", "region": ["Africa"], "gwno": {"a": [MALI], "b": []}, "acd": True,
         "active_years": [2021, 2022]},
    ],
    "nonstate": [
        {"id": 16207, "conflict": 14864, "name": "IS - JNIM", "side_a": "IS", "side_a_id": [234],
         "side_b": "JNIM", "side_b_id": [6716], "organization_level": 1, "region": ["Africa"],
         "countries": [MALI, BURKINA], "active_years": [2021, 2022]},
    ],
    "onesided": [
        {"id": 72, "name": "Government of Mali", "government": True, "region": ["Africa"],
         "countries": [MALI], "active_years": [2022]},
        {"id": 921, "name": "Somebody else", "government": False, "region": ["Africa"],
         "countries": [CONGO], "active_years": [2022]},
        {"id": 6716, "name": "JNIM", "government": False, "region": ["Africa"],
         "countries": [MALI, BURKINA], "active_years": [2021, 2022]},
    ],
    "conflicts": [
        {"id": 11347, "name": "Mali: Government", "type": "intrastate",
         "incompatibility": "government", "region": ["Africa"], "countries": [MALI],
         "active_years": [2021, 2022]},
        {"id": 426, "name": "Israel: Southern Lebanon", "type": "intrastate",
         "incompatibility": "territory", "region": ["Middle East"], "countries": [666],
         "active_years": [1990]},
    ],
}  # fmt: skip
META = {
    "ucdp_release": "26.1", "annual_coverage_end": "2022-12-31", "data_through": "2023-04-30",
}  # fmt: skip


def country_rows() -> list[dict[str, object]]:
    """Deaths by country and month."""
    rows: list[dict[str, object]] = []
    for year, month in MONTHS:
        when = {"year": year, "month": month, "provisional": int(year == 2023)}
        mali = 8 if year == 2022 else 3
        rows.append(_counted(MALI, when, (10, 4, mali)))
        rows.append(_counted(BURKINA, when, (0, 2, 5)))
    return rows


def dyad_rows() -> list[dict[str, object]]:
    """Deaths by dyad and month."""
    rows: list[dict[str, object]] = []
    for year, month in MONTHS:
        dyads = [(15108, "sb", 10), (16207, "ns", 6), (15136, "os", 8)]
        dyads += [(921, "os", 5)] if year == 2022 else []
        dyads += [(19000, "sb", 3)] if (year, month) == MONTHS[-1] else []
        rows += [
            {"dyad_id": dyad, "type": kind, "year": year, "month": month, "events": 2,
             "deaths": deaths, "provisional": int(year == 2023)}
            for dyad, kind, deaths in dyads
        ]  # fmt: skip
    return rows


def _counted(gw: int, when: dict[str, int], deaths: Iterable[int]) -> dict[str, object]:
    counts: dict[str, object] = {}
    for stem, count in zip(("sb", "ns", "os"), deaths, strict=True):
        counts |= {f"{stem}_events": int(count > 0), f"{stem}_deaths": count}
    return {"gwno": gw, **when, **counts}


def write_registry(path: Path, entries: object) -> Path:
    """Write entries as the publisher does: keys in order, no flow style."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(entries, Dumper=_Plain, sort_keys=False), encoding="utf-8")
    return path


class _Plain(yaml.SafeDumper):
    """Writes what two entries share in both of them: the publisher's files have no references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_tabulated(folder: Path, *, without: Iterable[str] = ()) -> Path:
    """Write all files below ``folder``, but those named."""
    folder.mkdir(parents=True, exist_ok=True)
    lacking = set(without)
    if "country-month" not in lacking:
        write_rows(folder / "country-month.csv", COUNTRY, country_rows())
    if "dyad-month" not in lacking:
        write_rows(folder / "dyad-month.csv", DYAD, dyad_rows())
    if "meta" not in lacking:
        write_registry(folder / "meta.yaml", META)
    for name in set(REGISTRIES) - lacking:
        write_registry(folder / "registry" / f"{name}.yaml", REGISTRIES[name])
    return folder


def write_features(path: Path, *events: dict[str, object], kind: str = "Point") -> Path:
    """Write events as GeoJSON; the coordinates are the geometry's alone."""
    features = []
    for event in events:
        names = [name for name in GED_COLUMNS if name not in ("latitude", "longitude", "geom_wkt")]
        place = [event["longitude"], event["latitude"]]
        features.append(
            {
                "type": "Feature",
                "properties": {name: event.get(name, "") for name in names},
                "geometry": {"type": kind, "coordinates": place},
            }
        )
    content = {"type": "FeatureCollection", "name": "GEDEvent_v23_1", "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path
