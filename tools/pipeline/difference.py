"""The difference between two films: what a change touches, known before it is carried out."""

from collections import Counter

from storage.records import Difference, Plan, Quote, Shot, Storyboard


def difference(
    old: Storyboard | None, old_plan: Plan | None, new: Storyboard, new_plan: Plan, quote: Quote
) -> Difference:
    """What going from the old storyboard to the new one changes. Pure.

    A shot is kept when its master is the same job in both, so its bytes stay the same.
    """
    before = {job.fingerprint for job in old_plan.jobs} if old_plan else set()
    now = {job.fingerprint for job in new_plan.jobs}
    numbered = list(enumerate(new.shots, start=1))
    kept = tuple(n for n, shot in numbered if new_plan.shots[shot.id]["master"] in before)
    changed = tuple(n for n, _ in numbered if n not in kept)
    asked = {shot.id: shot for shot in old.shots} if old else {}
    tail = tuple(
        n for n, shot in numbered
        if n in changed and _same(asked.get(shot.id), shot) and _only_goes_on(shot, old_plan,
                                                                              new_plan)
    )
    return Difference(
        changed=changed, kept=kept, tail=tail, made=dict(Counter(one.kind for one in quote.made)),
        added=len(now - before), dropped=len(before - now),
        reused=len(quote.lines) - len(quote.made), price=quote.total, seconds=quote.seconds,
    )


def _same(old: Shot | None, new: Shot) -> bool:
    """Whether nothing was asked of this shot itself."""
    return old == new


def _only_goes_on(shot: Shot, old: Plan | None, new: Plan) -> bool:
    """Whether its clip begins on another frame than before, and on nothing else that is new."""
    if old is None or shot.id not in old.shots:
        return False
    before, now = old.shots[shot.id], new.shots[shot.id]
    return "frame" in now and before.get("frame") != now["frame"] and (
        before.get("picture") == now["picture"])
