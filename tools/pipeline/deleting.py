"""Deleting a project with its media, and with nothing that anything else needs.

A job's take belongs to its owner, not to a project, and is shared by all that name it. So what goes
is what only the deleted project named: not what another project of the owner names, or its versions
would make, what a brand kit holds, what another owner made or gave us too. Invariant: from the one
transaction in which the project goes, removing its media may die and be done again at any point.
"""

from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass

from storage.errors import BadInput, NotAllowed, Undecided
from storage.projects import Project
from storage.records import Record, Take
from storage.whole_projects import Deleted
from tools.pipeline.production import Production


class AtStake(Record):
    """What would go with a project. `size` in bytes, of media that nothing else needs."""

    project: str
    title: str
    versions: int
    films: int
    size: int


@dataclass(frozen=True)
class _Media:
    """Takes and uploads that go, and their contents that go too, with sizes in bytes."""

    takes: tuple[Take, ...]
    uploads: tuple[str, ...]
    contents: dict[str, int]


def at_stake(production: Production, owner: str, project: str) -> AtStake:
    """What deleting a project would remove. Raises NotFound."""
    row = production.projects.get(owner, project)
    needed = _needed(production, owner, but=row.id)
    media = _media(production, owner, _named(production, row.id), needed)
    return AtStake(
        project=row.id, title=row.title, versions=len(production.projects.versions(row.id)),
        films=len(set(production.quotes.finished(row.id))), size=sum(media.contents.values()),
    )


def delete(production: Production, owner: str, project: str) -> int:
    """Delete a project, its pending quote and its media; bytes that were freed.

    What it cost stays in the books. Raises NotFound; Undecided where a job may have been bought;
    NotAllowed while it is being rendered, or a bought job is still on its way.
    """
    row = production.projects.get(owner, project)
    _check_rest(production, row)
    needed = _needed(production, owner, row.id)
    production.whole.delete(row, _named(production, row.id) - needed)
    return remove_leftovers(production)


def _check_rest(production: Production, row: Project) -> None:
    """Nothing is going on in it, and all its accounts are closed."""
    if any(one.project == row.id for one in production.quotes.unended()):
        raise NotAllowed("It is being rendered.", "Stop the render first, or wait for its end.")
    if uncertain := production.uncertain(row.owner, row.id):
        raise Undecided(
            f"It is not known whether {uncertain[0].label} was bought.",
            "Decide first: check again, try again, or count it as lost.",
        )
    if waiting := _on_its_way(production, row):
        raise NotAllowed(
            f"{waiting[0]} is bought already and still on its way.",
            "Delete the project again in a few minutes.",
        )


def _on_its_way(production: Production, row: Project) -> list[str]:
    """What was bought for a project's renders and has not come yet."""
    held = ((production.quotes.get(row.owner, hold.render)[0], hold)
            for hold in production.ledger.left_open(row.owner).values())
    return [quote.line(hold.fingerprint).label for quote, hold in held if quote.project == row.id]


def remove_leftovers(production: Production) -> int:
    """Remove the media of deleted projects that nothing needs now; bytes that were freed."""
    freed = 0
    for gone in production.whole.unfinished():
        freed += _remove(production, gone)
        if gone.settled:
            production.whole.finish(gone.id)
    return freed


def _remove(production: Production, gone: Deleted) -> int:
    """Contents go before the takes and uploads that point at them: these tell what is left."""
    again = production.whole.given_since(gone.owner, gone.deleted_at)
    needed = _needed(production, gone.owner) | again
    media = _media(production, gone.owner, set(gone.media), needed)
    freed = 0
    for one in media.contents:
        freed += production.library.release(gone.owner, one)
        _remove_derived(production, one)
    for take in media.takes:
        production.library.forget(gone.owner, take.fingerprint)
    for sha256 in media.uploads:
        production.whole.forget_upload(gone.owner, sha256)
    return freed


def _remove_derived(production: Production, sha256: str) -> None:
    """What was worked out from content that is gone: outlines of sounds, MP3s."""
    if not production.library.holds(sha256):
        for path in production.settings.derived.glob(f"{sha256}.*"):
            path.unlink(missing_ok=True)


def _media(
    production: Production, owner: str, names: Set[str], needed: Set[str]
) -> _Media:
    """What of an owner's media goes with these names."""
    takes, given = tuple(production.library.takes(owner)), production.whole.uploads(owner)
    going = names - needed
    kept = (needed | (set(given) - going)
            | {take.asset.sha256 for take in takes if take.fingerprint not in going})
    gone = tuple(take for take in takes if take.fingerprint in going)
    uploads = tuple(sha256 for sha256 in given if sha256 in going and sha256 not in kept)
    sizes = {take.asset.sha256: take.asset.size for take in gone} | {
        sha256: given[sha256] for sha256 in uploads}
    return _Media(takes=gone, uploads=uploads, contents={
        sha256: size for sha256, size in sizes.items() if sha256 not in kept})


def _needed(production: Production, owner: str, but: str = "") -> set[str]:
    """All contents and jobs that an owner's things name, without those of one project."""
    found = production.whole.named_beside(owner)
    for row in production.projects.all(owner):
        if row.id != but:
            found |= _named(production, row.id)
    return found


def _named(production: Production, project: str) -> set[str]:
    """What a project names: in all that is stored of it, and in what its versions would make."""
    found = production.whole.named_by(project)
    for board in production.projects.versions(project):
        with suppress(BadInput):             # a model that is not offered any more
            found |= {job.fingerprint for job in production.plan(board).jobs}
    return found
