"""The grant: what `web` signs when a quote is approved, and the worker checks before it makes.

It names the quote, the owner, the exact jobs and the most they may cost. A command whose grant
does not fit is refused, so nothing that was not approved can be made.
"""

import hashlib
import hmac

from storage.errors import NotAllowed
from storage.records import Record
from tools.pipeline.fingerprint import canonical_json


class Grant(Record):
    """A signed permission. `ceiling` in microdollars; `signature` is HMAC-SHA256 in hex."""

    quote: str
    owner: str
    fingerprints: tuple[str, ...]
    ceiling: int
    signature: str = ""

    def _digest(self, key: bytes) -> str:
        facts = canonical_json(self.model_dump(exclude={"signature"}))
        return hmac.new(key, facts, hashlib.sha256).hexdigest()

    def signed(self, key: bytes) -> "Grant":
        """The same grant with its signature."""
        return self.model_copy(update={"signature": self._digest(key)})

    def check(self, key: bytes, owner: str, fingerprint: str) -> None:
        """Raises NotAllowed unless the signature is right and covers this job of this owner."""
        if not hmac.compare_digest(self._digest(key), self.signature):
            raise NotAllowed("The approval of this job is not genuine.", "Ask for a new quote.")
        if owner != self.owner or fingerprint not in self.fingerprints:
            raise NotAllowed("This job is not part of what was approved.", "Ask for a new quote.")
