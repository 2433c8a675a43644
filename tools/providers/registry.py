"""Which providers this installation has. Adding one is a line here.

All are there whether their keys are or not, so that everything can be planned and priced; missing
keys are named before anything is spent.
"""

from storage.library import Library
from storage.settings import Settings
from tools.providers.catalog import Catalog
from tools.providers.house import House
from tools.providers.local.studio import Studio
from tools.providers.mirelo import Mirelo
from tools.providers.runware import Runware


def catalog_of(settings: Settings) -> Catalog:
    """The catalogue of all models."""
    files, uploads = Library(settings.library), settings.home / "provider_uploads"
    return Catalog((
        Studio(),
        House(),
        Runware(files, uploads / "runware"),
        Mirelo(files, uploads / "mirelo"),
    ))
