"""Fingerprints: the name of a job is a hash of all that determines what it makes.

Equal jobs have equal fingerprints in every process, on every machine and Python version: the hash
is taken over canonical JSON (sorted keys, no spaces, UTF-8 in NFC, whole floats as integers).
"""

import hashlib
import json
import math
import unicodedata
from collections.abc import Mapping
from typing import Any

from storage.records import Asset, JobKind


def canonical(value: Any) -> Any:
    """The one form of a JSON value; ValueError for what JSON cannot hold (NaN, objects)."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a fingerprint cannot hold a number that is not finite")
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {canonical(str(key)): canonical(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    raise ValueError(f"a fingerprint cannot hold a {type(value).__name__}")


def canonical_json(value: Any) -> bytes:
    """Canonical JSON, as bytes."""
    return json.dumps(
        canonical(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def fingerprint(
    *,
    kind: JobKind,
    model: str,
    params: Mapping[str, Any],
    take: int,
    renderer: str,
    files: Mapping[str, Asset],
    inputs: Mapping[str, str],
) -> str:
    """SHA-256, in hex, over everything that determines the job's result."""
    return hashlib.sha256(
        canonical_json(
            {
                "kind": kind,
                "model": model,
                "params": params,
                "take": take,
                "renderer": renderer,
                "files": {role: asset.sha256 for role, asset in files.items()},
                "inputs": inputs,
            }
        )
    ).hexdigest()
