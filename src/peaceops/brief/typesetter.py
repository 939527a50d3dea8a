"""Setting a page with typst in a process of its own, which ends when the page is set.

Typst keeps what it worked out, some 290 MB for a brief and more with each, for as long as its
process lives; whoever writes many briefs, or serves them, must not keep it. A page that cannot be
set takes no one else with it.

This file is run by itself, without the package: the process is then ready in a tenth of a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def set_apart(order: dict[str, Any]) -> bytes:
    """Set a document as PDF.

    Args:
        order: What typst sets (``template``), what the template reads, as JSON (``data``), and
            seconds since 1970 of the document's date (``timestamp``).

    Returns:
        The PDF; only the fonts that come with typst are used.

    Raises:
        RuntimeError: Typst refuses the document; the message is typst's.
    """
    # Without -P the folder of this file would be searched first, which has an html.py.
    process = subprocess.run(
        [sys.executable, "-P", __file__],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(f"typst set no page: {process.stderr.decode(errors='replace')[-2000:]}")
    return process.stdout


def main() -> None:
    """Set the document that stands on standard input, on standard output."""
    import typst

    order = json.load(sys.stdin.buffer)
    written: bytes = typst.compile(
        order["template"].encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": order["data"]},
        timestamp=order["timestamp"],
    )
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    main()
