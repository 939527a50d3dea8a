"""Make ``countries/outlines.csv``: rough outlines of countries, to tell a place far outside one.

Usage: ``python scripts/make_outlines.py ne_110m_admin_0_countries.shp``

The outlines are Natural Earth's at 1:110m (public domain), simplified to a tenth of a degree.
Islands that this scale leaves out stand below as boxes. Where a state's borders have changed, or a
publisher counts a territory to it, the areas are joined: the check is for slips, not for borders.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from peaceops.sources.natural_earth import read_countries

DEGREES = 0.1
OUT = Path(__file__).parents[1] / "src" / "peaceops" / "domain" / "countries" / "outlines.csv"

# West, south, east, north, in degrees.
ISLANDS = {
    "IND": [(92.1, 6.7, 94.3, 13.7), (71.6, 8.2, 74.1, 12.5)],  # Andaman and Nicobar, Lakshadweep
    "COL": [(-82.0, 11.9, -81.1, 13.6)],  # San Andrés and Providencia
    "ECU": [(-92.1, -1.5, -89.1, 1.7)],  # Galápagos
    "YEM": [(52.0, 12.0, 54.6, 12.8)],  # Socotra
    "GNQ": [(5.5, -1.5, 5.7, -1.3), (8.4, 3.2, 9.0, 3.8)],  # Annobón, Bioko
    "ESP": [(-18.2, 27.6, -13.3, 29.5), (1.1, 38.6, 4.4, 40.1), (-5.4, 35.2, -2.9, 35.9)],
    "PRT": [(-31.3, 36.9, -25.0, 39.8), (-17.3, 32.3, -16.2, 33.2)],  # Azores, Madeira
    "FRA": [(55.2, -21.4, 55.9, -20.8), (45.0, -13.1, 45.3, -12.6), (-61.9, 14.3, -60.8, 16.6)],
    "JPN": [(122.9, 24.0, 131.4, 31.0), (139.0, 24.2, 142.3, 35.0)],  # Ryukyu, Ogasawara
    "CHL": [(-109.5, -27.3, -109.1, -27.0)],  # Easter Island
    "RUS": [(145.3, 43.3, 156.6, 51.0)],  # Kuril Islands
    "PNG": [(146.0, -11.8, 156.1, -1.2)],  # Bougainville and the islands
    "SLB": [(155.4, -12.4, 170.3, -5.0)],
    "PHL": [(116.8, 4.5, 126.7, 21.2)],
    "FJI": [(176.9, -19.3, 180.0, -12.4), (-180.0, -20.8, -178.1, -15.6)],
    "VUT": [(166.4, -20.4, 170.3, -13.0)],
    # Too small for the scale.
    "ATG": [(-62.0, 16.9, -61.6, 17.8)], "BHR": [(50.3, 25.7, 50.9, 26.4)],
    "BRB": [(-59.7, 13.0, -59.4, 13.4)], "COM": [(43.1, -12.5, 44.6, -11.3)],
    "CPV": [(-25.4, 14.7, -22.6, 17.3)], "DMA": [(-61.5, 15.1, -61.2, 15.7)],
    "FSM": [(137.2, 0.9, 163.1, 10.2)], "GRD": [(-61.9, 11.9, -61.3, 12.6)],
    "HKG": [(113.8, 22.1, 114.5, 22.6)], "KIR": [(169.4, -11.5, 180.0, 4.8)],
    "KNA": [(-62.9, 17.0, -62.5, 17.5)], "LCA": [(-61.1, 13.7, -60.8, 14.2)],
    "LIE": [(9.4, 47.0, 9.7, 47.3)], "MAC": [(113.5, 22.1, 113.7, 22.3)],
    "MCO": [(7.3, 43.7, 7.5, 43.8)], "MDV": [(72.6, -0.8, 73.8, 7.2)],
    "MHL": [(160.7, 4.5, 172.2, 14.7)], "MLT": [(14.1, 35.7, 14.7, 36.1)],
    "MUS": [(56.4, -20.6, 63.6, -10.2)], "NRU": [(166.8, -0.6, 167.0, -0.4)],
    "PLW": [(131.1, 2.9, 134.8, 8.2)], "SGP": [(103.6, 1.1, 104.1, 1.5)],
    "SMR": [(12.3, 43.8, 12.6, 44.0)], "STP": [(6.4, -0.1, 7.5, 1.8)],
    "SYC": [(46.1, -10.3, 56.4, -3.6)], "TON": [(-176.3, -22.4, -173.6, -15.5)],
    "TUV": [(176.0, -10.9, 180.0, -5.6)], "VCT": [(-61.5, 12.5, -61.1, 13.4)],
    "WSM": [(-172.9, -14.1, -171.3, -13.4)], "AND": [(1.4, 42.4, 1.8, 42.7)],
}  # fmt: skip

# States that a publisher's number may also mean, before a border changed or in dispute.
JOINED = {
    "SUN": "RUS UKR BLR MDA GEO ARM AZE KAZ UZB TKM KGZ TJK EST LVA LTU",
    "YUG": "SRB XKX MNE HRV SVN BIH MKD",
    "SCG": "SRB XKX MNE",
    "SRB": "SRB XKX MNE",
    "CSK": "CZE SVK",
    "DDR": "DEU",
    "YMD": "YEM",
    "SDN": "SDN SSD",
    "ETH": "ETH ERI",
    "IDN": "IDN TLS",
    "ISR": "ISR PSE SYR",
    "MAR": "MAR ESH",
    "ESH": "MAR ESH",
    "SYR": "SYR ISR",
    "XKX": "XKX SRB",
    "SSD": "SSD SDN",
    "ERI": "ERI ETH",
    "ZAF": "ZAF NAM LSO",
    "IND": "IND PAK",
    "PAK": "PAK IND",
    "RUS": "RUS UKR",
    "UKR": "UKR RUS",
}


def areas(path: Path) -> dict[str, BaseGeometry]:
    """Outline of each country, with its islands, as Natural Earth and the table above give it."""
    records = read_countries(path).records["natural_earth.countries"]
    parts: dict[str, list[BaseGeometry]] = {}
    for code, outline in records.select("country", "geometry").iter_rows():
        parts.setdefault(code, []).append(shapely.from_wkb(outline))
    for code, boxes in ISLANDS.items():
        parts.setdefault(code, []).extend(shapely.box(*box) for box in boxes)
    return {code: shapely.union_all(shapes) for code, shapes in parts.items()}


def main(path: Path) -> None:
    """Write the outlines."""
    single = areas(path)
    joined = dict(single)
    for code, others in JOINED.items():
        joined[code] = shapely.union_all([single[other] for other in others.split()])
    with OUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("country", "outline"))
        for code, outline in sorted(joined.items()):
            rough = shapely.simplify(outline, DEGREES)
            writer.writerow((code, shapely.to_wkt(rough, rounding_precision=2)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
