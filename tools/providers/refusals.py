"""What a provider's refusal means for us, in the same words for all who have no special ones.

A provider's wire module says which family an answer belongs to; here it becomes the error that is
raised. A paid call that nobody can read the answer of is not refused: it is lost.
"""

from typing import Literal

from storage.errors import BadKey, JobFailed, NoCredit, ProviderBusy, ProviderLost, ProviderRefused
from tools.providers.client import Answer
from tools.providers.transport import CHECK, LATER, Transport

Family = Literal["key", "credit", "busy", "content", "request"]


def failure(line: Transport, family: Family, what: str, reason: str) -> JobFailed:
    """The error for a refusal; `what` is a picture, clip, sound, voice, piece of music."""
    who = line.title
    if family == "key":
        return BadKey(f"{who} does not accept the key: {reason}", f"Set {line.key_name} anew.")
    if family == "credit":
        return NoCredit(f"{who}'s account cannot pay for this {what}: {reason}",
                        f"Add credit at {who}, then go on; all that was made is kept.")
    if family == "busy":
        return ProviderBusy(f"{who} could not answer for this {what}: {reason}", LATER)
    if family == "content":
        return ProviderRefused(f"{who}'s content check refuses this {what}: {reason}",
                               "Change the words of the shot, or its pictures.")
    return ProviderRefused(f"{who} refuses the request for this {what}: {reason}",
                           "Choose another model for it, or change the shot.")


def raise_if_unclear(line: Transport, answer: Answer) -> None:
    """Raises ProviderLost where a paid call's answer does not say whether it was accepted."""
    if answer.status >= 500 or answer.status == 408 or (
        answer.status < 300 and answer.data is None
    ):
        raise line.lost(f"answers {answer.status}")


def of_a_question(error: JobFailed) -> JobFailed:
    """The same trouble with a mere question about a bought job, which leaves the job as it is."""
    if isinstance(error, ProviderBusy):
        return error
    return ProviderLost(str(error), f"{error.next_step} {CHECK}")


def by_status(status: int) -> Family:
    """The family where nothing but the HTTP status tells."""
    known: dict[int, Family] = {401: "key", 402: "credit", 403: "key", 429: "busy"}
    return known.get(status, "busy" if status >= 500 else "request")
