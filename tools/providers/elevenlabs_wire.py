"""ElevenLabs' models, the bodies of requests, and what its answers mean for us.

Missing credit is a 401 here, not a 402. A voice's language is sent only to models that take one:
`eleven_multilingual_v2` hears it from the words.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

from storage.errors import BadInput, JobFailed
from storage.records import Shot, Storyboard
from tools.media.spoken import Word
from tools.providers.client import Answer
from tools.providers.interface import Needs
from tools.providers.models import Model, options_of, table
from tools.providers.prompts import cut_to
from tools.providers.redact import said
from tools.providers.refusals import Family, by_status
from tools.providers.refusals import failure as refused
from tools.providers.transport import Transport

SETTINGS = ("stability", "similarity", "seed")
MODELS = table(
    Model("elevenlabs/eleven_multilingual_v2", "voice", 10_000, speed=4.0, options=SETTINGS),
    Model("elevenlabs/eleven_flash_v2_5", "voice", 40_000, speed=2.0, options=SETTINGS),
    Model("elevenlabs/eleven_v3", "voice", 3_000, speed=6.0, options=SETTINGS),
    Model("elevenlabs/eleven_text_to_sound_v2", "sound", 450, speed=8.0),
    Model("elevenlabs/music_v1", "music", 2_000, speed=30.0, speed_per_second=0.3),
    Model("elevenlabs/music_v2", "music", 2_000, speed=30.0, speed_per_second=0.3),
)
TAKES_LANGUAGE = ("elevenlabs/eleven_flash_v2_5", "elevenlabs/eleven_v3")
DEFAULT_VOICE = "JBFqnCBsd6RMkjVDRZzb"   # the one of ElevenLabs' own examples
SOUND_SECONDS, MUSIC_SECONDS = (0.5, 30.0), (3.0, 600.0)
_CONTENT = ("content_against_policy", "bad_prompt", "moderat", "policy")
_CREDIT = ("quota_exceeded", "credit")


def voice_needs(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a spoken line depends on. BadInput for one that says nothing or too much."""
    text = " ".join(shot.voice_line.split())
    if not text:
        raise BadInput(f"“{shot.use_case}” has no words to speak.", "Give the shot a spoken line.")
    if len(text) > model.longest_prompt:
        raise BadInput(f"{model.name} speaks at most {model.longest_prompt} characters at once.",
                       "Shorten the line.")
    params: dict[str, Any] = {
        "text": text, "voice": storyboard.options.voice.strip() or DEFAULT_VOICE,
        **options_of(model, storyboard),
    }
    if model.name in TAKES_LANGUAGE:
        params["language"] = storyboard.brief.language
    return Needs(params=params, files={})


def sound_needs(model: Model, storyboard: Storyboard, shot: Shot) -> Needs:
    """What a shot's effects depend on; music only where the film has no bed of its own."""
    if shot.seconds > SOUND_SECONDS[1]:
        raise BadInput(f"ElevenLabs makes at most {SOUND_SECONDS[1]:g} s of sound, the shot has "
                       f"{shot.seconds:g} s.", "Shorten the shot, or choose another model for it.")
    wanted = [shot.audio.effects, "" if storyboard.recipe.models.music else shot.audio.music]
    words = ". ".join(part for one in wanted if (part := " ".join(one.split()).rstrip(".")))
    scene = " ".join((shot.motion.environment or shot.picture_prompt).split())
    prompt = words or f"Quiet ambience, no voices: {scene}"
    return Needs(params={"prompt": cut_to(prompt, model.longest_prompt),
                         "seconds": max(SOUND_SECONDS[0], shot.seconds)}, files={})


def music_needs(model: Model, storyboard: Storyboard) -> Needs:
    """What the film's bed depends on: its mood, what its shots ask for, its length."""
    seconds = max(MUSIC_SECONDS[0], storyboard.seconds)
    if seconds > MUSIC_SECONDS[1]:
        raise BadInput(f"ElevenLabs makes at most {MUSIC_SECONDS[1]:g} s of music.",
                       "Shorten the film, or choose another model for music.")
    asked = dict.fromkeys(
        part for shot in storyboard.shots if (part := " ".join(shot.audio.music.split())))
    prompt = ". ".join((f"Instrumental bed for an advertisement, {storyboard.mood}", *asked))
    return Needs(params={"prompt": cut_to(prompt, model.longest_prompt), "seconds": seconds},
                 files={})


def voice_body(model: Model, params: Mapping[str, Any], seed: Mapping[str, int]) -> dict[str, Any]:
    """A request for a spoken line."""
    settings = {name: params[option] for option, name in
                (("stability", "stability"), ("similarity", "similarity_boost"))
                if option in params}
    body: dict[str, Any] = {"text": params["text"], "model_id": model.own_name, **seed}
    if "language" in params:
        body["language_code"] = params["language"]
    return body | ({"voice_settings": settings} if settings else {})


def sound_body(model: Model, params: Mapping[str, Any]) -> dict[str, Any]:
    """A request for sound effects."""
    return {"text": params["prompt"], "duration_seconds": params["seconds"],
            "model_id": model.own_name}


def music_body(model: Model, params: Mapping[str, Any]) -> dict[str, Any]:
    """A request for music."""
    return {"prompt": params["prompt"], "music_length_ms": round(params["seconds"] * 1000),
            "model_id": model.own_name, "force_instrumental": True}


def field(answer: Answer, name: str) -> Any:
    """A field of the answer's object, or None."""
    return answer.data.get(name) if isinstance(answer.data, dict) else None


def failure(line: Transport, answer: Answer, what: str) -> JobFailed:
    """The error for a refusal: `{"detail": {status, message}}`, or a list of what is invalid."""
    detail, code = field(answer, "detail"), ""
    if isinstance(detail, dict):
        code, reason = str(detail.get("status") or ""), detail.get("message")
    elif isinstance(detail, list):
        told = [one for one in detail if isinstance(one, dict)]
        reason = "; ".join(f"{'.'.join(map(str, one.get('loc', ())))}: {one.get('msg')}"
                           for one in told)
    else:
        reason = detail
    family: Family = by_status(answer.status)
    if 400 <= answer.status < 500:
        if code.startswith(_CREDIT):
            family = "credit"
        elif any(mark in code for mark in _CONTENT):
            family = "content"
        elif answer.status == 403:
            family = "request"           # the plan does not include it
    return refused(line, family, what, said(reason or code or f"HTTP {answer.status}"))


def voices(answer: Answer) -> dict[str, str]:
    """Ids of voices by their names."""
    listed = field(answer, "voices")
    return {
        short(str(one.get("name") or "")): str(one.get("voice_id") or "")
        for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict)
    }


def short(name: str) -> str:
    """A voice's name without what describes it: “George - Warm Storyteller” is George."""
    return name.partition(" - ")[0].strip()


def spoken(answer: Answer) -> bytes:
    """The sound inside an answer with times; empty where there is none."""
    try:
        return base64.b64decode(str(field(answer, "audio_base64") or ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def words(answer: Answer) -> tuple[Word, ...]:
    """The words of an answer with times; none where its times make no sense."""
    told = field(answer, "alignment")
    if not isinstance(told, dict):
        return ()
    parts = [told.get(name) for name in (
        "characters", "character_start_times_seconds", "character_end_times_seconds")]
    return _joined(zip(*(one if isinstance(one, list) else () for one in parts), strict=False))


def _joined(characters: Iterable[tuple[Any, ...]]) -> tuple[Word, ...]:
    """Characters with start and end joined to words, at the spaces between them."""
    found, text, begin, until = list[Word](), "", 0.0, 0.0
    for one, start, end in characters:
        if not isinstance(start, int | float) or not isinstance(end, int | float):
            return ()
        if str(one).isspace():
            found += [Word(text, begin, until)] if text else []
            text = ""
            continue
        begin, until, text = (begin if text else float(start)), float(end), text + str(one)
    return (*found, Word(text, begin, until)) if text else tuple(found)
