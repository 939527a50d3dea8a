"""Options briefs on UN peace operations, as of any date.

What is happening, what can the Council decide, what would each option mean, and how do we know?
"""


def __getattr__(name: str) -> str:
    # Looked up when asked for: reading the metadata of packages costs half a start.
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("peaceops")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
