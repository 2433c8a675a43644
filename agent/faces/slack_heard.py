"""What Slack tells, as far as it is for us: a message, or a click on one of our buttons.

Pure. Only what is needed is kept, and nothing of it is trusted: ids are looked up where they are
used. Bots' messages are nobody's, so two bots cannot talk to each other for ever.
"""

from typing import Any, Literal

from pydantic import ValidationError

from agent.faces.slack_text import heard_text, to_somebody_else
from storage.records import Record
from storage.slack import thread_id

_SPOKEN = (None, "file_share", "thread_broadcast")


class GivenFile(Record):
    """A file as Slack describes it; `url` is empty where it only names it."""

    id: str
    name: str = "file"
    size: int = 0
    url: str = ""


class Heard(Record):
    """Something a person did in a thread.

    `ts` is the thread's, `message` that of the message or of the one that was clicked. `called`:
    the message is to us, so a thread may begin with it. `teams` are the workspaces it comes from.
    """

    id: str
    kind: Literal["message", "click"]
    channel: str
    ts: str
    message: str
    user: str
    teams: tuple[str, ...]
    called: bool = False
    text: str = ""
    files: tuple[GivenFile, ...] = ()
    action: str = ""
    value: str = ""

    @property
    def thread(self) -> str:
        """The thread's id."""
        return thread_id(self.channel, self.ts)

    @property
    def private(self) -> bool:
        """Whether it was said to us alone."""
        return self.channel.startswith("D")

    @property
    def once(self) -> str | None:
        """What is one and the same in all events about it; a mention is told twice."""
        return f"{self.channel}:{self.message}" if self.kind == "message" else None


def bot_of(body: dict[str, Any]) -> str:
    """Who a request says that we are; empty where it does not. A click does not need to."""
    try:
        if body.get("type") == "event_callback":
            return str(body["authorizations"][0]["user_id"])
    except (KeyError, IndexError, TypeError):
        return ""
    return "nobody"


def heard_of(body: dict[str, Any], bot: str) -> Heard | None:
    """What a request of Slack's tells; None for all that is not for us."""
    try:
        if body.get("type") == "block_actions":
            return _click(body)
        if body.get("type") == "event_callback":
            return _message(body, body["event"], bot)
    except (KeyError, IndexError, TypeError, AttributeError, ValidationError):
        return None                      # not as Slack describes it: not for us
    return None


def _message(body: dict[str, Any], event: dict[str, Any], bot: str) -> Heard | None:
    kind, text = event["type"], event.get("text") or ""
    if kind not in ("app_mention", "message") or event.get("subtype") not in _SPOKEN:
        return None
    if event.get("bot_id") or event.get("bot_profile") or event.get("edited"):
        return None
    user, channel = event["user"], event["channel"]
    if user == bot or to_somebody_else(text, bot):
        return None
    return Heard(
        id=body["event_id"], kind="message", channel=channel,
        ts=event.get("thread_ts") or event["ts"], message=event["ts"], user=user,
        teams=_teams(body.get("team_id"), event.get("user_team") or event.get("team")),
        called=(kind == "app_mention" or channel.startswith("D")
                or (bool(bot) and f"<@{bot}>" in text)),
        text=heard_text(text, bot), files=tuple(map(_file, event.get("files") or ())),
    )


def _file(given: dict[str, Any]) -> GivenFile:
    return GivenFile(
        id=given["id"], name=given.get("name") or "file", size=given.get("size") or 0,
        url=given.get("url_private_download") or given.get("url_private") or "")


def _click(body: dict[str, Any]) -> Heard:
    action, message, user = body["actions"][0], body["message"], body["user"]["id"]
    channel = body["channel"]["id"]
    return Heard(
        id=f"click:{channel}:{message['ts']}:{action['action_ts']}:{user}", kind="click",
        channel=channel, ts=message.get("thread_ts") or message["ts"], message=message["ts"],
        user=user, teams=_teams((body.get("team") or {}).get("id"), body["user"].get("team_id")),
        action=action["action_id"], value=action["value"],
    )


def _teams(*given: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in given if one))
