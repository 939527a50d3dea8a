"""One question to a language model of the user's own, by the chat completions protocol.

Nothing is asked unless the user names an address. A key, if the endpoint needs one, is read from an
environment variable that the caller names.
"""

from __future__ import annotations

import json
import os
import urllib.request
from urllib.parse import urlparse

from peaceops.errors import PeaceopsError

_MOST_ANSWER = 4_000_000  # bytes


def ask(
    url: str,
    model: str,
    prompt: str,
    *,
    key: str,
    error: type[PeaceopsError],
    timeout: float = 120,
) -> str:
    """Return a model's answer to a prompt, at temperature zero.

    Args:
        url: Base address, such as ``http://localhost:8000/v1``.
        model: Name of the model.
        prompt: The only message.
        key: Environment variable that holds the key.
        error: Raised where the address is none, cannot be reached, or does not answer in the
            protocol.
        timeout: Seconds to wait.
    """
    if urlparse(url).scheme not in ("http", "https"):
        raise error(f"{url!r} is not an address", remedy="write http://HOST/v1")
    headers = {"Content-Type": "application/json"}
    if os.environ.get(key):
        headers["Authorization"] = f"Bearer {os.environ[key]}"
    content = {
        "model": model,
        "temperature": 0,
        "messages": [{"role": "user", "content": prompt}],
    }
    where = f"{url.rstrip('/')}/chat/completions"
    request = urllib.request.Request(where, json.dumps(content).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            answer = json.loads(response.read(_MOST_ANSWER))
        return str(answer["choices"][0]["message"]["content"])
    except OSError as problem:
        raise error(
            f"the endpoint cannot be reached: {problem}",
            where=where,
            remedy="check the address, or leave --endpoint out",
        ) from problem
    except (KeyError, IndexError, TypeError, ValueError) as problem:
        raise error(
            "the endpoint does not answer as a chat completions endpoint does", where=where
        ) from problem
