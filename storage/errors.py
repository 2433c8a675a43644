"""Every error AdFlow raises on purpose, in one tree.

An error says what happened and where (`str(error)`) and what to do next (`error.next_step`), in
words for the person at the face. Foreign errors are translated once, at the boundary, `from exc`.

    AdFlowError
    ├── BadInput              what a person gave cannot be used; nothing was changed
    │   ├── BadPicture        a file that is not a usable picture
    │   ├── BadSound          a file that is not a usable music track
    │   ├── BadFont           a file that is not a usable typeface
    │   ├── BadAddress        an address that is refused, unreachable or not what it should be
    │   └── NotFound          a project, version, shot or file that is not there
    ├── NotAllowed            a quote, grant or owner that does not permit it
    │   ├── TooMany           more generations within a minute than a user may order
    │   ├── OverBudget        a quote that does not fit into what a budget has left
    │   └── Undecided         a job that may have been bought: a person has to decide first
    ├── EnvironmentProblem    the machine: FFmpeg, disk, permissions, port, data folder
    │   ├── AlreadyRunning    a second `serve` or worker on one data folder
    │   ├── DiskFull          no room to write; what was finished is kept
    │   ├── SlackAway         Slack is out of reach or does not take it now; it is tried again
    │   └── SlackRefused      Slack does not take a message or a file as it is
    ├── BrainProblem          the language model: key, name, server, budget, a useless answer
    └── JobFailed             one job could not be made
        ├── InputMissing      a part it needs was not made; that part's own error says why
        ├── ProviderRefused   the provider will not make this request; do not repeat it unchanged
        │   ├── NoCredit      the account cannot pay for it
        │   └── BadKey        the key is missing, wrong or revoked
        ├── ProviderBusy      not accepted now; the same request may be sent again later
        ├── ProviderLost      it is not known whether the request was accepted: a person decides
        └── MediaFailed       FFmpeg or a drawing routine failed on our side
"""


class AdFlowError(Exception):
    """The root. `next_step` is a sentence saying what the person can do now."""

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.next_step = next_step

    def sentence(self) -> str:
        """What happened and what to do, as one text for a face."""
        return f"{self} {self.next_step}".strip()


class BadInput(AdFlowError):
    """What a person gave cannot be used; nothing was changed."""


class BadPicture(BadInput):
    """A file that is not a usable picture."""


class BadSound(BadInput):
    """A file that is not a usable music track."""


class BadFont(BadInput):
    """A file that is not a usable typeface."""


class BadAddress(BadInput):
    """An address that is refused, unreachable or not what it should be."""


class NotFound(BadInput):
    """A project, version, shot or file that is not there."""


class NotAllowed(AdFlowError):
    """A quote, grant or owner that does not permit it."""


class TooMany(NotAllowed):
    """More generations within a minute than a user may order."""


class OverBudget(NotAllowed):
    """A quote that does not fit into what a budget has left."""


class Undecided(NotAllowed):
    """A job that may have been bought: a person has to decide first."""


class EnvironmentProblem(AdFlowError):
    """The machine: FFmpeg, disk, permissions, port, data folder."""


class AlreadyRunning(EnvironmentProblem):
    """A second `serve` or worker on one data folder."""


class DiskFull(EnvironmentProblem):
    """No room to write; what was finished is kept."""


class SlackAway(EnvironmentProblem):
    """Slack is out of reach or does not take it now; it is tried again."""


class SlackRefused(EnvironmentProblem):
    """Slack does not take a message or a file as it is."""


class BrainProblem(AdFlowError):
    """The language model: key, name, server, budget, a useless answer."""


class JobFailed(AdFlowError):
    """One job could not be made."""


class InputMissing(JobFailed):
    """A part it needs was not made; that part's own error says why."""


class ProviderRefused(JobFailed):
    """The provider will not make this request; do not repeat it unchanged."""


class NoCredit(ProviderRefused):
    """The account cannot pay for it."""


class BadKey(ProviderRefused):
    """The key is missing, wrong or revoked."""


class ProviderBusy(JobFailed):
    """Not accepted now; the same request may be sent again later."""


class ProviderLost(JobFailed):
    """It is not known whether the request was accepted: a person decides."""


class MediaFailed(JobFailed):
    """FFmpeg or a drawing routine failed on our side."""


_JOB_ERRORS: dict[str, type[JobFailed]] = {
    kind.__name__: kind
    for kind in (
        InputMissing, ProviderRefused, NoCredit, BadKey, ProviderBusy, ProviderLost, MediaFailed,
    )
}


def job_error(name: str, sentence: str) -> JobFailed:
    """A job's error again, from the name of its kind and its sentence, as they were kept."""
    return _JOB_ERRORS.get(name, JobFailed)(sentence)
