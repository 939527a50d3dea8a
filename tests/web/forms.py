"""A page's form as a browser without scripts holds it and sends it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from fastapi.testclient import TestClient


class Fields(HTMLParser):
    """Fields that a page would send, by name: what is typed, ticked, chosen or hidden.

    Attributes:
        fields: The values.
        elements: Names of all elements of the page.
        attributes: Every attribute of every element.
        text: What a reader reads.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._select = self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        values = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in values:
            ticks = values.get("type") in ("radio", "checkbox")
            if values.get("type") != "file" and (not ticks or "checked" in values):
                self.fields[values["name"]] = values.get("value", "")
        elif tag == "select":
            self._select = values["name"]
        elif tag == "option" and self._select:
            if "selected" in values or self._select not in self.fields:
                self.fields[self._select] = values.get("value", "")
        elif tag == "textarea":
            self._area = values["name"]
            self.fields[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            # A browser drops a line break that comes first.
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data
        self.text += data


def send(client: TestClient, path: str, fields: dict[str, str], **headers: str) -> Any:
    """Send fields as a form with files does, and without one.

    Line ends are sent as browsers send them.
    """
    parts = [
        (name, (None, value.replace("\r\n", "\n").replace("\n", "\r\n")))
        for name, value in fields.items()
    ]
    return client.post(path, files=parts, headers=headers)
