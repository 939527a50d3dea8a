"""Loading, words a second on one core, a PDF of 300 pages and an endless line: seconds and memory.

    OMP_NUM_THREADS=1 python benchmarks/reading/speed.py [--pages 300]

Seconds are of the processor and not of the clock, so that a busy machine changes little.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from peaceops.reading import Document, propose
from peaceops.reading.inputs import read_file
from peaceops.reading.models import ENGLISH, load_model

TEXTS = Path(__file__).resolve().parent / "texts"
DAY = date(2023, 6, 17)


def say(what: str, begin: float, words: int = 0) -> None:
    """Print the seconds since ``begin`` and the most memory that was held so far."""
    took = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f", {words / took:,.0f} words/s" if words else ""
    print(f"{what}: {took:.2f} s{rate}; at most {memory:,} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=300)
    wanted = parser.parse_args()
    say("importing peaceops.reading, from the start of Python", 0.0)
    begin = time.process_time()
    load_model(ENGLISH)
    say("loading the language model", begin)
    text = "\n\n".join(one.read_text(encoding="utf-8") for one in sorted(TEXTS.glob("*.txt")))
    propose(Document("warm.txt", text[:500], DAY))
    begin = time.process_time()
    propose(Document("texts.txt", text * 2, DAY))
    say("the texts of this benchmark, twice", begin, 2 * len(text.split()))
    begin = time.process_time()
    propose(Document("line.txt", "word " * 200_000, DAY))
    say("a line of 1 MB without a stop", begin, 200_000)
    pdf(text, wanted.pages)


def pdf(text: str, pages: int) -> None:
    """A PDF made with typst, about 350 words a page."""
    import typst  # noqa: PLC0415 - only this part needs it

    words = text.split()
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder) / "a.typ", Path(folder) / "a.pdf"
        (Path(folder) / "a.txt").write_text(
            "\f".join(
                " ".join(words[(start * 350 + i) % len(words)] for i in range(350))
                for start in range(pages)
            )
        )
        source.write_text('#for part in read("a.txt").split("\\f") [#part #pagebreak()]')
        typst.compile(str(source), output=str(path))
        begin = time.process_time()
        document = read_file(path, DAY)
        say(f"extracting a PDF of {pages} pages", begin)
        begin = time.process_time()
        found = propose(document)
        say(f"reading it ({len(found)} statements)", begin, len(document.text.split()))


if __name__ == "__main__":
    main()
