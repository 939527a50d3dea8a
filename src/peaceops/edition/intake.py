"""Which of the files a user gave are read, which are not and why, and what is wrong with them.

What no reader knows, and what is damaged so that nothing in it can be relied on, is skipped with
its reason and remedy. What a reader knows and finds wrong is refused: it stops the build, after
all files have been looked at, unless it is left out by name.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import polars as pl

from peaceops.characters import printable
from peaceops.errors import PeaceopsError, SourceError
from peaceops.sources import (
    DamagedFile,
    InputFile,
    ParsedFile,
    Reader,
    Recognition,
    all_readers,
    find_files,
    is_archive,
    office_file,
    recognise,
    unpack,
)

Progress = Callable[[str, int, int], None]
LEFT_OUT = "left out as asked"
_MOST_NAMED = 3


@dataclass
class Intake:
    """What became of the files given.

    Attributes:
        taken: The files read, with their readers.
        readings: Name and content of each, in the same order.
        skipped: Name of each file not read, with the reason and the remedy.
        idle: Patterns of files to leave out that no file has.
    """

    taken: list[Recognition] = field(default_factory=list)
    readings: list[tuple[str, ParsedFile]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)


@contextmanager
def intake(
    sources: Path | Sequence[Path],
    *,
    leave_out: Collection[str] = (),
    strict: bool = False,
    progress: Progress,
) -> Iterator[Intake]:
    """Read all files that a reader knows; files of archives stand unpacked inside the block.

    Args:
        sources: Folders of files, or files.
        leave_out: Patterns of names of files not to read.
        strict: Refuse files that no reader knows, instead of skipping them.
        progress: Called with the step, how many are done, and how many there are.

    Raises:
        SourceError: A source does not exist, nothing is read, or files cannot be read as they are
            documented; the error lists every problem of every file.
    """
    roots = [sources] if isinstance(sources, Path) else list(sources)
    _check_sources(roots, leave_out)
    with tempfile.TemporaryDirectory(prefix="peaceops-") as work:
        yield _taken_in(roots, Path(work), leave_out, strict, progress)


def skipped_by_reason(skipped: Iterable[tuple[str, str]]) -> list[str]:
    """Say of files not read which they are and why, those alike in one line."""
    names: dict[str, list[str]] = {}
    for name, reason in skipped:
        names.setdefault(reason, []).append(name)
    lines = []
    for reason, files in sorted(names.items(), key=lambda pair: pair[1][0]):
        shown = files if len(files) <= _MOST_NAMED else files[:1]
        more = f" and {len(files) - len(shown)} more" if len(shown) < len(files) else ""
        lines.append(f"{', '.join(shown)}{more}: {reason}")
    return lines


def _check_sources(roots: Sequence[Path], leave_out: Collection[str]) -> None:
    if not roots:
        raise SourceError("no folder or file is named", remedy="name a folder of data files")
    for root in roots:
        if not root.exists() and not root.is_symlink():
            raise SourceError(
                "does not exist", where=printable(str(root)), remedy="name a folder of data files"
            )
    if not all(pattern.strip() for pattern in leave_out):
        raise SourceError(
            "a pattern of files to leave out is empty", remedy="write it as --leave-out 'name*.csv'"
        )


def _taken_in(
    roots: Sequence[Path],
    work: Path,
    leave_out: Collection[str],
    strict: bool,
    progress: Progress,
) -> Intake:
    result = Intake()
    readers = all_readers()
    used: set[str] = set()
    recognised: list[tuple[InputFile, Reader]] = []
    for file in _unpacked(find_files(roots), work, leave_out, used, result):
        recognition = _recognised(file, readers)
        if recognition.reader is None:
            _skip(result, file.name, recognition.reason, recognition.remedy)
        else:
            recognised.append((file, recognition.reader))
    errors = _read(recognised, work, result, progress)
    result.idle = [pattern for pattern in leave_out if pattern not in used]
    result.skipped.sort()
    _raise_for(roots, result, errors, strict)
    return result


def _unpacked(
    files: Iterable[InputFile],
    work: Path,
    leave_out: Collection[str],
    used: set[str],
    result: Intake,
) -> Iterator[InputFile]:
    """Yield files to look at; those of a zip archive in the archive's place."""
    for number, file in enumerate(files):
        patterns = [pattern for pattern in leave_out if _matches(file, pattern)]
        used.update(patterns)
        if patterns:
            result.skipped.append((file.name, LEFT_OUT))
        elif file.reason:
            _skip(result, file.name, file.reason, file.remedy)
        elif work in file.path.parents or not is_archive(file.path) or office_file(file.path):
            yield file
        else:
            folder = work / str(number)
            try:
                unpack(file.path, folder)
            except DamagedFile as error:
                _skip(result, file.name, f"the archive {error.what}", error.remedy or "")
                continue
            members = [
                InputFile(member.path, f"{file.name}/{member.name}", member.reason, member.remedy)
                for member in find_files(folder)
            ]
            yield from _unpacked(members, work, leave_out, used, result)


def _matches(file: InputFile, pattern: str) -> bool:
    return file.name == pattern or any(
        path.match(pattern) for path in (PurePosixPath(file.name), file.path)
    )


def _skip(result: Intake, name: str, reason: str, remedy: str) -> None:
    result.skipped.append((name, f"{reason}; {remedy}" if remedy else reason))


def _recognised(file: InputFile, readers: Sequence[Reader]) -> Recognition:
    try:
        return recognise(file.path, readers)
    except Exception as error:
        return Recognition(file.path, None, _defect(error), REPORT)


REPORT = "report it, if you can with the file"


def _defect(error: BaseException) -> str:
    """Say of an error nobody foresaw that it is ours."""
    text = printable(" ".join(str(error).split()))[:200]
    return (
        f"a defect of peaceops, not of the file, stops its reading ({type(error).__name__}: {text})"
    )


def _read(
    recognised: Sequence[tuple[InputFile, Reader]], work: Path, result: Intake, progress: Progress
) -> list[tuple[str, SourceError]]:
    errors: list[tuple[str, SourceError]] = []
    defects: list[tuple[str, SourceError]] = []
    for done, (file, reader) in enumerate(recognised):
        progress(f"reading {file.name}", done, len(recognised))
        try:
            reading = reader.read(_printable_path(file.path, work / f"named-{done}"))
        except DamagedFile as error:
            _skip(result, file.name, _one_line(error), error.remedy or "")
        except PeaceopsError as error:
            errors.append((file.name, _named(error, file)))
        except (Exception, pl.exceptions.PanicException) as error:
            problem = SourceError(_defect(error), where=file.name, remedy=REPORT)
            problem.__cause__ = error
            defects.append((file.name, problem))
        else:
            result.taken.append(Recognition(file.path, reader))
            result.readings.append((file.name, reading))
    return [*errors, *defects]


def _printable_path(path: Path, folder: Path) -> Path:
    """Give a file whose name cannot be stored another, by a link: readers take names as text."""
    name = printable(path.name)
    if name == path.name:
        return path
    folder.mkdir()
    (folder / name).symlink_to(path.absolute())
    return folder / name


def _one_line(error: PeaceopsError) -> str:
    return printable(error.what) + (f" ({error.cause})" if error.cause else "")


def _named(error: PeaceopsError, file: InputFile) -> SourceError:
    """Name the file as the user gave it, and leave no control character in the message."""
    bare = printable(file.path.name)
    where = printable(error.where or "")
    for name in (file.path.name, bare):
        if where.startswith(printable(name)):
            where = file.name + where.removeprefix(printable(name))
            break
    else:
        where = f"{file.name}: {where}" if where else file.name
    return SourceError(
        printable(error.what),
        where=where,
        cause=printable(error.cause) if error.cause else None,
        remedy=printable(error.remedy) if error.remedy else None,
    )


def _raise_for(
    roots: Sequence[Path],
    result: Intake,
    errors: Sequence[tuple[str, SourceError]],
    strict: bool,
) -> None:
    foreign = [(name, why) for name, why in result.skipped if why != LEFT_OUT]
    where = ", ".join(printable(str(root)) for root in roots)
    if errors:
        raise _refusal(where, errors, foreign, strict) from errors[0][1]
    if strict and foreign:
        raise SourceError(
            f"{_files(len(foreign))} not read, which --strict does not allow:{_lines(foreign)}",
            where=where,
            remedy=f"follow what is said of each, or leave them out: {_options(foreign)}",
        )
    if not result.taken:
        raise SourceError(
            f"holds {_files(len(result.skipped))} and none that peaceops reads"
            + _lines(result.skipped),
            where=where,
            remedy="`peaceops data sources` lists the publications and where to download them",
        )


def _refusal(
    where: str,
    errors: Sequence[tuple[str, SourceError]],
    foreign: Sequence[tuple[str, str]],
    strict: bool,
) -> SourceError:
    lines = _lines(foreign)
    beside = f"\nNot read, and no error{' without --strict' if strict else ''}:{lines}"
    leave = f"leave the {'file' if len(errors) == 1 else 'files'} out: {_options(errors)}"
    if len(errors) == 1 and not lines:
        error = errors[0][1]
        remedy = f"{error.remedy}; or {leave}" if error.remedy else leave
        return SourceError(error.what, where=error.where, cause=error.cause, remedy=remedy)
    listed = "\n".join(f"- {error}" for _, error in errors)
    return SourceError(
        f"{_files(len(errors))} cannot be read:\n{listed}{beside if lines else ''}",
        where=where,
        remedy=f"do what is said of each file, or {leave}",
    )


def _lines(skipped: Iterable[tuple[str, str]]) -> str:
    return "".join(f"\n- {line}" for line in skipped_by_reason(skipped))


def _files(count: int) -> str:
    return f"{count} files" if count != 1 else "1 file"


def _options(files: Iterable[tuple[str, object]]) -> str:
    """Write the options that leave files out, as a shell takes them."""
    names = list(dict.fromkeys(name for name, _ in files))
    options = [f"--leave-out {shlex.quote(name)}" for name in names[:_MOST_NAMED]]
    more = f" (and so on for {len(names) - _MOST_NAMED} more)" if len(names) > _MOST_NAMED else ""
    return " ".join(options) + more
