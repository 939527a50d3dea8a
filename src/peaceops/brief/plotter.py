"""Drawing charts with vl-convert: in this process, or in one of its own that goes on.

vl-convert holds Python's lock for the quarter of a second that a chart takes. A program that
answers many readers at once has its charts drawn apart, so that the others need not wait for them.

This file is run by itself, without the package: the process is then ready in a tenth of a second.
"""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from threading import Lock
from typing import Any

RENEWED_AFTER = 400
"""Charts after which the process is ended and begun anew, with what it keeps."""


class Plotter:
    """A process that draws charts, one after the other, as long as this one lives."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._drawn = 0
        self._lock = Lock()

    def draw(self, how: str, order: dict[str, Any]) -> bytes:
        """Draw a chart.

        Args:
            how: Name of a function of vl-convert.
            order: What it is given, by name.

        Returns:
            What it draws; SVG as UTF-8.

        Raises:
            RuntimeError: vl-convert refuses the chart, or the process ended twice.
        """
        words = json.dumps([how, order]).encode() + b"\n"
        with self._lock:
            answer = self._asked(words) or self._asked(words)
        if not answer:
            raise RuntimeError("the process that draws charts ended")
        result: dict[str, str] = json.loads(answer)
        if "problem" in result:
            raise RuntimeError(result["problem"])
        return base64.b64decode(result["drawn"])

    def _asked(self, words: bytes) -> bytes:
        """The answer of the process; nothing if it ended."""
        if self._process is None or self._drawn >= RENEWED_AFTER:
            self._end()
            # Without -P the folder of this file would be searched first, which has an html.py.
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._drawn += 1
        try:
            self._process.stdin.write(words)
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except OSError:
            answer = b""
        if not answer:
            self._end()
        return answer

    def _end(self) -> None:
        process, self._process, self._drawn = self._process, None, 0
        if process is not None:
            process.kill()
            process.communicate()


_apart: Plotter | None = None


def draw_apart(*, wanted: bool = True) -> None:
    """Have charts drawn in a process of its own from now on, or again in this one.

    Args:
        wanted: Whether apart.
    """
    global _apart  # noqa: PLW0603 - one process for the whole program
    _apart = Plotter() if wanted else None


def vega_svg(chart: dict[str, Any], version: str, locale: str | None) -> str:
    """Draw a chart as SVG.

    Args:
        chart: In Vega-Lite.
        version: Of Vega-Lite.
        locale: How numbers and dates are written, as ``fr-FR``; ``None`` for English.

    Raises:
        RuntimeError: It cannot be drawn.

    >>> chart = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    >>> vega_svg(chart, "5.21", None).startswith("<svg")
    True
    """
    order = {
        "vl_spec": chart, "vl_version": version, "format_locale": locale,
        "time_format_locale": locale,
    }  # fmt: skip
    return _asked("vegalite_to_svg", order).decode()


def svg_png(svg: str, scale: float) -> bytes:
    """Draw a picture that stands as SVG as PNG.

    Args:
        svg: The picture.
        scale: Pixels of the PNG to one of the picture.

    Raises:
        RuntimeError: It cannot be drawn.

    >>> picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    >>> svg_png(picture, 2)[1:4]
    b'PNG'
    """
    return _asked("svg_to_png", {"svg": svg, "scale": scale})


def _asked(how: str, order: dict[str, Any]) -> bytes:
    return _drawn(how, order) if _apart is None else _apart.draw(how, order)


def _drawn(how: str, order: dict[str, Any]) -> bytes:
    import vl_convert

    try:
        drawn = getattr(vl_convert, how)(**order)
    except ValueError as problem:
        raise RuntimeError(f"vl-convert drew no chart: {problem}") from problem
    return drawn if isinstance(drawn, bytes) else drawn.encode()


def main() -> None:
    """Draw each chart that comes on a line of standard input, until there are no more."""
    # Ctrl+C ends the program that asks, and with it the lines.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        try:
            answer = {"drawn": base64.b64encode(_drawn(*json.loads(line))).decode()}
        except Exception as problem:
            answer = {"problem": str(problem)[-2000:]}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
