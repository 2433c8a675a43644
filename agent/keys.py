"""Which keys the chosen brain and providers need, and which are missing: all told at once, by name.

Invariant: a language model that is paid for is not asked while a key is missing for the film it is
to write. The guide costs nothing, so with it the quote is early enough: it asks only for the keys
of what has to be made.
"""

from storage.errors import EnvironmentProblem
from storage.settings import Settings
from tools.pipeline.recipes import recipe_of
from tools.providers.catalog import Catalog

BRAIN_KEY = "OPENAI_API_KEY"


def makers(settings: Settings, catalog: Catalog) -> tuple[str, ...]:
    """The providers that make a new ad. Raises BadInput where what was chosen makes none."""
    models = recipe_of(settings, catalog).models
    return tuple(dict.fromkeys(
        catalog.provider(name.partition("/")[0]).name for _, name in models if name))


def missing_for_brain(settings: Settings) -> tuple[str, ...]:
    """The environment variable that the brain needs, if it is not set."""
    has = settings.chosen_brain != "openai" or settings.openai_api_key.get_secret_value()
    return () if has else (BRAIN_KEY,)


def missing_keys(settings: Settings, catalog: Catalog) -> tuple[str, ...]:
    """The environment variables that brain and makers need and that are not set."""
    needed = [key for maker in makers(settings, catalog) for key in catalog.missing_keys(maker)]
    return (*missing_for_brain(settings), *needed)


def check_keys(settings: Settings, catalog: Catalog) -> None:
    """Before a paid brain is asked: raises EnvironmentProblem naming all that are missing."""
    missing = missing_keys(settings, catalog)
    if missing and settings.chosen_brain != "guided":
        raise EnvironmentProblem(f"Keys are missing: {', '.join(missing)}.", how_to_set(missing))


def how_to_set(missing: tuple[str, ...]) -> str:
    """What to do about missing keys, as a sentence."""
    without = ["ADFLOW_BRAIN=guided"] if BRAIN_KEY in missing else []
    without += ["ADFLOW_PROVIDERS=local"] if set(missing) - {BRAIN_KEY} else []
    return (f"Set {'it' if len(missing) == 1 else 'them'} in the environment or in .env, or go on "
            f"without: {' '.join(without)}.")
