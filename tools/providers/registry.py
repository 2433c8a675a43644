"""Which providers this installation has. Adding one is a line here.

All are there whether their keys are or not, so that everything can be planned and priced; missing
keys are named before anything is spent.
"""

from storage.library import Library
from storage.settings import Settings
from tools.providers.bfl import BlackForestLabs
from tools.providers.catalog import Catalog
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.getimg import Getimg
from tools.providers.house import House
from tools.providers.local.studio import Studio
from tools.providers.mirelo import Mirelo
from tools.providers.own_models import Own, read_own
from tools.providers.pace import Pace
from tools.providers.runware import Runware
from tools.providers.runway import Runway


def catalog_of(
    settings: Settings, own: Own | None = None, pace: Pace | None = None
) -> Catalog:
    """The catalogue of all models; `own` is what `models.json` says, if it is not given.

    Raises EnvironmentProblem for a `models.json` that makes no sense.
    """
    own = own or read_own(settings.own_models)
    files, uploads = Library(settings.library), settings.home / "provider_uploads"
    return Catalog((
        Studio(),
        House(),
        BlackForestLabs(files, own, pace),
        ElevenLabs(uploads.parent / "provider_answers" / "elevenlabs", own, pace),
        Getimg(files, own, pace),
        Runware(files, uploads / "runware", own, pace),
        Mirelo(files, uploads / "mirelo", own, pace),
        Runway(files, uploads / "runway", own, pace),
    ))
