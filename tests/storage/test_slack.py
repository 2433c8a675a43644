"""What Slack told, and what was put into its threads."""

from storage.database import Catalogue
from storage.slack import SlackBook, thread_id


def test_an_event_or_a_message_is_heard_once(catalogue: Catalogue) -> None:
    book = SlackBook(catalogue)
    assert book.hear("Ev1", "C1:1.1", "t", {"text": "hello"})
    assert not book.hear("Ev1", "C1:1.2", "t", {})
    assert not book.hear("Ev2", "C1:1.1", "t", {})
    assert book.hear("click:1", None, "t", {})
    assert book.hear("click:2", None, "t", {})
    assert [one.id for one in book.open()] == ["Ev1", "click:1", "click:2"]


def test_what_is_done_is_not_open_and_its_words_are_not_kept(catalogue: Catalogue) -> None:
    book = SlackBook(catalogue)
    book.hear("Ev1", None, "t", {"text": "a secret recipe"})
    [noted] = book.open()
    assert noted.begun is None
    book.begin(noted.n, "as it was")
    assert book.open()[0].begun == "as it was"
    assert book.knows("t")
    book.done(noted.n)
    assert book.open() == ()
    assert not book.knows("t")
    rows = list(catalogue.db.query("select * from slack_heard"))
    assert "recipe" not in str(rows)
    assert not book.hear("Ev1", None, "t", {})


def test_a_signature_is_new_once_and_forgotten_after_a_while(catalogue: Catalogue) -> None:
    book = SlackBook(catalogue)
    assert book.is_new("v0=1")
    assert not book.is_new("v0=1")
    with catalogue.writing() as db:
        db.execute("update slack_signatures set at = '2020-01-01T00:00:00.000+00:00'")
    assert book.is_new("v0=2")
    assert [row["signature"] for row in catalogue.db.query(
        "select signature from slack_signatures")] == ["v0=2"]


def test_a_thread_stays_whose_it_was_first(catalogue: Catalogue) -> None:
    book = SlackBook(catalogue)
    mine = book.begin_thread("C1", "1.1", "ann", "slack:U1")
    assert mine.id == thread_id("C1", "1.1")
    assert book.begin_thread("C1", "1.1", "bob", "slack:U2") == mine
    assert book.thread(mine.id) == mine
    assert book.thread("other") is None
    assert book.knows(mine.id)


def test_what_was_put_into_a_thread_is_found_by_its_key_and_its_name(catalogue: Catalogue) -> None:
    book = SlackBook(catalogue)
    book.keep("t", "quote:1", None, "It costs a dollar.", open=True)
    assert book.sent("t", "quote:1").ts is None
    assert not book.shown("t", "quote:")
    book.keep("t", "quote:1", "1.5", "It costs a dollar.", open=True)
    assert book.shown("t", "quote:")
    assert book.sent_as("t", "1.5").key == "quote:1"
    assert book.sent_as("u", "1.5") is None
    assert book.sent("t", "quote:2") is None
