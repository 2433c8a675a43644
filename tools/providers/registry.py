"""Which providers this installation has. Adding one is a line here."""

from storage.settings import Settings
from tools.providers.catalog import Catalog
from tools.providers.house import House
from tools.providers.local.studio import Studio


def catalog_of(settings: Settings) -> Catalog:
    """The catalogue of all models that the settings allow."""
    return Catalog((Studio(), House()))
