from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadInput, BadKey, NoCredit, ProviderLost, ProviderRefused
from storage.records import Options
from tools.media.probe import probe
from tools.media.spoken import words_of
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.interface import Accountable, Made, Provider, Request

VOICE, FLASH = "elevenlabs/eleven_multilingual_v2", "elevenlabs/eleven_flash_v2_5"
SOUND, MUSIC = "elevenlabs/eleven_text_to_sound_v2", "elevenlabs/music_v1"


async def made(elevenlabs: ElevenLabs, request: Request, bench: Any, folder: Path) -> Made:
    await elevenlabs.prepare(request)
    ticket = await elevenlabs.submit(request)
    return await elevenlabs.collect(request, ticket, bench.library, folder, lambda _: None)


def chosen(bench: Any, **options: Any) -> None:
    bench.storyboard = bench.storyboard.model_copy(update={"options": Options(**options)})


def with_shot(bench: Any, **fields: Any) -> None:
    first, *rest = bench.storyboard.shots
    bench.storyboard = bench.storyboard.model_copy(update={
        "shots": (first.model_copy(update=fields), *rest)})


def test_it_is_a_provider_that_can_be_checked(elevenlabs: ElevenLabs) -> None:
    provider: Provider = elevenlabs
    assert provider.name == "elevenlabs"
    assert isinstance(elevenlabs, Accountable)


async def test_a_line_is_spoken_and_brings_the_times_of_its_words(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(elevenlabs, "voice", model=VOICE)
    assert request.job.params == {"text": "Breathe in, 1.", "voice": "JBFqnCBsd6RMkjVDRZzb"}
    result = await made(elevenlabs, request, bench, workspace)
    words = words_of(result.path)
    assert [word.text for word in words] == ["Breathe", "in,", "1."]
    assert probe(result.path).seconds == pytest.approx(words[2].end, abs=0.1)
    assert words[0].start == pytest.approx(0.1)
    assert words[2].start - words[1].end > 0.3               # a comma
    assert result.cost == 1400 == desk.charges()[0]["microdollars"]
    assert result.estimated
    (sent,) = desk.requests("elevenlabs.voice")
    assert sent["body"] == {"text": "Breathe in, 1.", "model_id": "eleven_multilingual_v2"}
    assert sent["query"] == {"output_format": "mp3_44100_128"}
    assert "xi-api-key" in sent["headers"]


async def test_options_and_language_go_to_the_models_that_take_them(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    chosen(bench, voice="daniel", stability=0.4, similarity=0.0, seed=7, steps=30)
    await made(elevenlabs, bench.request(elevenlabs, "voice", model=FLASH), bench, workspace)
    (sent,) = desk.requests("elevenlabs.voice")
    assert sent["path"].endswith("/text-to-speech/onwK4e9ZLuTAKqWW03F9/with-timestamps")
    assert sent["body"] == {
        "text": "Breathe in, 1.", "model_id": "eleven_flash_v2_5", "language_code": "en",
        "seed": 7, "voice_settings": {"stability": 0.4, "similarity_boost": 0.0}}
    assert len(desk.requests("elevenlabs.voices")) == 2      # pages, once for both steps


async def test_a_voice_that_the_account_does_not_have_is_said_before_anything_is_bought(
    elevenlabs: ElevenLabs, bench: Any, desk: Any
) -> None:
    chosen(bench, voice="Nobody")
    with pytest.raises(ProviderRefused, match="no voice called “Nobody”") as unknown:
        await elevenlabs.prepare(bench.request(elevenlabs, "voice", model=VOICE))
    assert "Daniel, George, Sarah" in unknown.value.next_step
    assert desk.charges() == []


async def test_effects_are_made_from_words_alone(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(elevenlabs, "sound", model=SOUND, inputs={})
    result = await made(elevenlabs, request, bench, workspace)
    assert probe(result.path).seconds == pytest.approx(7, abs=0.1)
    (sent,) = desk.requests("elevenlabs.sound")
    assert sent["body"] == {"text": "a match is struck", "duration_seconds": 7,
                            "model_id": "eleven_text_to_sound_v2"}
    assert result.cost == 14_000 == desk.charges()[0]["microdollars"]
    bench.storyboard = bench.with_model("music", "")         # no bed: the shots bring their music
    request = bench.request(elevenlabs, "sound", model=SOUND, inputs={})
    assert request.job.params["prompt"] == "a match is struck. soft piano"


async def test_music_is_as_long_as_the_film(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(elevenlabs, "music", model=MUSIC)
    result = await made(elevenlabs, request, bench, workspace)
    assert probe(result.path).seconds == pytest.approx(28, abs=0.1)
    (sent,) = desk.requests("elevenlabs.music")
    assert sent["body"] == {
        "prompt": "Instrumental bed for an advertisement, warm. soft piano",
        "music_length_ms": 28_000, "model_id": "music_v1", "force_instrumental": True}
    assert result.cost == desk.charges()[0]["microdollars"]


@pytest.mark.parametrize(("kind", "model"), [
    ("voice", VOICE), ("voice", FLASH), ("sound", SOUND), ("music", MUSIC)])
async def test_every_model_is_quoted_at_what_is_billed(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path, kind: Any, model: str
) -> None:
    request = bench.request(elevenlabs, kind, model=model, inputs={})
    (told,) = [one for one in elevenlabs.capabilities() if one.model == model]
    result = await made(elevenlabs, request, bench, workspace)
    assert told.price_of(request.job.params) == result.cost == desk.charges()[0]["microdollars"]


async def test_what_was_bought_is_kept_and_not_bought_again(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, workspace: Path
) -> None:
    request = bench.request(elevenlabs, "voice", model=VOICE)
    first, again = await elevenlabs.submit(request), await elevenlabs.submit(request)
    assert first.url == again.url
    assert len(desk.charges()) == 1
    (elevenlabs.kept.folder / first.url).unlink()
    with pytest.raises(ProviderLost, match="not here any more"):
        await elevenlabs.collect(request, first, bench.library, workspace, lambda _: None)


def test_what_cannot_be_made_is_refused_when_quoting(elevenlabs: ElevenLabs, bench: Any) -> None:
    with pytest.raises(BadInput, match="makes no clip here"):
        bench.request(elevenlabs, "clip", model=VOICE)
    with_shot(bench, voice_line="  ")
    with pytest.raises(BadInput, match="no words to speak"):
        bench.request(elevenlabs, "voice", model=VOICE)
    with_shot(bench, voice_line="word " * 2500)
    with pytest.raises(BadInput, match="at most 10000 characters"):
        bench.request(elevenlabs, "voice", model=VOICE)
    with_shot(bench, seconds=31)
    with pytest.raises(BadInput, match="at most 30 s"):
        bench.request(elevenlabs, "sound", model=SOUND, inputs={})


async def test_missing_credit_is_no_bad_key_although_both_are_a_401(
    elevenlabs: ElevenLabs, bench: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.balance("elevenlabs", 0.001)
    assert (await elevenlabs.check()).credits == 10
    with pytest.raises(NoCredit, match="cannot pay for this voice"):
        await elevenlabs.submit(bench.request(elevenlabs, "voice", model=VOICE))
    monkeypatch.setenv("ELEVENLABS_API_KEY", "bad-key-of-mine-123")
    with pytest.raises(BadKey) as wrong:
        await elevenlabs.check()
    assert "bad-key-of-mine" not in wrong.value.sentence()
    monkeypatch.delenv("ELEVENLABS_API_KEY")
    assert elevenlabs.missing_keys() == ("ELEVENLABS_API_KEY",)
    assert desk.charges() == []
