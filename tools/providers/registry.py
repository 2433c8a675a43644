"""Which providers this installation has. Adding one is a line here.

All are there whether their keys are or not, so that everything can be planned and priced; missing
keys are named before anything is spent.
"""

from storage.library import Library
from storage.settings import Settings
from tools.providers.bfl import BlackForestLabs
from tools.providers.catalog import Catalog
from tools.providers.comfyui import ComfyUI
from tools.providers.comfyui_workflow import read_workflow
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.fal import Fal
from tools.providers.getimg import Getimg
from tools.providers.google import Google
from tools.providers.house import House
from tools.providers.interface import Provider
from tools.providers.local.studio import Studio
from tools.providers.mirelo import Mirelo
from tools.providers.openai import OpenAI
from tools.providers.own_models import Own, read_own
from tools.providers.pace import Pace, pace_of_process
from tools.providers.runware import Runware
from tools.providers.runway import Runway


def catalog_of(
    settings: Settings, own: Own | None = None, pace: Pace | None = None
) -> Catalog:
    """The catalogue of all providers' models. Raises what `providers_of` does."""
    return Catalog(providers_of(settings, own, pace))


def providers_of(
    settings: Settings, own: Own | None = None, pace: Pace | None = None
) -> tuple[Provider, ...]:
    """All providers; `own` is what `models.json` says, if it is not given.

    The settings for polling and giving up hold for any pace.
    Raises EnvironmentProblem for a `models.json` or a ComfyUI workflow that makes no sense.
    """
    minutes = settings.give_up_minutes
    pace = (pace or pace_of_process()).as_set(
        settings.poll_seconds, None if minutes is None else minutes * 60)
    own = own or read_own(settings.own_models)
    files, uploads = Library(settings.library), settings.home / "provider_uploads"
    answers = settings.home / "provider_answers"
    return (
        Studio(),
        House(),
        BlackForestLabs(files, own, pace),
        ComfyUI(files, uploads / "comfyui", own, pace, read_workflow(
            settings.comfyui_workflow, settings.comfyui_checkpoint)),
        ElevenLabs(answers / "elevenlabs", own, pace),
        Fal(files, uploads / "fal", own, pace),
        Getimg(files, own, pace),
        Google(files, answers / "google", own, pace),
        OpenAI(files, answers / "openai", own, pace),
        Runware(files, uploads / "runware", own, pace),
        Mirelo(files, uploads / "mirelo", own, pace),
        Runway(files, uploads / "runway", own, pace),
    )
