"""What those who make this film can do of a change, and what is said where they cannot.

The built-in studio draws, sounds and moves by rules of its own, so words about what is seen or
heard change nothing there: such a wish is not carried out, and the nearest that it can do is
offered. A film whose shots go on from each other has no room for transitions.
"""

from collections.abc import Iterator

from agent.guided import lexicon
from agent.guided.lexicon import normal
from agent.guided.phrasing import listed, reply, shots, word
from agent.guided.readers_film import MOOD_OF
from agent.guided.turn import Turn
from agent.guided.understanding import Intent, Note, understand
from storage.brands import key_of
from storage.records import (
    AnotherTake,
    Change,
    KeepNext,
    Mood,
    SetBrand,
    SetMakers,
    SetModels,
    SetMotion,
    SetMusic,
    SetPicture,
    SetSound,
    SetTransition,
    SetVoice,
    State,
    Storyboard,
)

HERE = "local/"
_BED: dict[Mood, str] = {
    "warm": "warm, heartfelt music", "bold": "bold, driving music", "calm": "calm, quiet music",
}


def meant(state: State, turn: Turn) -> Intent:
    """What a message means for this film, as far as it can be done."""
    intent = understand(turn.text, state, turn.earlier)
    film = state.storyboard
    if film is None or intent.act != "change":
        return intent
    notes: list[Note] = [*_tellable(intent, turn.text), *_unknown_brands(intent, state)]
    changes = tuple(one for change in intent.changes if not _unknown_brand(change, state)
                    for one in _possible(change, intent, film, turn.text, notes))
    act = "change" if changes else "unknown"
    return intent.model_copy(update={
        "act": act, "changes": changes, "notes": tuple(dict.fromkeys(notes)),
    })


def notes_told(state: State, intent: Intent) -> list[str]:
    """The notes in the film's language, each once; of one kind for several shots only one."""
    language = state.brief.language
    told: dict[str, str] = {}
    for note in intent.notes:
        numbers = tuple(one.shot for one in intent.notes if one.key == note.key and one.shot)
        values = {"shot": numbers[0] if numbers else 1, "shots": shots(language, numbers)}
        if note.key == "studio_picture":
            values["light"] = word(language, f"light_{note.value}")
        elif note.key == "near_music":
            kind, _, mood = note.value.partition("=")
            values |= {"kind": kind if language == "en" else kind.capitalize(),
                       "mood": word(language, f"mood_{mood}")}
        elif note.key == "brand_unknown":
            known = {"names": listed(language, list(state.brands))}
            values |= {"name": note.value, "brands": reply(
                language, "brands_known" if state.brands else "brands_unset", **known)}
        told.setdefault(note.key, reply(language, note.key, **values))
    return list(told.values())


def _tellable(intent: Intent, text: str) -> Iterator[Note]:
    """What was taken for something near."""
    kind = lexicon.find(normal(text), "genre")
    moods = [one.mood for one in intent.changes if isinstance(one, SetMusic) and one.mood]
    if kind and moods and MOOD_OF[kind] == moods[0]:
        yield Note(key="near_music", value=f"{kind}={moods[0]}")


def _unknown_brand(change: Change, state: State) -> bool:
    """Whether it asks for a brand that the person does not have."""
    return isinstance(change, SetBrand) and change.brand is not None and key_of(
        change.brand) not in map(key_of, state.brands)


def _unknown_brands(intent: Intent, state: State) -> Iterator[Note]:
    for change in intent.changes:
        if isinstance(change, SetBrand) and _unknown_brand(change, state):
            yield Note(key="brand_unknown", value=change.brand or "")


def _possible(
    change: Change, intent: Intent, film: Storyboard, text: str, notes: list[Note]
) -> list[Change]:
    """The change, what it has to be in this film, or nothing and a note that says why."""
    models, connected = film.recipe.models, film.recipe.continuity
    moving = _moves(intent)
    key = ""
    if isinstance(change, SetPicture) and models.picture.startswith(HERE) and not moving:
        key = "studio_picture"
    elif isinstance(change, SetSound) and models.sound.startswith(HERE) and not moving:
        key = "studio_sound"
    elif isinstance(change, SetMotion) and change.action and models.clip.startswith(HERE):
        key = "" if moving else "studio_action"
    elif isinstance(change, KeepNext) and connected != "hand_off":
        key = "stays_anyway"
    elif isinstance(change, SetTransition) and connected != "independent":
        key = "no_transition" if change.transition != "cut" else ""
    if key:
        notes.append(Note(key=key, value=_near_light(text), shot=getattr(change, "shot", None)))
        return []
    if isinstance(change, SetVoice) and change.line and models.sound.startswith(HERE):
        notes.append(Note(key="studio_voice"))
    if isinstance(change, SetMusic) and not models.music and not change.track:
        notes[:] = [one for one in notes if one.key != "near_music"]
        notes.append(Note(key="music_in_sounds"))
        return _music_in_sounds(change, film, text)
    return [change]


def _moves(intent: Intent) -> bool:
    """Whether the same message gives the film to another maker than the studio."""
    return any(
        (isinstance(one, SetMakers) and set(one.providers) != {"local"})
        or (isinstance(one, SetModels) and any(not name.startswith(HERE) for name in one.models))
        for one in intent.changes
    )


def _near_light(text: str) -> str:
    """The light that comes nearest to a place."""
    return lexicon.find(normal(text), "near_light") or "warm"


def _music_in_sounds(change: SetMusic, film: Storyboard, text: str) -> list[Change]:
    """Music where no bed is composed: each shot's sound is asked for it."""
    own = [SetMusic(composed=True)] if film.brief.track is not None else []
    numbers = range(1, len(film.shots) + 1)
    if change.mood is None:
        again = [AnotherTake(shot=one, kind="sound") for one in numbers]
        return [*own, *(again if change.another_take else [])]
    words = lexicon.find(normal(text), "genre") or _BED[change.mood]
    return [*own, *(SetSound(shot=one, music=words) for one in numbers)]
