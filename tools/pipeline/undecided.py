"""Which jobs nobody knows of whether they were bought, and that none of them is bought unasked."""

from collections.abc import Callable

from storage.errors import Undecided
from storage.ledger import Ledger
from storage.quotes import Quotes
from storage.records import Quote, Uncertain


class UndecidedJobs:
    """Looks for them in the books. `is_made` says whether an owner's job is in the library, `title`
    what people call a provider."""

    def __init__(
        self, ledger: Ledger, quotes: Quotes, is_made: Callable[[str, str], bool],
        title: Callable[[str], str],
    ) -> None:
        self._ledger, self._quotes, self._is_made = ledger, quotes, is_made
        self._title = title

    def of(self, owner: str, project: str = "") -> tuple[Uncertain, ...]:
        """Those of a project, or of all."""
        found = []
        for hold in self._ledger.left_open(owner).values():
            quote, _ = self._quotes.get(owner, hold.render)
            seen = self._quotes.last_progress(hold.render)
            job = seen.job(hold.fingerprint) if seen else None
            if (job and job.state == "uncertain" and project in ("", quote.project)
                    and not self._is_made(owner, hold.fingerprint)):
                model = quote.line(hold.fingerprint).model
                found.append(Uncertain(
                    render=hold.render, fingerprint=hold.fingerprint, label=job.label,
                    kind=job.kind, model=model, amount=hold.amount,
                    provider=self._title(model.partition("/")[0]),
                    problem=job.problem, can_check=job.can_check,
                ))
        return tuple(found)

    def check(self, quote: Quote) -> None:
        """Raises Undecided where a job may have been bought and cannot be asked about."""
        for one in self.of(quote.owner):
            if not one.can_check and any(
                line.paid and line.fingerprint == one.fingerprint for line in quote.lines
            ):
                raise Undecided(
                    f"It is not known whether {one.label} (${one.amount / 1e6:.2f}) was bought.",
                    "Decide first: try again, or count it as lost.",
                )
