"""OpenAI's moderation: which texts it flags, and as what. Asking costs nothing.

Built from `shared/contracts/openai.md`, section 5 (verified): `POST /moderations` takes a list of
texts and answers one result a text, in their order.
"""

from collections.abc import Sequence

from storage.errors import ProviderBusy
from tools.providers.client import Answer
from tools.providers.redact import said
from tools.providers.transport import LATER, Transport

ADDRESS = "https://api.openai.com/v1"
MODEL = "omni-moderation-latest"
AT_A_TIME = 32                           # texts in one call


class Moderation:
    """Asks OpenAI, where there is a key."""

    def __init__(self) -> None:
        self._line = Transport("openai", "OpenAI", ADDRESS)

    @property
    def at_hand(self) -> bool:
        """Whether there is a key to ask with."""
        return not self._line.missing_keys()

    async def flags(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """For each text what it is flagged as; empty where it is not. Raises ProviderBusy."""
        found: list[tuple[str, ...]] = []
        for start in range(0, len(texts), AT_A_TIME):
            part = list(texts[start : start + AT_A_TIME])
            answer = await self._line.safe(
                "POST", "/moderations", body={"model": MODEL, "input": part},
                headers={"Authorization": f"Bearer {self._line.key()}"})
            found += _flags(answer, len(part))
        return found


def _flags(answer: Answer, many: int) -> list[tuple[str, ...]]:
    results = answer.data.get("results") if isinstance(answer.data, dict) else None
    if not answer.good or not isinstance(results, list) or len(results) != many:
        raise ProviderBusy(f"OpenAI's moderation answers {answer.status}.", LATER)
    return [
        tuple(said(name) for name, yes in sorted(one.get("categories", {}).items()) if yes)
        or ("content it does not allow",) if one.get("flagged") else ()
        for one in results
    ]
