"""From renders, films and uncertain jobs to what their elements are given; see `web_props`."""

from collections import Counter
from urllib.parse import quote

from agent.events import ClipsShown, FilmReady, RenderMoved
from agent.faces.web_props import Props, media_url, spoken_as
from agent.job_words import KINDS, called, job_named
from storage.records import JobKind, JobProgress, Language, RenderProgress, Uncertain

_SHOWN_AS = {"done": "done", "reused": "reused", "running": "running", "waiting": "waiting",
             "failed": "failed", "uncertain": "failed", "cancelled": "stopped"}


def progress(event: RenderMoved, language: str) -> Props:
    """For RenderProgress.jsx: one node a kind of job, and which goes into which."""
    render, spoken = event.progress, spoken_as(language)
    stages = [stage for kind in KINDS if (stage := _stage(render, kind, spoken))]
    kinds = {stage["kind"] for stage in stages}
    return {
        "language": language, "render": render.render, "status": render.status,
        "fraction": render.fraction, "seconds_left": render.seconds_left,
        "problem": render.problem, "stages": stages,
        "links": [list(link) for link in event.links
                  if kinds.issuperset(link) and link[0] != link[1]],
        "pictures_only": kinds <= {"picture", "future"},
        "clips_only": "clip" in kinds and "cut" not in kinds,
    }


def _stage(render: RenderProgress, kind: JobKind, language: Language) -> Props | None:
    jobs = [job for job in render.jobs if job.kind == kind]
    if not jobs:
        return None
    names = [job_named(kind, job.label, language) for job in jobs]
    finished = sum(job.state in ("done", "reused") for job in jobs)
    return {
        "kind": kind, "name": called(kind, language).heading,
        "state": _state(jobs), "done": finished, "count": len(jobs),
        "reused": sum(job.state == "reused" for job in jobs),
        "jobs": [{"state": _SHOWN_AS[job.state], "label": name}
                 for job, name in zip(jobs, names, strict=True)],
        "now": [name for job, name in zip(jobs, names, strict=True) if job.state == "running"],
        "problems": [f"{name}: {job.problem}"
                     for job, name in zip(jobs, names, strict=True) if job.problem][:3],
    }


def _state(jobs: list[JobProgress]) -> str:
    """What a kind of job is doing as a whole."""
    states = Counter(job.state for job in jobs)
    if states["failed"] or states["uncertain"]:
        return "failed"
    if states["reused"] == len(jobs):
        return "reused"
    if states["done"] + states["reused"] == len(jobs):
        return "done"
    if states["cancelled"]:
        return "stopped"
    return "running" if states["running"] or states["done"] else "waiting"


def uncertain(job: Uncertain, language: str) -> Props:
    """For UncertainJob.jsx. Only the job's fingerprint and a decision come back from it."""
    return {
        "language": language, "job": job.fingerprint, "amount": job.amount,
        "label": job_named(job.kind, job.label, spoken_as(language)),
        "provider": job.provider, "model": job.model.partition("/")[2], "problem": job.problem,
        "can_check": job.can_check, "status": "open",
    }


def film(event: FilmReady, language: str) -> Props:
    """For Film.jsx."""
    return {
        "language": language, "title": event.title, "render": event.render,
        "project": event.project, "recipe": event.recipe,
        "version": event.version, "current": True, "film": media_url(event.film),
        "download": media_url(event.film, f"{_file_name(event)}.mp4"),
        "archive": f"/films/{event.render}.zip?name={quote(_file_name(event))}.zip",
        "poster": media_url(event.poster) if event.poster else None,
        "width": event.film.width or 1080, "height": event.film.height or 1920,
        "seconds": event.film.seconds, "size": event.film.size,
        "loudness": event.loudness, "peaks": list(event.peaks),
        "cost": event.cost, "spent": event.spent,
        "scenes": [scene.model_dump() for scene in event.scenes],
        "versions": [
            {"version": one.version, "name": one.name, "note": one.note,
             "poster": media_url(one.poster) if one.poster else None}
            for one in event.versions
        ],
        "parts": [
            {"name": part.name, "url": media_url(part.asset, part.name), "size": part.asset.size}
            for part in event.parts
        ],
    }


def clips(event: ClipsShown, language: str) -> Props:
    """For Clips.jsx."""
    return {
        "language": language, "render": event.render, "text": event.text,
        "clips": [
            {"shot": one.shot, "title": one.title, "seconds": one.seconds, "model": one.model,
             "sound": one.has_audio, "url": media_url(one.asset),
             "poster": media_url(one.picture) if one.picture else None,
             "download": media_url(one.asset, f"scene_{one.shot}{one.asset.suffix}"),
             "width": one.asset.width or 16, "height": one.asset.height or 9}
            for one in event.clips if one.asset
        ],
    }


def _file_name(event: FilmReady) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in event.title.lower())
    return f"{'-'.join(part for part in name.split('-') if part) or 'ad'}-v{event.version}"
