"""Bundle the desk's scripts from npm packages at fixed versions, with their licences.

The bundles are part of the package, so that the desk works offline and asks no other host. Run it
after a change of ``scripts/desk_assets``; it needs Node.js and npm::

    python scripts/vendor_desk_assets.py
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent / "desk_assets"
VENDOR = HERE.parents[1] / "src" / "peaceops" / "web" / "static" / "vendor"
MODULES = HERE / "node_modules"
BUNDLES = {"charts.min.js": ("charts.js", "iife"), "map.min.js": ("map.js", "esm")}
COPIES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "map-worker.min.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "map.css": "maplibre-gl/dist/maplibre-gl.css",
}


def main() -> None:
    """Install the packages, bundle them, and list what is in the bundles."""
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=HERE, check=True)
    VENDOR.mkdir(parents=True, exist_ok=True)
    packages = {"htmx.org", "maplibre-gl"}
    for name, (entry, form) in BUNDLES.items():
        listing = HERE / "node_modules" / f"{name}.json"
        subprocess.run(
            [
                "npx", "esbuild", entry, "--bundle", "--minify", f"--format={form}",
                "--target=es2022", "--legal-comments=none", f"--outfile={VENDOR / name}",
                f"--metafile={listing}",
            ],
            cwd=HERE,
            check=True,
        )  # fmt: skip
        packages |= {package_of(path) for path in json.loads(listing.read_text())["inputs"]}
    for name, source in COPIES.items():
        shutil.copyfile(MODULES / source, VENDOR / name)
    text = "\n".join(licence_of(name) for name in sorted(packages - {""}))
    (VENDOR / "LICENSES.txt").write_text(text, encoding="utf-8")


def package_of(path: str) -> str:
    """The npm package that a bundled file belongs to; empty for a file of ours."""
    parts = Path(path).parts
    if "node_modules" not in parts:
        return ""
    last = len(parts) - 1 - parts[::-1].index("node_modules")
    name = parts[last + 1]
    return f"{name}/{parts[last + 2]}" if name.startswith("@") else name


def licence_of(package: str) -> str:
    """Name, version and licence of a package, for those who pass the bundle on."""
    about = json.loads((MODULES / package / "package.json").read_text())
    texts = sorted((MODULES / package).glob("[Ll][Ii][Cc][Ee][Nn][SsCc][Ee]*"))
    words = texts[0].read_text(encoding="utf-8").strip() if texts else "(no text is shipped)"
    title = f"{package} {about['version']} ({about.get('license', 'see below')})"
    return f"{title}\n\n{words}\n\n{'-' * 80}\n"


if __name__ == "__main__":
    main()
