"""From events to what the page's elements are given: plain JSON, numbers and texts only.

Texts are handed over as they are; the elements show them as text, never as markup. Media are named
by their address in the library. What comes back from an element are ids, and nothing is trusted.
"""

from collections import Counter
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from agent.events import (
    CheaperShown,
    Listed,
    PicturesOffered,
    ProjectsShown,
    QuoteShown,
    StoryboardShown,
)
from agent.job_words import KINDS, counted, job_named
from agent.shown import ShotShown
from agent.wording import remarks_in_words
from storage.records import Asset, AtHand, JobKind, Language, Shot, Storyboard
from tools.pipeline.projects import Listed as ListedProject
from tools.pipeline.shots import Standing

Props = dict[str, Any]


def media_url(asset: Asset, name: str = "") -> str:
    """Where the page finds the bytes; with a name they are offered as a download."""
    tail = f"?name={quote(name)}" if name else ""
    return f"/media/{asset.sha256}{asset.suffix}{tail}"


def storyboard(event: StoryboardShown) -> Props:
    """For Storyboard.jsx. A film without a product has times in place of an ad's beats, and the
    style of its pictures in place of a look."""
    board = event.storyboard
    ends = list(accumulate(shot.seconds for shot in board.shots))
    return {
        "language": board.brief.language, "project": board.project, "version": board.version,
        "undo": board.parent, "redo": event.redo, "current": event.current, "name": event.name,
        "note": board.note if board.parent else "", "title": board.brief.name,
        "seconds": board.seconds, "aspect": board.aspect, "mood": board.mood,
        "look": board.look if board.product else "", "style": board.options.style,
        "recipe": board.recipe.name,
        "difference": event.difference.model_dump(
            include={"changed", "kept", "tail", "price", "seconds"}) if event.difference else None,
        "shots": [
            {**_shot(number, shot, event.pictures.get(shot.id)),
             "from": end - shot.seconds, "to": end,
             **_stands(shot, event.shots.get(shot.id))}
            for number, (shot, end) in enumerate(zip(board.shots, ends, strict=True), 1)
        ],
    }


def storyboard_key(project: str, version: int) -> str:
    """What a storyboard element shows."""
    return f"{project}:{version}"


def board_key(board: Storyboard) -> str:
    """The key of a storyboard's element."""
    return storyboard_key(board.project, board.version)


def _shot(number: int, shot: Shot, picture: Asset | None) -> Props:
    return {
        "number": number, "id": shot.id, "beat": shot.beat, "seconds": shot.seconds,
        "title": shot.use_case, "words": list(shot.overlay.words()),
        "camera": shot.motion.camera_language, "mood": shot.lighting, "sound": shot.audio.effects,
        "voice": shot.voice_line, "transition": shot.transition,
        "picture": media_url(picture) if picture else None,
    }


def _stands(shot: Shot, shown: ShotShown | None) -> Props:
    shown = shown or ShotShown(standing=Standing())
    return {
        **standing(shown.standing),
        "play": media_url(shown.play) if shown.play and _moves(shown.play) else None,
        "parts": list(shown.parts),
        "clip": shown.clip,
        "prompts": [one.model_dump() for one in shown.prompts],
        "takes": {
            kind: [
                {"number": take.number, "made": take.asset is not None,
                 "chosen": take.number == getattr(shot.takes, kind),
                 "picture": media_url(take.asset)
                 if take.asset and kind in ("picture", "future") else None}
                for take in takes
            ]
            for kind, takes in shown.takes.items()
        },
    }


def _moves(asset: Asset) -> bool:
    return asset.media_type.startswith("video/")


def standing(stands: Standing) -> Props:
    """How a shot stands: what moves on a board while its film is made."""
    return {"state": stands.state, "percent": round(stands.fraction * 100),
            "problem": stands.problem}


def quote_card(event: QuoteShown, language: str) -> Props:
    """For QuoteCard.jsx."""
    made, budget = event.quote.made, min(event.left, key=lambda one: one.left, default=None)
    spoken = spoken_as(language)
    return {
        "language": language, "quote": event.quote.id, "summary": event.summary,
        "remarks": remarks_in_words(event.quote, spoken),
        "total": event.quote.total, "seconds": event.quote.seconds, "status": "pending",
        "part": event.quote.part,
        "made": _counts(Counter(line.kind for line in made), spoken),
        "reused": len(event.quote.lines) - len(made), "shots": list(event.reused),
        "budget": budget.model_dump() if budget else None,
        "cheaper": event.cheaper, "ways": None, "at_hand": _at_hand(event.quote.at_hand),
        "lines": [
            {"label": job_named(line.kind, line.label, spoken), "price": line.price,
             "reused": line.reused}
            for line in event.quote.lines
        ],
    }


def _at_hand(hand: AtHand | None) -> Props | None:
    return {"picture": media_url(hand.picture), "title": hand.title,
            "saves": hand.saves} if hand else None


def _counts(kinds: Counter[JobKind], language: Language) -> list[Props]:
    return [{"kind": kind, "count": kinds[kind], "name": counted(kind, kinds[kind], language)}
            for kind in KINDS if kinds[kind]]


def spoken_as(language: str) -> Language:
    """A page's language as one of ours."""
    return "de" if language == "de" else "en"


def ways(event: CheaperShown) -> list[Props]:
    """Cheaper ways, for the card of their quote."""
    return [one.model_dump() for one in event.ways]


def listed(event: Listed, language: str) -> Props:
    """For Listed.jsx."""
    return {"language": language, **event.model_dump(mode="json")}


def projects(event: ProjectsShown, language: str) -> Props:
    """For Projects.jsx."""
    return {
        "language": language, "here": event.here,
        "asking": event.asking.model_dump() if event.asking else None,
        "projects": [{
            "id": one.id, "title": one.title, "seconds": one.seconds, "updated": one.updated,
            "spent": one.spent, "state": _state_of(one),
        } for one in event.projects],
    }


def _state_of(project: ListedProject) -> str:
    if project.rendering:
        return "rendering"
    return "film" if project.film else "storyboard" if project.version else "brief"


def pictures(event: PicturesOffered, language: str) -> Props:
    """For PicturesOffered.jsx: names only, for the pictures themselves are on another machine."""
    page = event.page
    return {
        "language": language, "title": page.title, "host": urlsplit(page.url).hostname or "",
        "price": f"{page.price} {page.currency}".strip(), "brand": page.brand,
        "pictures": [
            PurePosixPath(urlsplit(address).path).name or f"{number}"
            for number, address in enumerate(page.pictures, 1)
        ],
    }
