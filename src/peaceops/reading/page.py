"""A page of the documents with the proposals marked in them; it fetches and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from peaceops.reading.document import Document
from peaceops.reading.duplicates import contradictions
from peaceops.reading.marked_text import Place, segments
from peaceops.reading.proposal import Proposal
from peaceops.reading.statements import in_words
from peaceops.reading.text import profile_of

_STYLE = """
body{font:16px/1.55 Georgia,serif;margin:0;color:#1b1b1b;background:#fff}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem;max-width:76rem;
margin:0 auto;padding:1.5rem}
article{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#fde9a9;color:inherit;border-bottom:2px solid #b8860b}
a{color:#0b4f8a} sup a{text-decoration:none;font:600 11px sans-serif}
aside{font:14px/1.45 system-ui,sans-serif}
li{margin:0 0 .9rem;padding-left:.3rem} li:target,mark:target{outline:2px solid #0b4f8a}
.kind{font-weight:600} .meta{color:#555} blockquote{margin:.2rem 0;color:#333}
@media(max-width:50rem){main{grid-template-columns:1fr}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def review_page(documents: Sequence[Document], proposals: Iterable[Proposal]) -> str:
    """Write the review page: text on the left, statements on the right, conflicts below them.

    Everything from a document is escaped, and the page's own policy forbids scripts and loading.
    """
    listed = list(proposals)
    numbers = {id(proposal): number for number, proposal in enumerate(listed, start=1)}
    bodies = []
    for document in documents:
        bodies.append(
            f"<h2>{escape(document.name)}</h2><p class=meta>published "
            f"{escape('; '.join([document.published.isoformat(), *document.notes]))}</p>"
            f"<article lang={profile_of(document).code}>"
            f"{_marked(document, listed, numbers)}</article>"
        )
    items = "".join(_item(numbers[id(proposal)], proposal) for proposal in listed)
    conflicts = "".join(
        f"<li><a href='#s{numbers[id(pair.first)]}'>{escape(in_words(pair.first))}</a> against "
        f"<a href='#s{numbers[id(pair.other)]}'>{escape(in_words(pair.other))}</a></li>"
        for pair in contradictions(listed)
    )
    contradiction = f"<h2>Contradictions</h2><ul>{conflicts}</ul>" if conflicts else ""
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        "<meta name=viewport content='width=device-width'><title>Proposed statements</title>"
        f"<style>{_STYLE}</style></head><body><main><section>{''.join(bodies)}</section>"
        f"<aside><h2>{len(listed)} proposed statements</h2><ol>{items}</ol>{contradiction}</aside>"
        "</main></body></html>\n"
    )


def is_review_page(path: Path) -> bool:
    """Tell whether a file is a page that ``review_page`` made."""
    with path.open("rb") as stream:
        return b"<title>Proposed statements</title>" in stream.read(4096)


def _marked(document: Document, proposals: list[Proposal], numbers: dict[int, int]) -> str:
    """The text with marks; where quotations overlap, it is cut at their ends."""
    cited = [
        Place(numbers[id(proposal)], proposal.start, proposal.end)
        for proposal in proposals
        if proposal.document == document.name
    ]
    parts = []
    for segment in segments(document.text, cited):
        text = escape(segment.text)
        notes = "&thinsp;".join(
            f"<sup id=t{place.number}><a href='#s{place.number}'>{place.number}</a></sup>"
            for place in segment.begins
        )
        parts.append(f"{notes}<mark>{text}</mark>" if segment.numbers else text)
    return "".join(parts)


def _item(number: int, proposal: Proposal) -> str:
    places = len(proposal.mentions)
    meta = [
        proposal.modality,
        f"speaker {proposal.speaker}" if proposal.speaker else "",
        proposal.mission or "",
        f"confidence {proposal.confidence:.2f}",
        f"{places} further place{'s' if places > 1 else ''}" if places else "",
    ]
    return (
        f"<li id=s{number}><span class=kind>{escape(proposal.kind.replace('_', ' '))}</span>: "
        f"{escape(in_words(proposal))}<blockquote>{escape(proposal.quotation)} "
        f"<a href='#t{number}'>in the text</a></blockquote>"
        f"<span class=meta>{escape('; '.join(part for part in meta if part))}</span></li>"
    )
