"""Rebuild the starter edition that ships with the package, to the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path

from peaceops.edition.build import build

STARTER = Path(__file__).resolve().parents[1] / "src" / "peaceops" / "starter"
LIMIT_MEGABYTES = 8
# Read for one's own use and not handed on: a panel whose author and terms are not known, the files
# of a prediction challenge and the forecasts another system issued, which only the backtest and
# the comparison ask for.
LEFT_OUT = ("*conflict_dyad_month*", "actuals_*", "bm_conflictology_*", "20??-??_h*.csv")


def main(pack: str, *, allow_missing: bool = False) -> None:
    built = build(
        Path(pack),
        STARTER,
        label="starter",
        leave_out=LEFT_OUT,
        allow_missing=allow_missing,
        _shipped=True,
    )
    megabytes = sum(path.stat().st_size for path in STARTER.iterdir()) / 1e6
    for name, entry in built.edition.manifest.tables.items():
        size = (STARTER / entry.file).stat().st_size
        print(f"{name:26} {entry.rows:>8,} rows {size / 1e3:>9,.0f} kB")
    print(f"{built.edition.name}: {megabytes:.2f} MB, {len(built.repairs)} repairs")
    if megabytes > LIMIT_MEGABYTES:
        sys.exit(f"the starter edition must stay below {LIMIT_MEGABYTES} MB")


if __name__ == "__main__":
    main(sys.argv[1], allow_missing="--allow-missing" in sys.argv)
