"""Rebuild the starter edition that ships with the package, to the same bytes on one machine.

Run: python scripts/make_starter.py PACK... [--allow-missing], or without a pack to make only the
derived tables anew. The archive of replays takes minutes; without a pack it is made anew only where
its code has changed, and --without-archive leaves it out.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from peaceops.edition import Edition
from peaceops.edition.build import build
from peaceops.edition.derive import Derivation, derive_again
from peaceops.prepare import DERIVATIONS, SHIPPED

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "peaceops"
STARTER = PACKAGE / "starter"
LIMIT_MEGABYTES = 11.9
"""Of the package's files packed as in a wheel, which lists them too and must stay below 12."""
# Read for one's own use and not handed on: a panel whose author and terms are not known, the files
# of a prediction challenge and the forecasts another system issued, which only the backtest and
# the comparison ask for; and the table of coups, which has no licence.
LEFT_OUT = (
    "*conflict_dyad_month*",
    "actuals_*",
    "bm_conflictology_*",
    "20??-??_h*.csv",
    "coup.csv",
)


def shipped(*, archive: bool) -> tuple[Derivation, ...]:
    return SHIPPED if archive else DERIVATIONS


def rebuild(packs: list[str], *, allow_missing: bool, archive: bool) -> Edition:
    built = build(
        [Path(pack) for pack in packs],
        STARTER,
        label="starter",
        leave_out=LEFT_OUT,
        allow_missing=allow_missing,
        derive=shipped(archive=archive),
        _shipped=True,
    )
    print(f"{len(built.repairs)} repairs")
    return built.edition


def packed_megabytes(folder: Path) -> float:
    """Megabytes of a folder's files in a wheel; what Python itself keeps there is left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path in folder.rglob("*"):
            if path.is_file() and path.parent.name != "__pycache__":
                wheel.write(path, path.relative_to(folder.parent))
    return buffer.tell() / 1e6


def main(packs: list[str], *, allow_missing: bool = False, archive: bool = True) -> None:
    if not packs:  # only what is derived: the code that makes it has changed
        edition = derive_again(STARTER, shipped(archive=archive), shipped=True)
    else:
        edition = rebuild(packs, allow_missing=allow_missing, archive=archive)
    megabytes = packed_megabytes(PACKAGE)
    for name, entry in edition.manifest.tables.items():
        size = (STARTER / entry.file).stat().st_size
        print(f"{name:26} {entry.rows:>8,} rows {size / 1e3:>9,.0f} kB")
    print(f"{edition.name}: {megabytes:.2f} MB with the package, packed")
    if megabytes > LIMIT_MEGABYTES:
        sys.exit(f"the wheel must stay below {LIMIT_MEGABYTES} MB")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(
        words,
        allow_missing="--allow-missing" in sys.argv,
        archive="--without-archive" not in sys.argv,
    )
