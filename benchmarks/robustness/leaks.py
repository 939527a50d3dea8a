"""Cut the edition at a date and compare briefs to the byte: a later row must move nothing.

python benchmarks/robustness/leaks.py               # 30 missions and dates drawn by seed 0
python benchmarks/robustness/leaks.py --tries 5 --seed 3
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from every_date import last_known, sampled_days

from peaceops.brief import compose
from peaceops.brief.schema import to_json
from peaceops.edition import active_missions, open_edition
from peaceops.edition.cut import cut


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default=None)
    parser.add_argument("--tries", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    stream, edition = random.Random(given.seed), open_edition(given.edition)
    days = sampled_days(1990, last_known(edition), given.seed)
    leaks = 0
    for day in sorted(stream.sample(days, given.tries)):
        mission = stream.choice(active_missions(edition, day))
        with tempfile.TemporaryDirectory() as folder:
            earlier = compose(cut(edition, day, Path(folder) / "cut"), mission, day)
        same = to_json(earlier) == to_json(compose(edition, mission, day))
        leaks += not same
        print(f"{mission} as of {day}: {'the same' if same else 'DIFFERS'}", flush=True)
    print(f"\n{given.tries} missions and dates, {leaks} moved by later rows")
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
