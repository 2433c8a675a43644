"""Users' own keys: encrypted at rest, each for its owner, never readable without the master key."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from storage.database import Catalogue
from storage.errors import EnvironmentProblem, NotFound
from storage.own_keys import OwnKeys, kept_keys
from storage.settings import Settings

NAME, KEY = "RUNWARE_API_KEY", "rw-0123456789"


@pytest.fixture
def settings() -> Settings:
    found = Settings()
    found.prepare()
    return found


@pytest.fixture
def keys(settings: Settings) -> OwnKeys:
    return OwnKeys(Catalogue(settings.catalogue), settings)


def test_a_key_is_its_owners_replaced_and_forgotten(keys: OwnKeys) -> None:
    keys.keep("ann", NAME, "rw-older-one")
    keys.keep("ann", NAME, KEY)
    assert keys.of("ann") == {NAME: KEY}
    assert [one.name for one in keys.names("ann")] == [NAME]
    assert keys.of("bob") == {}
    with pytest.raises(NotFound):
        keys.remove("bob", NAME)
    keys.remove("ann", NAME)
    assert keys.of("ann") == {}


def test_nothing_in_the_data_folder_holds_it(keys: OwnKeys, settings: Settings) -> None:
    keys.keep("ann", NAME, KEY)
    files = [path for path in settings.home.rglob("*") if path.is_file()]
    assert settings.secrets / "keys" in files
    assert not any(KEY.encode() in path.read_bytes() for path in files)
    assert stat.S_IMODE((settings.secrets / "keys").stat().st_mode) == 0o600
    assert KEY not in repr(keys.names("ann"))


def test_another_master_key_reads_nothing_and_says_so(
    keys: OwnKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.keep("ann", NAME, KEY)
    monkeypatch.setenv("ADFLOW_MASTER_KEY", Fernet.generate_key().decode())
    other = OwnKeys(Catalogue(Settings().catalogue), Settings())
    with pytest.raises(EnvironmentProblem, match="another master key"):
        other.of("ann")
    other.keep("ann", NAME, KEY)
    assert other.of("ann") == {NAME: KEY}
    monkeypatch.setenv("ADFLOW_MASTER_KEY", "no key")
    with pytest.raises(EnvironmentProblem, match="no Fernet key"):
        OwnKeys(Catalogue(Settings().catalogue), Settings()).of("ann")


def test_looking_for_keys_makes_no_data_folder(private_home: Path) -> None:
    assert kept_keys(Settings(), "ann") == {}
    assert not private_home.exists()
