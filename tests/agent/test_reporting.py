"""Content is reported by talking; the report waits for whoever runs AdFlow."""

from typing import Any

from agent.guided import reporting
from tools.pipeline.production import Production

REPORTS = (
    ("Report this film: it shows our rival's logo", "copyright", None),
    ("please report shot 2, there is blood in it", "violent", 2),
    ("I'd like to report the clip of shot 3: a naked person", "sexual", 3),
    ("flag this", "other", None),
    ("Melde diesen Film: die Behauptung ist falsch", "misleading", None),
    ("Ich möchte Szene 2 melden: das ist verboten", "illegal", 2),
    ("Melde die Szene 1", "other", 1),
)
NO_REPORTS = (
    "make shot 2 warmer", "melde dich, wenn es fertig ist", "show me a report", "how is it going?",
    "the words should say: report a leak today", "change the headline to “Flag it”")


async def test_what_is_reported_and_why(drawn: Any) -> None:
    film = await drawn()
    for said, reason, shot in REPORTS:
        told = reporting.asked(said, film)
        assert told is not None, said
        assert (told["reason"], told.get("shot"), told["words"]) == (reason, shot, said)
    for said in NO_REPORTS:
        assert reporting.asked(said, film) is None, said


async def test_it_is_kept_for_whoever_runs_it_and_changes_nothing(
    conversation: Any, heard: Any, drawn: Any, words: Any, production: Production
) -> None:
    board = await drawn()
    talk = conversation()
    before = production.state("ann", board.project)
    said = "report shot 2: it shows our rival's logo"
    assert "passed that on" in words(await heard(talk.turn(said)))
    (report,) = production.reports.all("ann")
    assert (report.project, report.reason, report.words) == (board.project, "copyright", said)
    assert report.media == ""                                 # nothing of it is made yet
    assert production.state("ann", board.project) == before
    assert "passed" not in words(await heard(talk.turn("report shot 9: it is wrong")))
    assert len(production.reports.all("ann")) == 1
