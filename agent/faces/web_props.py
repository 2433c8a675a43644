"""From events to what the page's elements are given: plain JSON, numbers and texts only.

Texts are handed over as they are; the elements show them as text, never as markup. Media are named
by their address in the library.
"""

from collections import Counter
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from agent.events import FilmReady, PicturesOffered, QuoteShown, StoryboardShown
from agent.wording import remarks_in_words
from storage.records import Asset, JobKind, RenderProgress, Shot, Storyboard, Uncertain

Props = dict[str, Any]
STAGES: tuple[JobKind, ...] = ("picture", "clip", "sound", "music", "master", "mix", "cut")


def media_url(asset: Asset, name: str = "") -> str:
    """Where the page finds the bytes; with a name they are offered as a download."""
    tail = f"?name={quote(name)}" if name else ""
    return f"/media/{asset.sha256}{asset.suffix}{tail}"


def storyboard(event: StoryboardShown) -> Props:
    """For Storyboard.jsx."""
    board = event.storyboard
    return {
        "language": board.brief.language, "version": board.version, "note": board.note,
        "title": board.brief.name, "seconds": board.seconds, "aspect": board.aspect,
        "look": board.look, "mood": board.mood,
        "shots": [
            _shot(number, shot, event.pictures.get(shot.id))
            for number, shot in enumerate(board.shots, 1)
        ],
    }


def storyboard_key(board: Storyboard) -> str:
    """What a storyboard element shows."""
    return f"{board.project}:{board.version}"


def _shot(number: int, shot: Shot, picture: Asset | None) -> Props:
    return {
        "number": number, "id": shot.id, "beat": shot.beat, "seconds": shot.seconds,
        "title": shot.use_case, "words": list(shot.overlay.words()),
        "camera": shot.motion.camera_language, "mood": shot.lighting, "sound": shot.audio.effects,
        "transition": shot.transition, "picture": media_url(picture) if picture else None,
    }


def quote_card(event: QuoteShown, language: str) -> Props:
    """For QuoteCard.jsx. Only the opaque id comes back from it."""
    made = event.quote.made
    return {
        "language": language, "quote": event.quote.id, "summary": event.summary,
        "remarks": remarks_in_words(event.quote, "de" if language == "de" else "en"),
        "total": event.quote.total, "seconds": event.quote.seconds, "status": "pending",
        "made": _counts(Counter(line.kind for line in made)),
        "reused": len(event.quote.lines) - len(made),
        "lines": [
            {"label": line.label, "kind": line.kind, "price": line.price, "reused": line.reused}
            for line in event.quote.lines
        ],
    }


def _counts(kinds: Counter[JobKind]) -> list[Props]:
    return [{"kind": kind, "count": kinds[kind]} for kind in STAGES if kinds[kind]]


def progress(render: RenderProgress, language: str) -> Props:
    """For RenderProgress.jsx: one line a stage, in the order things are made."""
    return {
        "language": language, "render": render.render, "status": render.status,
        "fraction": render.fraction, "seconds_left": render.seconds_left,
        "problem": render.problem,
        "stages": [stage for kind in STAGES if (stage := _stage(render, kind))],
    }


def _stage(render: RenderProgress, kind: JobKind) -> Props | None:
    jobs = [job for job in render.jobs if job.kind == kind]
    if not jobs:
        return None
    states = Counter(job.state for job in jobs)
    finished = states["done"] + states["reused"]
    state = (
        "failed" if states["failed"] or states["uncertain"]
        else "done" if finished == len(jobs)
        else "stopped" if states["cancelled"]
        else "running" if states["running"] or finished
        else "waiting"
    )
    return {
        "kind": kind, "state": state, "done": finished, "reused": states["reused"],
        "count": len(jobs), "fraction": (finished + sum(
            job.fraction for job in jobs if job.state == "running")) / len(jobs),
        "now": [job.label for job in jobs if job.state == "running"][:2],
        "problems": [f"{job.label}: {job.problem}" for job in jobs if job.problem][:3],
    }


def uncertain(job: Uncertain, language: str) -> Props:
    """For UncertainJob.jsx. Only the job's fingerprint and a decision come back from it."""
    provider, _, model = job.model.partition("/")
    return {
        "language": language, "job": job.fingerprint, "label": job.label, "amount": job.amount,
        "provider": provider.title(), "model": model, "problem": job.problem,
        "can_check": job.can_check, "status": "open",
    }


def film(event: FilmReady, language: str) -> Props:
    """For Film.jsx."""
    return {
        "language": language, "title": event.title, "version": event.version,
        "film": media_url(event.film),
        "download": media_url(event.film, _file_name(event)),
        "poster": media_url(event.poster) if event.poster else None,
        "width": event.film.width or 1080, "height": event.film.height or 1920,
        "seconds": event.film.seconds, "size": event.film.size,
        "parts": [
            {"name": part.name, "url": media_url(part.asset, part.name), "size": part.asset.size}
            for part in event.parts
        ],
    }


def _file_name(event: FilmReady) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in event.title.lower())
    return f"{'-'.join(part for part in name.split('-') if part) or 'ad'}-v{event.version}.mp4"


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
