"""What a film's sound looks like, worked out once and kept beside the library, for display only."""

from pydantic import ValidationError

from storage.records import Asset
from storage.whole_files import write_whole
from tools.media.waveform import Heard, heard
from tools.pipeline.production import Production


def hear(production: Production, sound: Asset) -> Heard | None:
    """The outline of a WAV of ours; None for another type. Takes half a second of CPU once."""
    if sound.media_type != "audio/wav":
        return None
    kept = production.settings.derived / f"{sound.sha256}.json"
    try:
        return Heard.model_validate_json(kept.read_bytes())
    except (FileNotFoundError, ValidationError):
        found = heard(production.path(sound))
    write_whole(kept, found.model_dump_json().encode())
    return found
