"""A picture at hand: one of the owner's own that could begin a film instead of a new one."""

from storage.records.asset import Asset
from storage.records.base import Record


class AtHand(Record):
    """What a quote offers instead of a picture that would be bought; it is never taken by itself.

    `shot` counts from 1. The `picture` begins the film `title` of `project`, and was made from
    `words`. Taking it `saves` microdollars.
    """

    shot: int
    picture: Asset
    project: str
    title: str
    words: str
    saves: int
