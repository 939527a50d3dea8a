"""A text is cut by paragraph where quotations begin and end, and nothing of it is lost."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from peaceops.reading import Document, Proposal, passages

DAY = date(2023, 6, 17)
TEXTS = st.text(st.sampled_from("ab. \n'”"), min_size=1, max_size=200)
SPANS = st.lists(st.tuples(st.integers(0, 199), st.integers(1, 60)), max_size=12)


@settings(deadline=None)
@given(TEXTS, SPANS)
def test_the_pieces_are_the_text_and_each_quotation_is_marked_whole(
    text: str, spans: list[tuple[int, int]]
) -> None:
    proposals = [
        Proposal("report", start, end, text[start:end], document="a.txt")
        for start, length in spans
        if start < (end := min(len(text), start + length))
    ]
    pieces = passages(Document("a.txt", text, DAY), proposals)
    segments = [segment for passage in pieces for segment in passage.segments]
    assert "".join(segment.text for segment in segments) == text
    for number, proposal in enumerate(proposals, start=1):
        marked = "".join(segment.text for segment in segments if number in segment.numbers)
        assert marked == proposal.quotation
        begun = [place for segment in segments for place in segment.begins]
        assert [place.start for place in begun if place.number == number] == [proposal.start]
    listed = sorted(number for passage in pieces for number in passage.numbers)
    assert listed == list(range(1, len(proposals) + 1))


def test_a_further_place_is_marked_and_numbered_apart() -> None:
    text = "Sweden left.\n\nYes, Sweden left."
    proposal = Proposal(
        "departure", 0, 11, "Sweden left", document="a.txt", mentions=(("a.txt", 19, 30),)
    )
    first, second = passages(Document("a.txt", text, DAY), [proposal])
    assert (first.numbers, second.numbers) == ((1,), ())
    assert [(place.number, place.further) for s in second.segments for place in s.begins] == [
        (1, 1)
    ]
