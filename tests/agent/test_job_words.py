"""Every kind of job, and every job of every recipe, has a name in English and German."""

from typing import get_args

import pytest

from agent.job_words import KINDS, counted, job_named
from storage.records import JobKind, Language


def test_no_kind_is_without_a_name() -> None:
    assert set(KINDS) == set(get_args(JobKind))


@pytest.mark.parametrize(("kind", "label", "english", "german"), [
    ("picture", "Picture 2", "Picture 2", "Bild 2"),
    ("picture", "Last picture", "Last picture", "Letztes Bild"),
    ("future", "Picture 3", "Imagined picture 3", "Erdachtes Bild 3"),
    ("future", "Last picture", "Last imagined picture", "Letztes erdachtes Bild"),
    ("voice", "Voice 1", "Voice 1", "Stimme 1"),
    ("master", "Master 12", "Scene 12", "Szene 12"),
    ("mix", "Mix", "Mix", "Mischung"),
    ("cut", "Cut", "Film", "Film"),
])
def test_a_job_is_named(kind: JobKind, label: str, english: str, german: str) -> None:
    languages: tuple[Language, Language] = ("en", "de")
    assert tuple(job_named(kind, label, one) for one in languages) == (english, german)


def test_one_and_many() -> None:
    assert counted("future", 1, "de") == "erdachtes Bild"
    assert counted("future", 6, "en") == "imagined pictures"
