"""Settings, from the environment (`ADFLOW_…`) or `.env`, and where things are in the data folder.

Everything AdFlow keeps lies under one folder, `home`; nothing is written elsewhere.
"""

import ipaddress
import os
import secrets
import uuid
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from storage.errors import EnvironmentProblem
from storage.settings_slack import SlackSettings, listed

LOCAL = "local"                          # the owner of all that is made without accounts
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def default_home() -> Path:
    """`~/.local/share/adflow`, or below XDG_DATA_HOME where that is set."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "adflow"


class Settings(SlackSettings):
    """One instance per process. `port` 0 takes a free one.

    `brain` says who talks and writes: OpenAI, a server that is compatible with it at `brain_url`,
    or the built-in guide; `auto` takes the first of server, key, guide that is given.
    `brain_tokens_a_day` is a limit over all conversations, 0 is none.
    """

    model_config = SettingsConfigDict(env_prefix="ADFLOW_", env_file=".env", extra="ignore")

    home: Path = default_home()
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    trusted_header: str = ""                 # in which a proxy says who somebody is
    trusted_proxies: str = "127.0.0.1/32,::1/128"        # from where it is believed
    user: str = LOCAL                        # whose projects the shell works on
    webhook_networks: str = ""               # inner networks that webhooks may lead to, too
    providers: str = "local"                 # who makes a product ad, with commas between
    models: str = ""                         # models to use instead of theirs, with commas between
    continuity: Literal["", "independent", "hand_off", "keyframes"] = ""
    prefer_shorter: bool = False             # a clip a little shorter than its scene, if cheaper
    budget_ad: float | None = None           # hard limits in dollars, none by default
    budget_project: float | None = None
    budget_day: float | None = None
    budget_user: float | None = None
    seconds_per_film: float = Field(default=0, ge=0)         # a film may last, 0 is no limit
    markup: float = Field(default=0, ge=0, le=1000)          # percent for those who resell

    poll_seconds: float | None = Field(default=None, gt=0, le=600)       # each provider's own pace
    give_up_minutes: float | None = Field(default=None, gt=0, le=24 * 60)    # by kind and provider
    still_gate: bool = True                  # bought pictures are shown before clips are bought
    generations_a_minute: int = Field(default=120, ge=0)     # that a user may order, 0 is no limit

    moderation: bool = True                  # OpenAI is asked about prompts, where there is a key
    comfyui_workflow: str = ""               # a workflow file in API format; empty: the built-in
    comfyui_checkpoint: str = ""             # that the built-in workflow loads

    brain: Literal["auto", "openai", "compatible", "guided"] = "auto"
    brain_model: str = ""
    brain_url: str = ""
    brain_key: SecretStr = SecretStr("")             # of the compatible server, if it wants one
    brain_tokens_a_day: int = Field(default=0, ge=0)
    master_key: SecretStr = SecretStr("")            # encrypts users' own keys; else one is made
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias="OPENAI_API_KEY")
    openai_url: str = "https://api.openai.com/v1"

    @field_validator("openai_api_key", "brain_key", "master_key", mode="before")
    @classmethod
    def _stripped(cls, key: object) -> object:
        """A line break that was copied along is no part of a key."""
        return key.strip() if isinstance(key, str) else key

    @field_validator("trusted_proxies")
    @classmethod
    def _only_proxies(cls, text: str) -> str:
        """Networks with commas between; the whole world is not a proxy."""
        for one in map(ipaddress.ip_network, listed(text)):
            if one.prefixlen == 0:
                raise ValueError("anybody could say to be anyone")
        return text

    @property
    def proxies(self) -> tuple[Network, ...]:
        """`trusted_proxies`, one by one."""
        return tuple(map(ipaddress.ip_network, listed(self.trusted_proxies)))

    @field_validator("webhook_networks")
    @classmethod
    def _networks(cls, text: str) -> str:
        """Networks with commas between."""
        list(map(ipaddress.ip_network, listed(text)))
        return text

    @property
    def webhooks_to(self) -> tuple[Network, ...]:
        """`webhook_networks`, one by one."""
        return tuple(map(ipaddress.ip_network, listed(self.webhook_networks)))

    @property
    def for_this_machine(self) -> bool:
        """Whether the web app listens on loopback alone, with no proxy that signs people in."""
        return self.host in ("127.0.0.1", "::1", "localhost") and not self.trusted_header

    @property
    def chosen_brain(self) -> Literal["openai", "compatible", "guided"]:
        """Who talks and writes, with `auto` resolved."""
        if self.brain != "auto":
            return self.brain
        if self.brain_url:
            return "compatible"
        return "openai" if self.openai_api_key.get_secret_value() else "guided"

    @property
    def chosen_providers(self) -> tuple[str, ...]:
        """`providers`, name by name."""
        return listed(self.providers)

    @property
    def chosen_models(self) -> tuple[str, ...]:
        """`models`, name by name."""
        return listed(self.models)

    @property
    def catalogue(self) -> Path:
        """SQLite file with projects, storyboards, quotes, renders and sessions."""
        return self.home / "catalogue.db"

    @property
    def jobs_database(self) -> Path:
        """SQLite file in which DBOS keeps its workflows."""
        return self.home / "jobs.db"

    @property
    def sessions(self) -> Path:
        """SQLite file of the director's session history."""
        return self.home / "sessions.db"

    @property
    def chat_database(self) -> Path:
        """SQLite file of the web chat's threads: for display only."""
        return self.home / "chat.db"

    @property
    def own_models(self) -> Path:
        """A person's own models and prices, if they wrote any."""
        return self.home / "models.json"

    @property
    def library(self) -> Path:
        """Folder of finished media."""
        return self.home / "library"

    @property
    def workspaces(self) -> Path:
        """Folder for unfinished files; emptied when a worker starts."""
        return self.home / "workspaces"

    @property
    def derived(self) -> Path:
        """Folder of what can be worked out again from the library; may be emptied at any time."""
        return self.home / "derived"

    @property
    def logs(self) -> Path:
        """Folder of the processes' logs."""
        return self.home / "logs"

    def prepare(self) -> None:
        """Make the folders. Raises EnvironmentProblem where that is not allowed."""
        try:
            for folder in (self.home, self.library, self.workspaces, self.logs, self.secrets):
                folder.mkdir(parents=True, exist_ok=True)
            self.secrets.chmod(0o700)
            probe = self.home / f".writable-{uuid.uuid4().hex}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as exc:
            raise EnvironmentProblem(
                f"The data folder {self.home} cannot be written: {exc.strerror or exc}.",
                "Give yourself permission to write there, or set ADFLOW_HOME to another folder.",
            ) from exc

    @property
    def prompt_rules(self) -> Path:
        """The user's own rules for what may be sent to providers."""
        return self.home / "prompt_rules.json"

    @property
    def secrets(self) -> Path:
        """Folder of generated secrets, readable by this user only."""
        return self.home / "secrets"

    def secret(self, name: str) -> bytes:
        """A random secret that is made once and kept (mode 0600)."""
        path = self.secrets / name
        try:
            if not path.exists():
                _make_secret(path)
            return path.read_bytes()
        except OSError as exc:
            raise EnvironmentProblem(
                f"The secret {path} cannot be kept or read: {exc.strerror or exc}.",
                "Give yourself permission to read and write there.",
            ) from exc

    @cached_property
    def grant_key(self) -> bytes:
        """The key that signs a grant from `web` to the worker."""
        return self.secret("grant")


def load_settings() -> Settings:
    """The settings of this process. Raises EnvironmentProblem for a value that makes no sense."""
    try:
        return Settings()
    except ValidationError as exc:
        problem = exc.errors(include_url=False)[0]
        name = f"ADFLOW_{str(problem['loc'][0]).upper()}"
        raise EnvironmentProblem(
            f"{name} cannot be {problem['input']!r}: {problem['msg']}.",
            f"Set {name} to another value, or leave it out.",
        ) from exc


def _make_secret(path: Path) -> None:
    """Written whole under another name, then linked: the first to get here wins."""
    draft = path.with_name(f".{uuid.uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
