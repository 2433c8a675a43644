"""Every fault on every endpoint: made, or the right error; paid at most once; never too late.

`made` under a fault that passes; a typed error under one that stays. What is lost is found again
under the same id where the provider takes ours, and is left to a person where it does not.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.errors import (
    BadKey,
    JobFailed,
    NoCredit,
    ProviderBusy,
    ProviderLost,
    ProviderRefused,
)
from storage.records import JobKind
from tools.providers.bfl import BlackForestLabs
from tools.providers.comfyui import ComfyUI
from tools.providers.elevenlabs import ElevenLabs
from tools.providers.fal import Fal
from tools.providers.getimg import Getimg
from tools.providers.google import Google
from tools.providers.interface import Made, Provider
from tools.providers.mirelo import Mirelo
from tools.providers.openai import OpenAI
from tools.providers.pace import Pace
from tools.providers.runware import Runware
from tools.providers.runway import Runway

pytestmark = pytest.mark.slow             # no case is, but there are three hundred

DEADLINE, SHORT = 12.0, 0.4               # SHORT where nothing is going to come
PACE = Pace(
    connect=5, request=5, download=5, generate=5, first_wait=0.01, longest_wait=0.03, attempts=3,
    patience=6, first_poll=0.01, growth=1.5, longest_poll=0.05,
    steady_poll=0.05, deadline=DEADLINE, for_clips=1, between=0, silence=2,
)
MOST_SUBMIT = 14.0                       # seconds: uploads, three sendings, questions between
V2 = "mirelo/v2-sfx-1.5"
LEGACY = "mirelo/sfx-1.5"
LTX = "fal/ltx-2"
OWN = "comfyui/workflow"
TURBO = "runway/gen4_turbo"
KONTEXT, GETIMG = "bfl/flux-kontext-pro", "getimg/seedream-5-lite"
SEEDANCE = "getimg/seedance-v1-pro"
ASKED: tuple[tuple[str, JobKind, str], ...] = (
    (KONTEXT, "picture", "bfl.submit"), (SEEDANCE, "clip", "getimg.videos"),
    (GETIMG, "picture", "getimg.images"),
)
BOUGHT = ("server_error", "unavailable", "hang_before", "server_error_after", "hang_after", "cut",
          "malformed", "wrong_type", "stuck")
SPOKEN: tuple[tuple[JobKind, str], ...] = (
    ("voice", "elevenlabs/eleven_flash_v2_5"), ("sound", "elevenlabs/eleven_text_to_sound_v2"),
    ("music", "elevenlabs/music_v1"),
)
PROVIDERS: dict[str, Any] = {
    "bfl": lambda files, folder, pace: BlackForestLabs(files, pace=pace),
    "comfyui": ComfyUI, "fal": Fal, "google": Google, "mirelo": Mirelo, "openai": OpenAI,
    "elevenlabs": lambda files, folder, pace: ElevenLabs(folder, pace=pace),
    "getimg": lambda files, folder, pace: Getimg(files, pace=pace),
    "runware": Runware, "runway": Runway,
}
ERRORS: dict[str, type[JobFailed]] = {
    "refused": ProviderRefused, "credit": NoCredit, "key": BadKey, "busy": ProviderBusy,
    "lost": ProviderLost, "failed": JobFailed,
}
LIMITED = ("rate_limited", "retry_after")
BEFORE = ("server_error", "unavailable", "hang_before")
AFTER = ("server_error_after", "hang_after", "cut", "malformed", "wrong_type")
LINE = (*LIMITED, *BEFORE, *AFTER)
FILE = ("rate_limited", "server_error", "unavailable", "hang_before", "cut", "truncated",
        "wrong_type")
STAYS = 9000                             # a fault that does not pass

# Provider or model, kind of job, endpoint, faults, result if the fault passes, if it stays.
Line = tuple[str, JobKind, str, tuple[str, ...], str, str]
PAID: tuple[tuple[JobKind, str], ...] = (
    ("picture", "runware.imageInference"), ("clip", "runware.videoInference"),
    ("sound", "runware.audioInference"),
)
FREE: tuple[tuple[JobKind, str], ...] = (
    ("picture", "runware.imageUpload"), ("sound", "runware.mediaStorage"),
)
ANSWERED: tuple[tuple[str, JobKind, str], ...] = (
    ("google/gemini-3.1-flash-image", "future", "google.generate"),
    ("openai/gpt-image-2", "picture", "openai.edits"),
)
TABLE: tuple[Line, ...] = (
    # Free calls are repeated. A paid one is found again by its id, whatever became of its answer.
    *(("runware", kind, name, LINE, "made", "busy") for kind, name in FREE),
    *(("runware", kind, name, ("bad_key",), "key", "") for kind, name in FREE),
    *(("runware", kind, name, AFTER, "made", "made") for kind, name in PAID),
    *(("runware", kind, name, BEFORE, "made", "lost") for kind, name in PAID),
    *(("runware", kind, name, LIMITED, "made", "busy") for kind, name in PAID),
    *(("runware", kind, name, ("bad_key",), "key", "") for kind, name in PAID),
    *(("runware", kind, name, ("no_credit",), "credit", "") for kind, name in PAID),
    *(("runware", kind, name, ("moderation", "moderated"), "refused", "") for kind, name in PAID),
    *(("runware", kind, name, ("slow",), "made", "") for kind, name in PAID),
    *(("runware", kind, name, ("stuck",), "lost", "") for kind, name in PAID),
    *(("runware", kind, name, ("failed",), "failed", "") for kind, name in PAID),
    ("runware", "picture", "runware.getResponse", LINE, "made", "lost"),
    ("runware", "picture", "runware.getResponse", ("bad_key",), "lost", ""),
    ("runware", "picture", "runware.download", (*FILE, "expired"), "made", "lost"),
    ("runware", "clip", "runware.download", ("cut", "truncated"), "made", ""),
    ("runware", "sound", "runware.download", ("cut", "truncated"), "made", ""),
    # ComfyUI bills nothing, so nothing of it is ever lost: it is found, or made again.
    (OWN, "picture", "comfyui.prompt", (*AFTER, *LIMITED), "made", ""),
    (OWN, "picture", "comfyui.prompt", AFTER, "", "made"),
    (OWN, "picture", "comfyui.prompt", BEFORE, "busy", "busy"),
    (OWN, "picture", "comfyui.prompt", (*LIMITED, "stuck"), "", "busy"),
    (OWN, "picture", "comfyui.prompt", ("failed",), "failed", ""),
    (OWN, "picture", "comfyui.prompt", ("slow",), "made", ""),
    *((OWN, "picture", f"comfyui.{name}", LINE, "made", "busy") for name in ("history", "queue")),
    (OWN, "picture", "comfyui.history", ("bad_key",), "key", ""),
    (OWN, "picture", "comfyui.view", FILE, "made", "busy"),
    (OWN, "picture", "comfyui.view", ("expired",), "failed", ""),
    # fal knows no id of ours either; what it accepted is asked for until it is there.
    *((LTX, "clip", f"fal.{name}", LINE, "made", "busy") for name in ("initiate",)),
    (LTX, "clip", "fal.initiate", ("bad_key",), "key", ""),
    (LTX, "clip", "fal.upload", (*LIMITED, *BEFORE, "server_error_after", "hang_after"), "made",
     "busy"),
    (LTX, "clip", "fal.submit", (*BEFORE, *AFTER), "lost", ""),
    (LTX, "clip", "fal.submit", LIMITED, "made", "busy"),
    (LTX, "clip", "fal.submit", ("bad_key",), "key", ""),
    (LTX, "clip", "fal.submit", ("no_credit",), "credit", ""),
    (LTX, "clip", "fal.submit", ("moderation", "moderated"), "refused", ""),
    (LTX, "clip", "fal.submit", ("failed",), "failed", ""),
    (LTX, "clip", "fal.submit", ("stuck",), "lost", ""),
    (LTX, "clip", "fal.submit", ("slow",), "made", ""),
    (LTX, "clip", "fal.status", LINE, "made", "lost"),
    (LTX, "clip", "fal.status", ("bad_key",), "lost", ""),
    (LTX, "clip", "fal.result", (*LIMITED, "hang_before", "hang_after", "cut", "malformed",
                                 "wrong_type"), "made", "lost"),
    (LTX, "clip", "fal.result", ("bad_key",), "lost", ""),
    (LTX, "clip", "fal.download", (*FILE, "expired"), "made", "lost"),
    # These answer with the picture itself: what did not arrive is lost, and nothing finds it.
    *((model, kind, end, (*BEFORE, *AFTER, "failed", "stuck"), "lost", "")
      for model, kind, end in ANSWERED),
    *((model, kind, end, LIMITED, "made", "busy") for model, kind, end in ANSWERED),
    *((model, kind, end, ("bad_key",), "key", "") for model, kind, end in ANSWERED),
    *((model, kind, end, ("no_credit",), "credit", "") for model, kind, end in ANSWERED),
    *((model, kind, end, ("moderation", "moderated"), "refused", "")
      for model, kind, end in ANSWERED),
    *((model, kind, end, ("slow",), "made", "") for model, kind, end in ANSWERED),
    # Nor do Black Forest Labs and getimg.ai, whose pictures come with the answer.
    *((model, kind, name, BOUGHT, "lost", "") for model, kind, name in ASKED),
    *((model, kind, name, LIMITED, "made", "busy") for model, kind, name in ASKED),
    *((model, kind, name, ("bad_key",), "key", "") for model, kind, name in ASKED),
    *((model, kind, name, ("no_credit",), "credit", "") for model, kind, name in ASKED),
    *((model, kind, name, ("moderation",), "refused", "") for model, kind, name in ASKED),
    *((model, kind, name, ("slow",), "made", "") for model, kind, name in ASKED),
    *((model, kind, name, ("failed",), "failed", "") for model, kind, name in ASKED[:2]),
    (KONTEXT, "picture", "bfl.submit", ("moderated",), "refused", ""),
    (GETIMG, "picture", "getimg.images", ("failed",), "lost", ""),
    (GETIMG, "picture", "getimg.images", ("moderated",), "refused", ""),
    (KONTEXT, "picture", "bfl.get_result", LINE, "made", "lost"),
    (KONTEXT, "picture", "bfl.get_result", ("bad_key",), "lost", ""),
    (KONTEXT, "picture", "bfl.download", (*FILE, "expired"), "made", "lost"),
    (SEEDANCE, "clip", "getimg.video", LINE, "made", "lost"),
    (SEEDANCE, "clip", "getimg.video", ("bad_key",), "lost", ""),
    (SEEDANCE, "clip", "getimg.download", ("expired", "truncated"), "made", "lost"),
    (GETIMG, "picture", "getimg.download", FILE, "made", "lost"),
    (GETIMG, "picture", "getimg.download", ("expired",), "lost", ""),
    # ElevenLabs answers with the sound itself: what breaks off was bought.
    *((model, kind, f"elevenlabs.{kind}", (*BEFORE, *AFTER, "stuck", "failed"), "lost", "")
      for kind, model in SPOKEN),
    *((model, kind, f"elevenlabs.{kind}", LIMITED, "made", "busy") for kind, model in SPOKEN),
    *((model, kind, f"elevenlabs.{kind}", ("bad_key",), "key", "") for kind, model in SPOKEN),
    *((model, kind, f"elevenlabs.{kind}", ("no_credit",), "credit", "") for kind, model in SPOKEN),
    *((model, kind, f"elevenlabs.{kind}", ("moderation", "moderated"), "refused", "")
      for kind, model in SPOKEN),
    *((model, kind, f"elevenlabs.{kind}", ("slow",), "made", "") for kind, model in SPOKEN),
    (SPOKEN[1][1], "sound", "elevenlabs.sound", ("truncated",), "lost", ""),
    # Nor does Runway.
    (TURBO, "clip", "runway.image_to_video", (*BEFORE, *AFTER), "lost", ""),
    (TURBO, "clip", "runway.image_to_video", LIMITED, "made", "busy"),
    (TURBO, "clip", "runway.image_to_video", ("bad_key",), "key", ""),
    (TURBO, "clip", "runway.image_to_video", ("no_credit",), "credit", ""),
    (TURBO, "clip", "runway.image_to_video", ("moderation", "moderated"), "refused", ""),
    (TURBO, "clip", "runway.image_to_video", ("slow",), "made", ""),
    (TURBO, "clip", "runway.image_to_video", ("stuck",), "lost", ""),
    (TURBO, "clip", "runway.image_to_video", ("failed",), "failed", ""),
    (TURBO, "clip", "runway.task", LINE, "made", "lost"),
    (TURBO, "clip", "runway.task", ("bad_key",), "lost", ""),
    (TURBO, "clip", "runway.download", (*FILE, "expired"), "made", "lost"),
    # Mirelo knows no id of ours: a paid call whose answer is lost stays lost.
    *((model, "sound", "mirelo.asset", LINE, "made", "busy") for model in (LEGACY, V2)),
    *((model, "sound", "mirelo.asset", ("bad_key",), "key", "") for model in (LEGACY, V2)),
    (LEGACY, "sound", "mirelo.upload", (*LIMITED, *BEFORE), "made", "busy"),
    (LEGACY, "sound", "mirelo.upload", ("server_error_after", "hang_after"), "made", "busy"),
    (LEGACY, "sound", "mirelo.sfx", (*BEFORE, *AFTER), "lost", ""),
    (LEGACY, "sound", "mirelo.sfx", LIMITED, "made", "busy"),
    (LEGACY, "sound", "mirelo.sfx", ("stuck", "failed"), "lost", ""),
    (LEGACY, "sound", "mirelo.sfx", ("slow",), "made", ""),
    (LEGACY, "sound", "mirelo.sfx", ("bad_key",), "key", ""),
    (LEGACY, "sound", "mirelo.sfx", ("no_credit",), "credit", ""),
    (LEGACY, "sound", "mirelo.sfx", ("moderation",), "refused", ""),
    (LEGACY, "sound", "mirelo.download", FILE, "made", "lost"),
    (LEGACY, "sound", "mirelo.download", ("expired",), "lost", ""),
    (V2, "sound", "mirelo.jobs", (*BEFORE, *AFTER), "lost", ""),
    (V2, "sound", "mirelo.jobs", LIMITED, "made", "busy"),
    (V2, "sound", "mirelo.jobs", ("stuck",), "lost", ""),
    (V2, "sound", "mirelo.jobs", ("failed",), "failed", ""),
    (V2, "sound", "mirelo.jobs", ("slow",), "made", ""),
    (V2, "sound", "mirelo.jobs", ("bad_key",), "key", ""),
    (V2, "sound", "mirelo.jobs", ("no_credit",), "credit", ""),
    (V2, "sound", "mirelo.jobs", ("moderation",), "refused", ""),
    (V2, "sound", "mirelo.job", LINE, "made", "lost"),
    (V2, "sound", "mirelo.job", ("bad_key",), "lost", ""),
    (V2, "sound", "mirelo.download", ("expired", "truncated"), "made", "lost"),
)


@dataclass(frozen=True)
class Case:
    """One fault on one endpoint, and what must come of it."""

    provider: str
    kind: JobKind
    endpoint: str
    fault: str
    count: int
    result: str

    def __str__(self) -> str:
        how = "once" if self.count == 1 else "stays"
        return f"{self.endpoint}-{self.fault}-{how}-{self.result}"

    def row(self) -> tuple[str, str]:
        """Where it stands in the table that is printed at the end, and as what."""
        return f"{self.endpoint:26}{self.result:8}", self.fault + ("" if self.count == 1 else "…")


CASES = [
    Case(provider, kind, endpoint, fault, count, result)
    for provider, kind, endpoint, faults, once, stays in TABLE
    for fault in faults
    for count, result in ((1, once), (STAYS, stays))
    if result
]


def arm(desk: Any, case: Case) -> None:
    """Set the fault; a provider that asks for a wait asks for a short one."""
    if case.fault == "retry_after":
        desk.arm(case.endpoint, "rate_limited", case.count, retry_after=0.05)
    else:
        desk.arm(case.endpoint, case.fault, case.count)


async def run(provider: Provider, request: Any, bench: Any, folder: Path) -> Made | JobFailed:
    """Submit and collect, as two durable steps would."""
    try:
        ticket = await provider.submit(request)
        return await provider.collect(request, ticket, bench.library, folder, lambda _: None)
    except JobFailed as exc:
        return exc


def pace_for(case: Case, deadline: float) -> Pace:
    """Short bounds only where a case waits for them to pass: the machine may be busy."""
    hangs = "hang" in case.fault or case.fault == "stuck"
    bounds = {"request": 0.3, "download": 0.3, "generate": 0.8}
    return PACE.model_copy(update={**(bounds if hangs else {}), "deadline": deadline})


@pytest.fixture
def provider_for(
    bench: Any, tmp_path: Path, desk: Any, line: None
) -> Any:
    def make(case: Case, deadline: float) -> Any:
        kind = PROVIDERS[case.provider.partition("/")[0]]
        uploads = tmp_path / f"uploads-{deadline}"
        return kind(bench.library, uploads, pace=pace_for(case, deadline))

    return make


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_fault(
    case: Case, provider_for: Any, bench: Any, desk: Any, workspace: Path,
    record_property: Callable[[str, object], None],
) -> None:
    model = case.provider if "/" in case.provider else ""
    if model == V2:
        silence(bench)
    if model == OWN:
        without_product(bench)
    for deadline in (SHORT, DEADLINE) if case.result == "lost" else (DEADLINE,):
        desk.reset()
        arm(desk, case)
        provider = provider_for(case, deadline)
        request = bench.request(provider, case.kind, model=model)
        began = time.monotonic()
        result = await run(provider, request, bench, workspace)
        took = time.monotonic() - began
        if desk.struck():                # else a busy machine did not get there in SHORT
            break
        await asyncio.sleep(1)           # what was sent gets there, and not into the next try
    assert desk.struck(), "the fault was never met"
    charges = desk.charges()
    record_property("fault", case.row())
    assert len(charges) <= 1
    assert took < MOST_SUBMIT + provider.line.pace.deadline
    if case.result == "made":
        assert isinstance(result, Made), result
        assert result.path.stat().st_size > 100
        assert [one["microdollars"] for one in charges] == [result.cost] * bool(result.cost)
        return
    assert isinstance(result, JobFailed)
    assert type(result) is ERRORS[case.result], repr(result)
    assert "planted" not in result.sentence()
    assert result.next_step
    if case.result in ("refused", "credit", "key", "busy", "failed"):
        assert charges == []
    if case.result == "lost" and case.provider == "runware":
        provider.line.pace = PACE
        await found_again(provider, request, bench, desk, workspace, case)


async def found_again(
    provider: Provider, request: Any, bench: Any, desk: Any, workspace: Path, case: Case
) -> None:
    """Checking again, under the same id, brings it and buys nothing anew."""
    if case.fault == "stuck":
        return
    bought = desk.charges()
    desk.disarm()
    again = await run(provider, request, bench, workspace)
    assert isinstance(again, Made), again
    assert len(desk.charges()) == 1
    assert not bought or desk.charges() == bought


def silence(bench: Any) -> None:
    """v2 takes no words."""
    shots = tuple(shot.model_copy(update={"audio": shot.audio.model_copy(
        update={"music": "", "effects": "", "dialogue": ""})}) for shot in bench.storyboard.shots)
    bench.storyboard = bench.storyboard.model_copy(update={"shots": shots})


def without_product(bench: Any) -> None:
    """The built-in workflow loads no picture."""
    brief = bench.storyboard.brief.model_copy(update={"photo": None, "logo": None})
    bench.storyboard = bench.storyboard.model_copy(update={"brief": brief})
