"""The ledger: what is held, spent and released, in microdollars. Rows are only ever added.

Approving a quote holds each paid job's price; a job that was made settles at what it cost; one that
was not releases its hold. A hold is open until its render has a settle or a release for that job,
so what is committed (spent and held) always adds up from the rows, whenever a process dies. A job
that two renders share is settled once.
"""

import json
from collections.abc import Sequence
from typing import Any, Literal

from sqlite_utils import Database

from storage.database import Catalogue, now
from storage.errors import OverBudget
from storage.records import ENDED, Quote, Record

Microdollars = int
By = Literal["project", "day", "provider"]
Scope = Literal["ad", "project", "day", "user"]

_OPEN = (
    "kind = 'hold' and not exists (select 1 from ledger c where c.render = l.render"
    " and c.fingerprint = l.fingerprint and c.kind in ('settle', 'release'))"
)


_LEFT_OPEN = f"join renders r on r.id = l.render where {_OPEN} and r.status in {ENDED}"


class Limits(Record):
    """Hard limits in microdollars, None for none: a single ad, a project, a day, a user.

    `a_minute` counts generations a user may order within a minute.
    """

    ad: Microdollars | None = None
    project: Microdollars | None = None
    day: Microdollars | None = None
    user: Microdollars | None = None
    a_minute: int | None = None


class Spent(Record):
    """One line of an account: what was spent and is held, and how many paid jobs it was."""

    name: str
    spent: Microdollars
    held: Microdollars
    jobs: int


class Hold(Record):
    """A hold that is still open. `attempt` is the one its render wanted of the job."""

    render: str
    fingerprint: str
    amount: Microdollars
    attempt: int = 1


class Left(Record):
    """A budget: its limit and what neither is spent nor held of it, which may be less than 0."""

    scope: Scope
    limit: Microdollars
    left: Microdollars


NAMES: dict[Scope, str] = {"ad": "this ad", "project": "this project", "day": "today",
                           "user": "you"}


def left_of(db: Database, owner: str, project: str, limits: Limits) -> tuple[Left, ...]:
    """What the budgets that are set have left for one project of an owner."""
    today = now()[:10]
    scopes: Sequence[tuple[Scope, Microdollars | None, str, Sequence[str]]] = (
        ("ad", limits.ad, "0", ()),
        ("project", limits.project, "project = ?", (project,)),
        ("day", limits.day, "owner = ? and substr(at, 1, 10) = ?", (owner, today)),
        ("user", limits.user, "owner = ?", (owner,)),
    )
    return tuple(
        Left(scope=scope, limit=limit, left=limit - _committed(db, where, values))
        for scope, limit, where, values in scopes if limit is not None
    )


def check(db: Database, quote: Quote, limits: Limits) -> None:
    """Raises OverBudget when this quote does not fit into what is left."""
    if quote.total == 0:
        return
    for one in left_of(db, quote.owner, quote.project, limits):
        if quote.total > one.left:
            raise OverBudget(
                f"This costs ${quote.total / 1e6:.2f}; the budget for {NAMES[one.scope]} has "
                f"${max(0, one.left) / 1e6:.2f} left.",
                "Make it cheaper, or raise the budget in the settings.",
            )


def hold(db: Database, quote: Quote) -> None:
    """Reserve the price of each paid job of a quote; part of the approving transaction."""
    for line in quote.made:
        if line.price:
            _add(db, "hold", quote.owner, quote.project, quote.id, line.fingerprint, line.price,
                 provider=line.model.partition("/")[0])


def _committed(db: Database, where: str, values: Sequence[str]) -> Microdollars:
    rows = db.query(
        f"select coalesce(sum(amount), 0) as total from ledger l where ({where})"
        f" and (kind = 'settle' or ({_OPEN}))", list(values),
    )
    return int(next(rows)["total"])


def _add(
    db: Database, kind: str, owner: str, project: str, render: str, fingerprint: str,
    amount: Microdollars, *, provider: str, job: str | None = None, estimated: bool = False,
) -> bool:
    """Add a row; False where it was there already."""
    return bool(db.execute(
        "insert or ignore into ledger (at, kind, owner, project, render, fingerprint, amount,"
        " provider, job, estimated) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), kind, owner, project, render, fingerprint, amount, provider, job, int(estimated)),
    ).rowcount)


class Ledger:
    """Settles, releases and reads; holding is part of approving (`Quotes.approve`)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def open_holds(self, render: str) -> tuple[Hold, ...]:
        """The holds of a render that are neither settled nor released."""
        rows = self._catalogue.db.query(
            f"select render, fingerprint, amount from ledger l where render = ? and {_OPEN}",
            (render,),
        )
        return tuple(Hold.model_validate(row) for row in rows)

    def renders_left_open(self) -> tuple[str, ...]:
        """The renders that have ended and still hold money."""
        rows = self._catalogue.db.query(f"select distinct l.render from ledger l {_LEFT_OPEN}")
        return tuple(row["render"] for row in rows)

    def left_open(self, owner: str) -> dict[str, Hold]:
        """Open holds of renders that have ended, by fingerprint: bought and still on its way, or
        uncertain. The oldest of each."""
        rows = self._catalogue.db.query(
            "select l.render, l.fingerprint, l.amount, r.attempts from ledger l"
            f" {_LEFT_OPEN} and l.owner = ? order by l.id", (owner,),
        )
        found: dict[str, Hold] = {}
        for row in rows:
            name = row["fingerprint"]
            found.setdefault(name, Hold(
                render=row["render"], fingerprint=name, amount=row["amount"],
                attempt=json.loads(row["attempts"]).get(name, 1),
            ))
        return found

    def settle(
        self, hold: Hold, job: str, amount: Microdollars, *, estimated: bool = False
    ) -> None:
        """The job was made at this cost. If another render settled it, the hold is released."""
        with self._catalogue.writing() as db:
            row = self._hold_row(db, hold)
            settled = _add(
                db, "settle", row["owner"], row["project"], hold.render, hold.fingerprint, amount,
                provider=row["provider"], job=job, estimated=estimated,
            )
            if not settled:
                self._release(db, row)

    def release(self, hold: Hold) -> None:
        """The job was not made, or not bought for this render."""
        with self._catalogue.writing() as db:
            self._release(db, self._hold_row(db, hold))

    def _hold_row(self, db: Database, hold: Hold) -> dict[str, Any]:
        return next(db.query(
            "select * from ledger where render = ? and fingerprint = ? and kind = 'hold'",
            (hold.render, hold.fingerprint),
        ))

    def _release(self, db: Database, row: dict[str, Any]) -> None:
        _add(db, "release", row["owner"], row["project"], row["render"], row["fingerprint"],
             -row["amount"], provider=row["provider"])

    def check(self, quote: Quote, limits: Limits) -> None:
        """Raises OverBudget when this quote does not fit into what is left."""
        check(self._catalogue.db, quote, limits)

    def left(self, owner: str, project: str, limits: Limits) -> tuple[Left, ...]:
        """What the budgets that are set have left for one project."""
        return left_of(self._catalogue.db, owner, project, limits)

    def account(self, owner: str, by: By) -> tuple[Spent, ...]:
        """What an owner spent and has on hold, by project, day or provider."""
        column = {"project": "project", "day": "substr(at, 1, 10)", "provider": "provider"}[by]
        rows = self._catalogue.db.query(
            f"select {column} as name, sum(case when kind = 'settle' then amount else 0 end)"
            f" as spent, sum(case when {_OPEN} then amount else 0 end) as held,"
            " sum(kind = 'settle') as jobs from ledger l where owner = ? group by 1 order by 1",
            (owner,),
        )
        return tuple(Spent.model_validate(row) for row in rows)

    def spent(self, owner: str, project: str) -> Microdollars:
        """What a project has cost so far."""
        rows = self._catalogue.db.query(
            "select coalesce(sum(amount), 0) as total from ledger"
            " where owner = ? and project = ? and kind = 'settle'", (owner, project),
        )
        return int(next(rows)["total"])
