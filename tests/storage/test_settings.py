"""The data folder and its secrets: made once, private, or a sentence that says why not."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import EnvironmentProblem
from storage.settings import Settings, load_settings


def test_everything_lies_below_the_data_folder(private_home: Path) -> None:
    settings = Settings()
    settings.prepare()
    settings.prepare()
    assert settings.home == private_home
    places = (settings.catalogue, settings.jobs_database, settings.sessions, settings.library,
              settings.chat_database, settings.workspaces, settings.logs, settings.secrets)
    assert all(place.is_relative_to(private_home) for place in places)
    assert not [path for path in private_home.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["ADFLOW_POLL_SECONDS", "ADFLOW_GIVE_UP_MINUTES"])
@pytest.mark.parametrize("value", ["0", "-1", "often", "100000"])
def test_a_wait_that_makes_no_sense_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EnvironmentProblem, match=name):
        load_settings()


def test_a_secret_is_made_once_and_only_ours_to_read(at_once: Callable[..., list[Any]]) -> None:
    settings = Settings()
    settings.prepare()
    told = set(at_once(12, lambda _: settings.secret("grant")))
    assert len(told) == 1
    assert len(told.pop()) == 64
    kept = settings.secrets / "grant"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.secrets.stat().st_mode) == 0o700
    assert [path.name for path in settings.secrets.iterdir()] == ["grant"]
    assert settings.secret("other") != settings.secret("grant")
    assert Settings().grant_key == settings.grant_key


def test_processes_make_one_secret(private_home: Path, processes: Callable[..., list[str]]) -> None:
    program = """
        from storage.settings import Settings
        settings = Settings()
        settings.prepare()
        print(settings.secret("grant").decode())
    """
    assert len(set(processes(3, program))) == 1
    assert [path.name for path in (private_home / "secrets").iterdir()] == ["grant"]


def test_a_secret_that_cannot_be_kept_is_said() -> None:
    settings = Settings()
    with pytest.raises(EnvironmentProblem, match="secret") as caught:
        settings.secret("grant")
    assert "permission" in caught.value.next_step


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/adflow", "/dev/null/adflow"])
def test_an_impossible_data_folder_is_said(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ADFLOW_HOME", str(tmp_path / place))
    with pytest.raises(EnvironmentProblem, match="cannot be written") as caught:
        Settings().prepare()
    assert "ADFLOW_HOME" in caught.value.next_step
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize(("name", "value"), [
    ("ADFLOW_PORT", "abc"), ("ADFLOW_PORT", "99999"),
    ("ADFLOW_TRUSTED_PROXIES", "10.0.0.1/8"), ("ADFLOW_TRUSTED_PROXIES", "0.0.0.0/0"),
    ("ADFLOW_TRUSTED_PROXIES", "proxy.example"),
])
def test_settings_that_make_no_sense_are_said(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(EnvironmentProblem, match=name) as caught:
        load_settings()
    assert value in str(caught.value)


def test_a_key_is_read_by_its_own_name_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted")
    monkeypatch.setenv("ADFLOW_BRAIN_KEY", "sk-planted-too")
    settings = Settings()
    assert settings.openai_api_key.get_secret_value() == "sk-planted"
    assert "sk-planted" not in f"{settings!r} {settings.model_dump_json()}"


def test_a_copied_line_break_is_no_part_of_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", " sk-planted\n")
    assert Settings().openai_api_key.get_secret_value() == "sk-planted"
    monkeypatch.setenv("OPENAI_API_KEY", "  ")
    assert Settings().chosen_brain == "guided"


@pytest.mark.parametrize(("environment", "brain"), [
    ({}, "guided"),
    ({"OPENAI_API_KEY": "sk-1"}, "openai"),
    ({"OPENAI_API_KEY": "sk-1", "ADFLOW_BRAIN_URL": "http://x"}, "compatible"),
    ({"OPENAI_API_KEY": "sk-1", "ADFLOW_BRAIN": "guided"}, "guided"),
])
def test_auto_is_server_then_key_then_guide(
    environment: dict[str, str], brain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings().chosen_brain == brain


def test_providers_are_named_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().chosen_providers == ("local",)
    monkeypatch.setenv("ADFLOW_PROVIDERS", " runware, mirelo,")
    assert Settings().chosen_providers == ("runware", "mirelo")
