"""The way to Slack: one client, whose rate limits are waited out and whose errors are in our words.

Slack's own library does the talking. What it cannot do now raises SlackAway, what it will not do
SlackRefused; nobody else needs to know that library's errors.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from storage.errors import BadInput, SlackAway, SlackRefused
from storage.settings import Settings
from tools.providers.redact import keep_secret, said

log = logging.getLogger("adflow.slack")
MOST_BYTES = 50_000_000                  # of a file that is taken in
_PATIENCE, _LONG = 30, 600               # seconds: for a call, for a film
_WAITS = 20                              # rate limits that are waited out in a row
_HOST = "slack.com"                      # it and what is below it may see the token
_CHUNK = 1 << 16
# Slack's words for what another try, or whoever runs the bot, can mend.
_PASSING = frozenset({
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
    "request_timeout", "invalid_auth", "not_authed", "account_inactive", "token_revoked",
    "token_expired",
})


class Identity(NamedTuple):
    """Who we are to Slack."""

    team: str
    user: str
    bot: str


class Piece(NamedTuple):
    """A file that is put into a thread; by its name it is found again."""

    name: str
    title: str
    data: bytes


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raises SlackAway, SlackRefused."""
    try:
        yield
    except SlackApiError as exc:
        error = str(exc.response.get("error", "")) if hasattr(exc.response, "get") else ""
        if not error or error in _PASSING:
            raise SlackAway(f"Slack does not take it now: {said(error or exc)}.",
                            "It is tried again. Are the tokens right?") from exc
        raise SlackRefused(f"Slack refuses: {said(error)}.",
                           "See docs/slack.md for the permissions the bot needs.") from exc
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as exc:
        raise SlackAway(f"Slack does not answer: {said(exc)}.", "It is tried again.") from exc


class SlackClient:
    """What we ask of Slack."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.slack_bot_token.get_secret_value()
        for secret in (settings.slack_bot_token, settings.slack_app_token,
                       settings.slack_signing_secret):
            keep_secret(secret.get_secret_value())
        self._url = settings.slack_url
        self.user = ""                   # who we are in a thread; known after `identity`
        self.web, self._carrier = self._client(_PATIENCE), self._client(_LONG)

    def _client(self, timeout: int) -> AsyncWebClient:
        client = AsyncWebClient(
            token=self._token, base_url=self._url, timeout=timeout, logger=log)
        client.retry_handlers += [
            AsyncRateLimitErrorRetryHandler(max_retry_count=_WAITS),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ]
        return client

    async def identity(self) -> Identity:
        """Who we are; asks nothing else."""
        with _in_our_words():
            told = await self.web.auth_test()
        self.user = str(told["user_id"])
        return Identity(str(told["team_id"]), str(told["user_id"]), str(told.get("bot_id", "")))

    async def post(
        self, channel: str, thread: str, text: str, blocks: Sequence[dict[str, Any]], key: str
    ) -> str:
        """Put a message into a thread; Slack's name for it. `key` goes along, to find it by."""
        with _in_our_words():
            told = await self.web.chat_postMessage(
                channel=channel, thread_ts=thread, text=text, blocks=list(blocks) or None,
                metadata={"event_type": "adflow", "event_payload": {"key": key}},
                parse="none", link_names=False, unfurl_links=False, unfurl_media=False)
        return str(told["ts"])

    async def update(
        self, channel: str, ts: str, text: str, blocks: Sequence[dict[str, Any]]
    ) -> None:
        """Change a message."""
        with _in_our_words():
            await self.web.chat_update(
                channel=channel, ts=ts, text=text, blocks=list(blocks), parse="none",
                link_names=False)

    async def whisper(self, channel: str, thread: str, user: str, text: str) -> None:
        """Say something that one person sees."""
        with _in_our_words():
            await self.web.chat_postEphemeral(
                channel=channel, user=user, text=text, thread_ts=thread, parse="none",
                link_names=False)

    async def upload(
        self, channel: str, thread: str, comment: str, pieces: Sequence[Piece]
    ) -> None:
        """Put files into a thread, in one message."""
        with _in_our_words():
            await self._carrier.files_upload_v2(
                channel=channel, thread_ts=thread, initial_comment=comment,
                file_uploads=[{"filename": one.name, "title": one.title, "alt_txt": one.title,
                               "content": one.data} for one in pieces])

    async def replies(self, channel: str, thread: str) -> AsyncIterator[dict[str, Any]]:
        """All messages of a thread, with the keys that went along."""
        cursor = ""
        while True:
            with _in_our_words():
                told = await self.web.conversations_replies(
                    channel=channel, ts=thread, include_all_metadata=True, limit=200,
                    cursor=cursor or None)
            for message in told.get("messages") or ():
                yield message
            cursor = (told.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def file(self, ident: str) -> dict[str, Any]:
        """What Slack knows of a file that it only named."""
        with _in_our_words():
            told = await self.web.files_info(file=ident)
        return dict(told["file"])

    async def fetch(self, url: str, target: Path) -> None:
        """A file's bytes. The token goes to Slack's own hosts and nowhere else.

        Raises BadInput for what is no file of Slack's, or too large.
        """
        if not self._is_slacks(url):
            raise BadInput("This file does not lie with Slack.", "Upload it into the thread.")
        timeout = aiohttp.ClientTimeout(total=_LONG, connect=_PATIENCE)
        with _in_our_words():
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(url, allow_redirects=False,
                            headers={"Authorization": f"Bearer {self._token}"}) as answer,
            ):
                if answer.status >= 500 or answer.status == 429:
                    raise SlackAway(f"Slack answers {answer.status} for a file.")
                if answer.status != 200 or answer.content_type == "text/html":
                    raise BadInput("Slack does not hand out this file.",
                                   "The bot needs the permission files:read.")
                await _save(answer, target)

    def _is_slacks(self, url: str) -> bool:
        given, api = urlsplit(url), urlsplit(self._url)
        if (given.scheme, given.netloc) == (api.scheme, api.netloc):
            return True
        host = given.hostname or ""
        return (given.scheme == "https" and given.netloc == host and api.hostname == _HOST
                and (host == _HOST or host.endswith(f".{_HOST}")))


async def _save(answer: aiohttp.ClientResponse, target: Path) -> None:
    got = 0
    with target.open("wb") as file:
        async for part in answer.content.iter_chunked(_CHUNK):
            got += len(part)
            if got > MOST_BYTES:
                raise BadInput(f"A file may have {MOST_BYTES // 1_000_000} MB.", "Make it smaller.")
            await asyncio.to_thread(file.write, part)
