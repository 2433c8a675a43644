"""The catalogue of models: who makes what, with which abilities, at which price."""

from collections.abc import Iterable

from storage.errors import BadInput
from storage.records import JobKind, Shot, Storyboard
from tools.providers.interface import Accountable, Capability, Needs, Provider
from tools.providers.models import refuse_retired


class Catalog:
    """The providers of this process, by name, and their models."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._providers = {provider.name: provider for provider in providers}
        self._models = {
            (capability.kind, capability.model): capability
            for provider in self._providers.values()
            for capability in provider.capabilities()
        }
        self._retired: dict[str, str] = {}
        for provider in self._providers.values():
            self._retired |= getattr(provider, "retired", {})

    def provider(self, name: str) -> Provider:
        """The provider with this name; BadInput when there is none."""
        if name not in self._providers:
            known = ", ".join(sorted(self._providers))
            raise BadInput(f"There is no provider {name!r}.", f"Known are: {known}.")
        return self._providers[name]

    def capabilities(self) -> tuple[Capability, ...]:
        """All models, provider by provider."""
        return tuple(self._models.values())

    def capability(self, kind: JobKind, model: str) -> Capability:
        """What a model can do; BadInput when it is unknown, retired or makes something else."""
        refuse_retired(model, self._retired)
        if (kind, model) not in self._models:
            known = ", ".join(sorted(name for made, name in self._models if made == kind))
            raise BadInput(f"No model {model!r} makes a {kind}.", f"Known are: {known}.")
        return self._models[kind, model]

    def makes(self, kind: str, model: str) -> bool:
        """Whether there is a model of this name that makes this kind of job.

        Raises BadInput for one that was retired, naming its successor.
        """
        refuse_retired(model, self._retired)
        return any(one.kind == kind and one.model == model for one in self._models.values())

    def title(self, name: str) -> str:
        """What people call a provider."""
        return self.provider(name).title

    def called(self, makers: Iterable[str]) -> str:
        """Several providers, as people call them: `Runware + Mirelo`."""
        return " + ".join(self.title(one) for one in makers)

    def missing_keys(self, name: str) -> tuple[str, ...]:
        """Names of the environment variables that a provider needs and that are not set."""
        provider = self.provider(name)
        return provider.missing_keys() if isinstance(provider, Accountable) else ()

    def accounts(self) -> dict[str, Accountable]:
        """The providers that have to be paid, by name."""
        return {name: provider for name, provider in self._providers.items()
                if isinstance(provider, Accountable)}

    def needs(self, kind: JobKind, model: str, storyboard: Storyboard, shot: Shot | None) -> Needs:
        """What a job of this model depends on."""
        return self.provider(model.partition("/")[0]).needs(kind, storyboard, shot)

    def concurrency(self) -> dict[str, int]:
        """How many jobs are made at a time, by the models' `queue`."""
        counts: dict[str, int] = {}
        for one in self.capabilities():
            counts[one.queue] = max(one.concurrency, counts.get(one.queue, 1))
        return counts
