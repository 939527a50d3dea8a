"""Put uv into .uv/bin when the machine has none, with whatever this Python has to install it."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / ".uv"
BINARY = HOME / "bin" / "uv"


def main() -> None:
    if BINARY.exists():
        return
    for bring in (with_venv, with_pip, with_nothing_but_python):
        try:
            bring()
        except (OSError, ValueError, subprocess.CalledProcessError, LookupError) as error:
            print(f"{bring.__name__}: {error}", file=sys.stderr)
        if BINARY.exists():
            return
    sys.exit("uv could not be installed; install it by hand (https://docs.astral.sh/uv) and retry")


def with_venv() -> None:
    run(sys.executable, "-m", "venv", "--clear", str(HOME))
    run(str(HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv")


def with_pip() -> None:
    run(sys.executable, "-m", "pip", "install", "--quiet", "--prefix", str(HOME), "uv")


def with_nothing_but_python() -> None:
    """Debian's bare python3 has neither venv nor pip: take the wheel from PyPI."""
    with urllib.request.urlopen("https://pypi.org/pypi/uv/json", timeout=60) as answer:
        files = json.load(answer)["urls"]
    ending = f"manylinux_2_17_{platform.machine()}.manylinux2014_{platform.machine()}.whl"
    wheel = next((one for one in files if one["filename"].endswith(ending)), None)
    if wheel is None:
        raise LookupError(f"PyPI has no uv for {platform.machine()}")
    address = urllib.parse.urljoin("https://pypi.org/simple/uv/", wheel["url"])
    with urllib.request.urlopen(address, timeout=300) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != wheel["digests"]["sha256"]:
        raise LookupError("the uv that was downloaded is not the one PyPI lists")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(one for one in archive.namelist() if one.endswith("/scripts/uv"))
        BINARY.parent.mkdir(parents=True, exist_ok=True)
        BINARY.write_bytes(archive.read(name))
    BINARY.chmod(BINARY.stat().st_mode | stat.S_IXUSR)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
