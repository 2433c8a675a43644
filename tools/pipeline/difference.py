"""The difference between two plans: what a change touches, known before it is carried out."""

from collections import Counter

from storage.records import Difference, Plan, Quote, Storyboard


def difference(old: Plan | None, new: Plan, storyboard: Storyboard, quote: Quote) -> Difference:
    """What going from `old` to `new` changes. Pure.

    A shot is kept when its master is the same job in both, so its bytes stay the same.
    """
    before = {job.fingerprint for job in old.jobs} if old else set()
    kept = tuple(
        number
        for number, shot in enumerate(storyboard.shots, start=1)
        if new.shots[shot.id]["master"] in before
    )
    changed = tuple(n for n in range(1, len(storyboard.shots) + 1) if n not in kept)
    made = Counter(line.kind for line in quote.made)
    return Difference(
        changed=changed, kept=kept, made=dict(made), price=quote.total, seconds=quote.seconds
    )
