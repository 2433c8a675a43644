"""The catalogue's schema, as steps that are only ever appended to."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("adflow")


@migrations()
def projects_and_storyboards(db: Database) -> None:
    """Projects, their storyboard versions and what was uploaded for them.

    `projects.head` is the version shown now (0: none yet); undo and redo move it. `draft` is the
    brief and what goes with it until there is a storyboard.
    """
    db.table("projects").create(
        {
            "id": str, "owner": str, "thread": str, "title": str, "draft": str,
            "head": int, "created_at": str, "updated_at": str, "active": int,
        },
        pk="id",
    )
    db.table("projects").create_index(["owner", "thread"])
    db.table("storyboards").create(
        {"project": str, "version": int, "parent": int, "json": str, "created_at": str},
        pk=("project", "version"),
        foreign_keys=[("project", "projects", "id")],
    )
    db.table("uploads").create(
        {"owner": str, "sha256": str, "json": str, "name": str, "created_at": str},
        pk=("owner", "sha256"),
    )


@migrations()
def quotes_and_renders(db: Database) -> None:
    """Quotes, the renders they allow, and what was seen of each render.

    An approved quote whose render has not ended is the command to go on with it. A job's attempt
    rises when it failed or was cancelled and is wanted again.
    """
    db.table("quotes").create(
        {
            "id": str, "owner": str, "project": str, "version": int, "json": str, "status": str,
            "decided_by": str, "decided_at": str, "created_at": str, "whole": int,
        },
        pk="id",
    )
    db.table("quotes").create_index(["project", "status"])
    db.table("renders").create(
        {
            "id": str, "quote": str, "owner": str, "project": str, "version": int, "status": str,
            "attempts": str, "problem": str, "created_at": str, "ended_at": str,
        },
        pk="id",
    )
    db.table("renders").create_index(["status"])
    db.table("renders").create_index(["project"])
    db.table("progress").create(
        {"render": str, "seq": int, "json": str, "at": str}, pk=("render", "seq")
    )


@migrations()
def interrupted_runs(db: Database) -> None:
    """The director's runs that stand still until a quote is decided."""
    db.table("interrupted_runs").create(
        {"quote": str, "thread": str, "state": str, "created_at": str}, pk="quote"
    )


@migrations()
def tokens_used(db: Database) -> None:
    """What language models read and wrote, by UTC day and model."""
    db.table("tokens").create(
        {"day": str, "model": str, "requests": int, "read": int, "written": int},
        pk=("day", "model"),
    )


@migrations()
def ledger(db: Database) -> None:
    """Holds, settlements and releases; see `storage.ledger`. A paid job settles once, whoever asks.

    `job` names the attempt that was paid for, on settlements only.
    """
    db.table("ledger").create(
        {
            "id": int, "at": str, "kind": str, "owner": str, "project": str, "render": str,
            "fingerprint": str, "amount": int, "provider": str, "job": str, "estimated": int,
        },
        pk="id",
    )
    db.table("ledger").create_index(["render", "fingerprint", "kind"], unique=True)
    db.table("ledger").create_index(["job"], unique=True)
    db.table("ledger").create_index(["owner", "project"])


@migrations()
def audit(db: Database) -> None:
    """Every generation that was ordered and what became of it; see `storage.audit`."""
    db.table("audit").create(
        {
            "id": int, "at": str, "event": str, "owner": str, "by": str, "project": str,
            "render": str, "fingerprint": str, "kind": str, "model": str, "label": str,
            "prompt": str, "amount": int, "provider_id": str, "problem": str,
        },
        pk="id",
    )
    db.table("audit").create_index(["render", "fingerprint", "event"], unique=True)
    db.table("audit").create_index(["owner", "event", "at"])


@migrations()
def quotes_that_are_asked(db: Database) -> None:
    """Whether a person is asked about a quote, or it only makes free pictures to look at; names
    that people give to versions."""
    db.table("quotes").add_column("asked", int, not_null_default=1)
    db.execute("update quotes set asked = whole")
    db.table("version_names").create(
        {"project": str, "version": int, "name": str, "created_at": str}, pk=("project", "version")
    )


@migrations()
def users(db: Database) -> None:
    """Accounts; see `storage.users`."""
    db.table("users").create(
        {"name": str, "owner": str, "mark": str, "password": str, "created_at": str}, pk="name"
    )
    db.table("users").create_index(["owner"], unique=True)


@migrations()
def deleted_projects(db: Database) -> None:
    """What is left of a project: its title for the books, and names of media still to be removed.

    See `storage.whole_projects`.
    """
    db.table("deleted_projects").create(
        {"id": str, "owner": str, "title": str, "media": str, "deleted_at": str}, pk="id"
    )
    db.table("deleted_projects").create_index(["owner"])


@migrations()
def brands(db: Database) -> None:
    """Brand kits of each owner by name (`key` is it in lower case), and which one new ads take."""
    db.table("brands").create(
        {"owner": str, "key": str, "json": str, "preferred": int, "created_at": str},
        pk=("owner", "key"),
    )


@migrations()
def own_keys(db: Database) -> None:
    """Users' own keys of providers, encrypted; see `storage.own_keys`."""
    db.table("own_keys").create(
        {"owner": str, "name": str, "token": bytes, "since": str}, pk=("owner", "name")
    )


@migrations()
def slack(db: Database) -> None:
    """What Slack told us, the threads it is about, and what was put there; see `storage.slack`."""
    db.table("slack_heard").create(
        {"n": int, "id": str, "message": str, "thread": str, "json": str, "at": str,
         "begun": str, "done": int},
        pk="n",
    )
    db.table("slack_heard").create_index(["id"], unique=True)
    db.table("slack_heard").create_index(["message"], unique=True)
    db.table("slack_heard").create_index(["done"])
    db.table("slack_signatures").create({"signature": str, "at": str}, pk="signature")
    db.table("slack_threads").create(
        {"id": str, "channel": str, "ts": str, "owner": str, "by": str, "at": str}, pk="id"
    )
    db.table("slack_messages").create(
        {"thread": str, "key": str, "ts": str, "text": str, "open": int}, pk=("thread", "key")
    )


@migrations()
def programs(db: Database) -> None:
    """What programs bring and ask for: tokens (`storage.tokens`), requests that are carried out
    once (`storage.once`), webhooks and what is to be sent to them (`storage.webhooks`).
    """
    db.table("api_tokens").create(
        {
            "id": str, "owner": str, "account": str, "mark": str, "name": str, "scopes": str,
            "hash": str, "created_at": str,
        },
        pk="id",
    )
    db.table("api_tokens").create_index(["hash"], unique=True)
    db.table("api_requests").create(
        {"owner": str, "key": str, "request": str, "status": int, "body": str, "created_at": str},
        pk=("owner", "key"),
    )
    db.table("webhooks").create(
        {"id": str, "owner": str, "url": str, "created_at": str}, pk="id")
    db.table("webhooks").create_index(["owner"])
    db.table("deliveries").create(
        {
            "id": str, "webhook": str, "owner": str, "body": str, "state": str, "attempts": int,
            "next_at": str, "problem": str, "created_at": str, "ended_at": str,
        },
        pk="id",
    )
    db.table("deliveries").create_index(["state", "next_at"])
    db.table("deliveries").create_index(["webhook"])


@migrations()
def preferences_and_reports(db: Database) -> None:
    """What each owner wants of new projects, and what people reported of made content."""
    db.table("preferences").create({"owner": str, "json": str, "updated_at": str}, pk="owner")
    db.table("reports").create(
        {
            "id": str, "owner": str, "project": str, "media": str, "reason": str, "words": str,
            "created_at": str,
        },
        pk="id",
    )
    db.table("reports").create_index(["owner"])


@migrations()
def renders_by_their_end(db: Database) -> None:
    """What has just ended is looked for every second."""
    db.table("renders").create_index(["ended_at"])


@migrations()
def parts_of_films(db: Database) -> None:
    """A quote is for a film, its pictures or its clips; it was told apart only if it is whole."""
    db.table("quotes").add_column("part", str, not_null_default="film")
    db.execute("update quotes set part = 'pictures' where whole = 0")
    db.execute("alter table quotes drop column whole")
