"""Publishers' files turned into records, one module a publisher.

Every reader returns a ``Reading``: records with their row numbers, and every repair it made.
"""

from peaceops.sources._reading import Publication, Reader, Reading, Repair

__all__ = ["Publication", "Reader", "Reading", "Repair"]
