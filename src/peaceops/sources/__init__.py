"""Publishers' files turned into records, one module a publisher.

Every reader returns a ``Reading``: records with their row numbers, and every repair it made.
"""

from peaceops.sources._reading import Publication, Reader, Reading, Repair
from peaceops.sources._registry import Recognition, all_readers, find_files, recognise

__all__ = [
    "Publication",
    "Reader",
    "Reading",
    "Recognition",
    "Repair",
    "all_readers",
    "find_files",
    "recognise",
]
