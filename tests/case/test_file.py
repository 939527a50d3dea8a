"""What is no readable text file is refused plainly and at once; common encodings are read."""

from __future__ import annotations

import codecs
import os
import socket
from importlib.resources import files
from pathlib import Path

import pytest

from peaceops.case import load_case
from peaceops.case.file import MAX_BYTES
from peaceops.errors import CaseError

TEXT = ((files("peaceops.case") / "shipped") / "minusma-2023-06.yaml").read_text(encoding="utf-8")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")


def written(folder: Path, content: bytes) -> Path:
    path = folder / "my.yaml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "mark", "crlf", "cr", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_common_encodings_and_line_ends_are_read_alike(tmp_path: Path, content: bytes) -> None:
    assert load_case(written(tmp_path, content)) == load_case("minusma-2023-06")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (TEXT.encode("cp1252"), r"line \d+: is not in UTF-8: byte 0xe8 .*'è' in the Windows"),
        (TEXT.encode("utf-16-le"), "zero bytes.*UTF-16 without its mark"),
        (codecs.BOM_UTF16_LE + b"abc", "is not in UTF-16"),
        (b"case: \xff\n", "line 1: is not in UTF-8: byte 0xff"),
        (b"\0" * 100, "zero bytes"),
        (b"", "is empty"),
        (b"# only\n# comments\n", "holds only comments"),
        (b"---\n", "holds only comments"),
        (b"- a\n- b\n", "has no keys, but a list"),
        (b"12\n", "has no keys, but 12"),
        (b"{}", "holds only comments"),
        (b"x" * (MAX_BYTES + 1), "larger than 4,000,000 bytes"),
    ],
)
def test_what_is_no_case_is_refused_with_a_remedy(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    with pytest.raises(CaseError, match=f"(?s){complaint}") as refused:
        load_case(written(tmp_path, content))
    assert refused.value.remedy


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is a folder"):
        load_case(tmp_path)
    with pytest.raises(CaseError, match="is a folder"):
        load_case("")


@needs_pipes
def test_a_pipe_without_a_writer_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(CaseError, match="is a named pipe"):
        load_case(pipe)
    link = tmp_path / "link.yaml"
    link.symlink_to(pipe)
    with pytest.raises(CaseError, match="is a named pipe"):
        load_case(link)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no devices")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_no_case(device: str) -> None:
    with pytest.raises(CaseError, match="is a device"):
        load_case(device)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system has no such sockets")
def test_a_socket_is_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.yaml")
        with pytest.raises(CaseError, match="is a socket"):
            load_case("s.yaml")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    with pytest.raises(CaseError, match="cannot be read"):
        load_case(loop)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode())
    path.chmod(0)
    with pytest.raises(CaseError, match="cannot be read"):
        load_case(path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "minusma-2023-06/x", "../nowhere.yaml"])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(CaseError):
        load_case(name)
