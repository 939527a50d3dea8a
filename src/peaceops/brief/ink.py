"""The palette of charts, maps and pages, in light and dark.

Hues are told apart by their lightness too, so that they hold for colour-blind readers and in a
black-and-white print. A mark has a contrast of three to one with its paper, text one of four and a
half; only what a reader can do without (``grid``, ``panel``, lands) has less. Charts are drawn in
the light colours; ``themed`` turns those into CSS variables, so that one drawing serves a light
page, a dark page and the PDF.
"""

from __future__ import annotations

import re

INKS: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#14171b"),
    "panel": ("#f5f4f0", "#1d2126"),
    "text": ("#1c2126", "#e9e7e2"),
    "quiet": ("#525c66", "#adb5bd"),
    "grid": ("#dadde1", "#353b42"),
    "edge": ("#8c959e", "#7b858f"),
    "accent": ("#0f4c81", "#8fc1ee"),
    "warn": ("#8a3a12", "#f0a27a"),
    "state": ("#17426f", "#79aee3"),
    "nonstate": ("#b5812b", "#efd083"),
    "onesided": ("#b4523a", "#e5785c"),
    "yes": ("#2b7896", "#5fb2d0"),
    "abstain": ("#b3861d", "#e3cb84"),
    "no": ("#a33b2d", "#e8705b"),
    "malicious": ("#7d2f23", "#e26f57"),
    "accident": ("#ba8325", "#ecc97e"),
    "illness": ("#5b86a8", "#7fb3d9"),
    "other": ("#87909a", "#6e7780"),
    "strength": ("#1a4775", "#86b8e8"),
    "ceiling": ("#9a4a1c", "#f0a878"),
    "paid": ("#4f7a3c", "#9ccb86"),
    "forecast": ("#3c6fa3", "#8dbbe6"),
    "land": ("#f4efe1", "#2a2d2c"),
    "abroad": ("#e8eaec", "#1f2429"),
    "site": ("#1e4f80", "#74aade"),
    "event": ("#ab4130", "#f07f66"),
}
"""Name of each ink, with its colour on a light and on a dark page. No light colour is repeated."""

_NAME_OF = {light: name for name, (light, _dark) in INKS.items()}
_COLOUR = re.compile("|".join(map(re.escape, _NAME_OF)), re.IGNORECASE)


def ink(name: str) -> str:
    """Return the light colour of an ink, as charts are drawn in it."""
    return INKS[name][0]


def themed(svg: str) -> str:
    """Replace the light colours of a drawing by CSS variables that follow the reader's theme."""
    return _COLOUR.sub(lambda colour: f"var(--{_NAME_OF[colour.group().lower()]})", svg)


def css_variables(theme: int) -> str:
    """Return the CSS declarations of all inks; ``theme`` is 0 for light and 1 for dark."""
    return " ".join(f"--{name}: {colours[theme]};" for name, colours in INKS.items())


def inks_css() -> str:
    """Define the inks as CSS variables in a style sheet, by the reader's theme; paper is light."""
    return (
        f":root {{ color-scheme: light; {css_variables(0)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; "
        f"{css_variables(1)} }} }}\n"
    )
