"""Whose keys providers are asked with: a user's own come before those of the installation."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from storage.database import Catalogue
from storage.errors import BadInput, EnvironmentProblem, ProviderBusy
from storage.own_keys import OwnKeys, kept_keys
from storage.settings import Settings
from tools.pipeline.recipes import makers_at_hand
from tools.providers.catalog import Catalog
from tools.providers.client import with_keys

SUFFIX = "_API_KEY"


class Keyring:
    """The keys of one data folder's users, for the providers of a catalogue."""

    def __init__(self, catalogue: Catalogue, settings: Settings, catalog: Catalog) -> None:
        self.own, self._catalog = OwnKeys(catalogue, settings), catalog

    def of(self, owner: str) -> AbstractContextManager[None]:
        """Within it, providers are asked with the owner's own keys, where there are any."""
        return with_keys(self.own.of(owner))

    def missing(self, owner: str, maker: str) -> tuple[str, ...]:
        """Names of the keys that a provider needs and neither the owner nor we have."""
        with self.of(owner):
            return self._catalog.missing_keys(maker)

    def makers_at_hand(self, owner: str) -> tuple[tuple[str, ...], ...]:
        """Who can make an owner's ad now."""
        with self.of(owner):
            return makers_at_hand(self._catalog)

    def check(self, owner: str, makers: Iterable[str]) -> None:
        """Raises EnvironmentProblem naming all keys that these makers lack."""
        missing = [key for maker in makers for key in self.missing(owner, maker)]
        if missing:
            raise EnvironmentProblem(
                f"Keys are missing: {', '.join(missing)}.",
                "Set them in the environment or in .env, give your own (`adflow keys set`, or the "
                "page /keys), or make it on the built-in studio.",
            )

    async def keep(self, owner: str, provider: str, key: str) -> str:
        """Keep an owner's key for a provider; what that says of it, asked by a free call.

        Raises BadInput, and BadKey for a key that is refused, which is not kept.
        """
        name, key = self.name_of(provider), key.strip()
        if not (6 <= len(key) <= 500 and key.isascii() and key.isprintable()):
            raise BadInput("This is no key: 6 to 500 plain characters.", "Copy it once more.")
        try:
            with with_keys({name: key}):
                account = await self._catalog.accounts()[self._provider_of(name)].check()
        except ProviderBusy as exc:
            says = f"it could not be tried now ({exc})"
        else:
            left = None if account.balance is None else f", ${account.balance / 1e6:.2f} left"
            says = f"it is accepted{left or ''}"
        self.own.keep(owner, name, key)
        return says

    def installed(self, provider: str) -> bool:
        """Whether the installation has what a provider needs, for who gives none of their own."""
        return not self._catalog.missing_keys(provider)

    def providers(self) -> tuple[tuple[str, str], ...]:
        """The providers that want a key, with what people call them; sorted by that."""
        found = ((name, self._catalog.title(name)) for name in self._catalog.accounts())
        return tuple(sorted(found, key=lambda one: one[1].lower()))

    def name_of(self, provider: str) -> str:
        """A provider's key as it is called in the environment. Raises BadInput."""
        known = self._catalog.accounts()
        name = self._provider_of(provider)
        if name not in known:
            raise BadInput(f"No provider {provider!r} wants a key.",
                           f"Known are: {', '.join(sorted(known))}.")
        return f"{name.upper()}{SUFFIX}"

    @staticmethod
    def _provider_of(name: str) -> str:
        """Whose key it is: `runware` of `Runware` and of `RUNWARE_API_KEY`."""
        return name.strip().upper().removesuffix(SUFFIX).lower()


def with_kept_keys(settings: Settings, owner: str) -> AbstractContextManager[None]:
    """Like `Keyring.of`, before there is a production: nothing is made for looking."""
    return with_keys(kept_keys(settings, owner))
