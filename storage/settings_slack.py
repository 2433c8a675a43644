"""Settings of the Slack bot, and who may say yes to how much. All are empty: there is no bot."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings


class SlackSettings(BaseSettings):
    """A part of `Settings`.

    Events come over HTTP where there is a signing secret, over a WebSocket where there is an app
    token; a bot token is needed for both.
    """

    public_url: str = ""                     # where people reach the web chat, for links to it
    budget_owners: str = ""                  # `U01=500,*=10`: who may say yes to how many dollars
    slack_bot_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_url: str = "https://slack.com/api/"
    slack_teams: str = ""                    # workspaces whose people are answered, else the bot's
    slack_channels: str = ""                 # where it works, else wherever it is; `im`: messages
    slack_users: str = ""                    # `U01=ann,*=team`: whose projects a person works on
    slack_most_mb: int = Field(default=100, ge=0)        # of a film that is put into a thread

    @field_validator("slack_bot_token", "slack_signing_secret", "slack_app_token", mode="before")
    @classmethod
    def _without_breaks(cls, key: object) -> object:
        """A line break that was copied along is no part of a token."""
        return key.strip() if isinstance(key, str) else key

    @field_validator("budget_owners", "slack_users")
    @classmethod
    def _only_pairs(cls, text: str) -> str:
        _pairs(text)
        return text

    @field_validator("budget_owners")
    @classmethod
    def _only_amounts(cls, text: str) -> str:
        for value in _pairs(text).values():
            _microdollars(value)
        return text

    @field_validator("slack_url")
    @classmethod
    def _with_a_slash(cls, url: str) -> str:
        return url.rstrip("/") + "/"

    @property
    def allowances(self) -> dict[str, int | None]:
        """`budget_owners`: the most each may approve, in microdollars; None is any amount."""
        return {name: _microdollars(value) for name, value in _pairs(self.budget_owners).items()}

    @property
    def slack_accounts(self) -> dict[str, str]:
        """`slack_users`: our users by Slack's ids; `*` stands for everybody else."""
        return _pairs(self.slack_users)

    @property
    def slack_workspaces(self) -> tuple[str, ...]:
        """`slack_teams`, one by one."""
        return listed(self.slack_teams)

    @property
    def slack_rooms(self) -> tuple[str, ...]:
        """`slack_channels`, one by one."""
        return listed(self.slack_channels)

    @property
    def slack_over_http(self) -> bool:
        """Whether Slack sends its events to our address."""
        return _given(self.slack_bot_token, self.slack_signing_secret)

    @property
    def slack_over_socket(self) -> bool:
        """Whether we fetch Slack's events over a WebSocket."""
        return _given(self.slack_bot_token, self.slack_app_token)


def listed(text: str) -> tuple[str, ...]:
    """A setting with commas in it, one by one."""
    return tuple(name for one in text.split(",") if (name := one.strip()))


def _given(*secrets: SecretStr) -> bool:
    return all(one.get_secret_value() for one in secrets)


def _pairs(text: str) -> dict[str, str]:
    pairs = [tuple(part.strip() for part in one.partition("=")) for one in listed(text)]
    if any(not name or not value for name, _, value in pairs):
        raise ValueError("give it as name=value, with commas between")
    return {name: value for name, _, value in pairs}


def _microdollars(value: str) -> int | None:
    """Dollars in microdollars; None for `any`."""
    if value == "any":
        return None
    dollars = float(value.removeprefix("$"))
    if not 0 <= dollars <= 1_000_000:
        raise ValueError("an amount is between 0 and a million dollars, or `any`")
    return round(dollars * 1_000_000)
