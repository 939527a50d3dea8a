"""Reading: from an article or a United Nations document to statements with exact quotations."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.reading.case_file import add_statements, holds, write_case
    from peaceops.reading.document import Document
    from peaceops.reading.duplicates import Contradiction, contradictions, merge
    from peaceops.reading.endpoint import ENDPOINT_KEY, from_endpoint
    from peaceops.reading.inputs import Limits, read_content, read_contents, read_file, read_files
    from peaceops.reading.language import LANGUAGES_READ, language_of
    from peaceops.reading.marked_text import Passage, Place, Segment, passages
    from peaceops.reading.page import is_review_page, review_page
    from peaceops.reading.proposal import KINDS, Proposal
    from peaceops.reading.proposing import main_mission, propose
    from peaceops.reading.reader_notes import WITHOUT_MODEL, lacks_model, remarks, silence
    from peaceops.reading.review import walk
    from peaceops.reading.statements import in_words, to_statements
    from peaceops.reading.text import profile_of
    from peaceops.reading.time_limit import seconds_for, within
    from peaceops.reading.written import document_from, document_values, proposal_from

__all__ = [
    "ENDPOINT_KEY",
    "KINDS",
    "LANGUAGES_READ",
    "WITHOUT_MODEL",
    "Contradiction",
    "Document",
    "Limits",
    "Passage",
    "Place",
    "Proposal",
    "Segment",
    "add_statements",
    "contradictions",
    "document_from",
    "document_values",
    "from_endpoint",
    "holds",
    "in_words",
    "is_review_page",
    "lacks_model",
    "language_of",
    "main_mission",
    "merge",
    "passages",
    "profile_of",
    "proposal_from",
    "propose",
    "read_content",
    "read_contents",
    "read_file",
    "read_files",
    "remarks",
    "review_page",
    "seconds_for",
    "silence",
    "to_statements",
    "walk",
    "within",
    "write_case",
]

# The process that opens one file knows nothing of editions and language models.
__getattr__ = lazy_face(
    __name__,
    {
        "case_file": ["add_statements", "holds", "write_case"],
        "document": ["Document"],
        "duplicates": ["Contradiction", "contradictions", "merge"],
        "endpoint": ["ENDPOINT_KEY", "from_endpoint"],
        "inputs": ["Limits", "read_content", "read_contents", "read_file", "read_files"],
        "language": ["LANGUAGES_READ", "language_of"],
        "page": ["is_review_page", "review_page"],
        "marked_text": ["Passage", "Place", "Segment", "passages"],
        "proposal": ["KINDS", "Proposal"],
        "proposing": ["main_mission", "propose"],
        "reader_notes": ["WITHOUT_MODEL", "lacks_model", "remarks", "silence"],
        "review": ["walk"],
        "statements": ["in_words", "to_statements"],
        "text": ["profile_of"],
        "time_limit": ["seconds_for", "within"],
        "written": ["document_from", "document_values", "proposal_from"],
    },
)
