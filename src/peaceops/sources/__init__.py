"""Publishers' files turned into records, one module a publisher.

Every reader returns a ``ParsedFile``: records with their row numbers, and every repair it made.
"""

from peaceops.sources._archive import is_archive, office_file, unpack
from peaceops.sources._content import DamagedFile
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader, Repair
from peaceops.sources._registry import Recognition, all_readers, recognise
from peaceops.sources._walk import InputFile, find_files
from peaceops.sources.users_templates import TEMPLATES, Template

__all__ = [
    "TEMPLATES",
    "DamagedFile",
    "InputFile",
    "ParsedFile",
    "Publication",
    "Reader",
    "Recognition",
    "Repair",
    "Template",
    "all_readers",
    "find_files",
    "is_archive",
    "office_file",
    "recognise",
    "unpack",
]
