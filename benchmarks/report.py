"""Where benchmarks keep what they found: one section each in results.md, replaced by a new run."""

import os
import platform
import re
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def machine() -> str:
    """One sentence on what it ran on, without names."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, no GPU."


def append_section(title: str, text: str) -> None:
    """Put `text` under the heading `title`, in place of what stood there."""
    before = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Benchmarks\n"
    section = f"\n## {title}\n\n{text.strip()}\n"
    pattern = re.compile(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", re.DOTALL)
    after = pattern.sub(lambda _: section, before) if pattern.search(before) else before + section
    RESULTS.write_text(after, "utf-8")
