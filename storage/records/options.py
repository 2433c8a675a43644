"""What a person may set of how a film is made, beyond its brief: each with its limits and help.

Empty or None is as the model does it by itself, and then no part of any job's name: an option that
nobody set remakes nothing. A model takes what it knows of these and leaves the rest.
"""

from pydantic import Field

from storage.records.base import Record


class Options(Record):
    """Options of one film. A field's description is its help, in every face."""

    style: str = Field(
        default="", max_length=80,
        description="How pictures look, such as photorealistic, anime or watercolour.")
    steps: int | None = Field(
        default=None, ge=1, le=100, description="Steps a picture model takes, 1 to 100.")
    guidance: float | None = Field(
        default=None, ge=0, le=20, description="How closely a picture keeps to its words, 0 to 20.")
    seed: int | None = Field(
        default=None, ge=0, le=2_147_483_647,
        description="The number chance starts from: the same one gives the same picture.")
    resolution: int | None = Field(
        default=None, ge=120, le=2160,
        description="Pixels of the frame's shorter side, such as 360, 576, 720 or 1080.")
    images_per_second: float | None = Field(
        default=None, ge=0.1, le=1,
        description="Pictures a second in a film of stills: 0.33, 0.5 or 1.")
    watermark: str = Field(
        default="", max_length=40, description="A few words drawn small over the whole film.")
    voice: str = Field(
        default="", max_length=80, description="Who speaks: a voice's name or id.")
    stability: float | None = Field(
        default=None, ge=0, le=1, description="How even the voice is, 0 to 1.")
    similarity: float | None = Field(
        default=None, ge=0, le=1, description="How near the voice keeps to its original, 0 to 1.")
