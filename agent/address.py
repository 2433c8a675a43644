"""Where the web app may listen: only on this machine where it could not tell people apart."""

from storage.database import Catalogue
from storage.errors import EnvironmentProblem
from storage.settings import Settings
from storage.users import Users


def check_host(settings: Settings) -> None:
    """Raises EnvironmentProblem where the web app should not listen."""
    if settings.for_this_machine or settings.trusted_header:
        return
    settings.prepare()
    catalogue = Catalogue(settings.catalogue)
    users = Users(catalogue).all()
    catalogue.close()
    if not users:
        raise EnvironmentProblem(
            f"Listening on {settings.host} would let anyone in: there are no users.",
            "Add one with `adflow user add NAME`, set ADFLOW_TRUSTED_HEADER, or listen on "
            "127.0.0.1.",
        )
