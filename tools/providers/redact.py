"""Keys and signed addresses stay out of every log and every error.

A key is made known here when it is first read; from then on `hide` replaces it wherever it stands,
and the HTTP libraries' own loggers pass through the same sieve.
"""

import logging
import re

HIDDEN = "•••"
LONGEST = 300
LEAST = 6                                # a shorter “key” only holds the place of one

_secrets: set[str] = set()
_BEARER = re.compile(r"(?i)(bearer\s+|x-api-key['\":\s]+|apikey['\":\s]+)[\w.~+/=-]{6,}")
_MASKED = re.compile(r"\S*\*{3,}\S*")                        # what a provider shows of a key
_SIGNED = re.compile(r"((?:http|ws)s?://[^\s\"'?]+)\?[^\s\"']+")
_LOGGERS = (
    "httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2",
    "httpcore.proxy", "stamina", "adflow.providers",
    "adflow.slack", "slack_sdk", "slack_bolt",
)


def keep_secret(secret: str) -> None:
    """Never let this text out again."""
    if len(secret) >= LEAST:
        _secrets.add(secret)


def is_sendable(secret: str) -> bool:
    """Whether it can stand in a header: libraries would quote what cannot in their errors."""
    return secret.isascii() and secret.isprintable()


def hide(text: str) -> str:
    """The text without keys and without the query of an address."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = _MASKED.sub(HIDDEN, _BEARER.sub(rf"\1{HIDDEN}", text))
    return _SIGNED.sub(rf"\1?{HIDDEN}", text)


def said(text: object) -> str:
    """A provider's own words, fit to be quoted in a sentence: one line, short, no keys."""
    line = " ".join(hide(str(text)).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


class _Sieve(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hide(record.getMessage()), ()
        if record.exc_info:              # errors quote addresses, too
            record.exc_text = hide(_AS_TEXT.formatException(record.exc_info))
        return True


_AS_TEXT = logging.Formatter()


for _name in _LOGGERS:
    logging.getLogger(_name).addFilter(_Sieve())
