"""Whom the bot answers, where, and whose projects they work on: the settings, nothing else.

Nobody is answered who comes from another workspace than those that are set, or else the bot's own;
in a channel that is shared with others, theirs are strangers.
"""

from typing import NamedTuple

from agent.faces.slack_heard import Heard
from agent.faces.slack_words import NOT_HERE, NOT_YOU
from storage.settings import LOCAL, Settings
from storage.users import Users, checked_name

_ALL, _PRIVATE = "*", "im"


class Refusal(NamedTuple):
    """Somebody who is not answered; `told` is what they are told of it, if anything."""

    why: str
    told: str = ""


class Rules:
    """Who may."""

    def __init__(self, settings: Settings, users: Users, team: str) -> None:
        self._settings, self._users = settings, users
        self._teams = settings.slack_workspaces or (team,)

    def refusal(self, heard: Heard) -> Refusal | None:
        """Why this is not answered; None if it is."""
        if not heard.teams or not set(heard.teams) <= set(self._teams):
            return Refusal("another workspace")
        rooms = self._settings.slack_rooms
        if rooms and heard.channel not in rooms and not (heard.private and _PRIVATE in rooms):
            return Refusal("a channel that is not allowed", NOT_HERE)
        if self.owner(heard.user) is None:
            return Refusal("a person who is not known", NOT_YOU)
        return None

    def owner(self, user: str) -> str | None:
        """Whose projects somebody works on; without accounts they are everybody's."""
        known = self._settings.slack_accounts
        name = known.get(user) or known.get(_ALL)
        if name is None:
            return LOCAL if not known and not self._users.all() else None
        return LOCAL if name == LOCAL else self._users.owner_of(checked_name(name))
