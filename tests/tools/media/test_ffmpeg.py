"""The runner: which binary, limits, time-outs, no process and no half file left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import ffmpeg
import numpy as np
import pytest

from storage.errors import DiskFull, EnvironmentProblem, MediaFailed
from tools.media.binary import find_ffmpeg
from tools.media.encode import h264
from tools.media.ffmpeg import Limits, frame_sink, frame_source, run
from tools.media.foreign import own_input

ENDLESS = ("-re", "-f", "lavfi", "-i", "testsrc=s=64x64:d=600")
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def running(marker: str) -> list[int]:
    """The processes whose command line holds `marker`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if marker in (entry / "cmdline").read_text("utf-8", "replace"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def wait_for(condition, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


async def fill(target: Path, encoder, wrong_at: int | None = None) -> None:
    """Write 200 frames; the one at `wrong_at` has another size."""
    async with frame_sink(target, (320, 240), 24, "bgr24", encoder) as sink:
        for number in range(200):
            height = 100 if number == wrong_at else 240
            sink.write(np.zeros((height, 320, 3), np.uint8))


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_the_bundled_binary_is_found():
    found = find_ffmpeg()
    assert found.path.is_file()
    assert found.version


def test_a_chosen_binary_that_is_missing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("ADFLOW_FFMPEG", str(tmp_path / "nothing"))
    with pytest.raises(EnvironmentProblem, match="cannot be started") as caught:
        find_ffmpeg()
    assert "ADFLOW_FFMPEG" in caught.value.next_step


def test_a_chosen_binary_that_is_too_old_is_said(monkeypatch, tmp_path):
    old = script(tmp_path / "old", "echo 'ffmpeg version 4.4.2-0ubuntu0 Copyright'")
    monkeypatch.setenv("ADFLOW_FFMPEG", str(old))
    with pytest.raises(EnvironmentProblem, match=r"version 4, which is too old"):
        find_ffmpeg()


def test_a_build_without_x264_is_said(monkeypatch, tmp_path):
    lame = script(tmp_path / "lame", "echo 'ffmpeg version n7.1 Copyright'; echo ' V.. png  PNG'")
    monkeypatch.setenv("ADFLOW_FFMPEG", str(lame))
    with pytest.raises(EnvironmentProblem, match="built without libx264"):
        find_ffmpeg()


def test_a_program_that_is_not_ffmpeg_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("ADFLOW_FFMPEG", str(script(tmp_path / "other", "echo hello")))
    with pytest.raises(EnvironmentProblem, match="does not answer as FFmpeg"):
        find_ffmpeg()


def test_no_ffmpeg_at_all_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "nothing"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentProblem) as caught:
        find_ffmpeg()
    assert "Install FFmpeg" in caught.value.next_step


async def test_a_run_reports_and_succeeds(tmp_path):
    seen: list[float] = []
    args = ("-f", "lavfi", "-i", "testsrc=s=64x64:d=2", str(tmp_path / "a.mp4"))
    await run(args, within=30, duration=2, report=seen.append)
    assert (tmp_path / "a.mp4").stat().st_size > 0
    assert seen == sorted(seen)
    assert seen[-1] > 0.8


async def test_a_failure_names_its_reason_without_folders(tmp_path):
    with pytest.raises(MediaFailed) as caught:
        await run(("-i", str(tmp_path / "none.mp4"), "-f", "null", "-"), within=30)
    assert "No such file" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


async def test_wall_time_is_limited():
    start = time.monotonic()
    with pytest.raises(MediaFailed, match="too long"):
        await run((*ENDLESS, "-f", "null", "-"), within=0.5)
    assert time.monotonic() - start < 3


@linux
async def test_cpu_time_memory_and_file_size_are_limited(tmp_path):
    busy = ("-f", "lavfi", "-i", "mandelbrot=s=640x480", "-f", "null", "-")
    with pytest.raises(MediaFailed, match=r"stopped \(signal"):
        await run(busy, within=30, limits=Limits(cpu=1))
    target = tmp_path / "b.nut"
    big = ("-f", "lavfi", "-i", "testsrc=s=640x480:d=9", "-c:v", "rawvideo", str(target))
    with pytest.raises(MediaFailed, match="more than it may"):
        await run(big, within=30, limits=Limits(file=1 << 20))
    assert target.stat().st_size <= 1 << 20
    huge = ("-f", "lavfi", "-i", "testsrc=s=4000x4000:d=1", "-c:v", "libx264", "-f", "null", "-")
    with pytest.raises(MediaFailed):
        await run(huge, within=30, limits=Limits(memory=400 << 20))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
async def test_a_full_disk_is_said_and_the_device_stays():
    source = ("-f", "lavfi", "-i", "testsrc=s=320x240:d=60")
    with pytest.raises(DiskFull) as caught:
        await run((*source, "-f", "matroska", "/dev/full"), within=30)
    assert "Free some space" in caught.value.next_step
    with pytest.raises(DiskFull):
        await fill(Path("/dev/full"), ("-c:v", "rawvideo", "-f", "nut"))
    assert os.stat("/dev/full")  # noqa: PTH116 - a device


@linux
async def test_cancelling_kills_the_process(tmp_path):
    marker = f"comment={tmp_path.name}-cancelled"
    task = asyncio.create_task(
        run((*ENDLESS, "-metadata", marker, "-f", "null", "-"), within=60)
    )
    assert await asyncio.to_thread(wait_for, lambda: running(marker))
    start = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not running(marker)
    assert time.monotonic() - start < 3


@linux
async def test_leaving_a_source_early_kills_the_process(tmp_path):
    marker = f"{tmp_path.name}-left"
    video = ffmpeg.input(f"testsrc=s=640x480:d=600,metadata=add:key=k:value={marker}", f="lavfi")
    video = video.video.filter("format", "yuv420p")
    async with frame_source(video, (640, 480)) as frames:
        async for _ in frames:
            assert running(marker)
            break
    assert not running(marker)


@linux
def test_a_killed_worker_leaves_no_process(tmp_path):
    marker = f"comment={tmp_path.name}-orphan"
    code = (
        "import asyncio; from tools.media.ffmpeg import run; "
        f"asyncio.run(run({[*ENDLESS, '-metadata', marker, '-f', 'null', '-']!r}, within=60))"
    )
    worker = subprocess.Popen([sys.executable, "-c", code])
    try:
        assert wait_for(lambda: len(running(marker)) >= 2)     # the worker and FFmpeg
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert wait_for(lambda: not running(marker), 2)


async def test_frames_go_in_and_come_out(tmp_path):
    rng = np.random.default_rng(1)
    planes = [
        (
            np.full((64, 96), 40 + 10 * n, np.uint8),
            np.full((32, 48), 120, np.uint8),
            rng.integers(100, 140, (32, 48), np.uint8),
        )
        for n in range(5)
    ]
    target = tmp_path / "a.mp4"
    async with frame_sink(target, (96, 64), 24, "yuv420p", h264(crf=1)) as sink:
        for frame in planes:
            sink.write(frame)
    video = own_input(target).video.filter("format", "yuv420p")
    async with frame_source(video, (96, 64), frames=9) as source:
        back = [frame async for frame in source]
    assert len(back) == 5
    for before, after in zip(planes, back, strict=True):
        assert all(
            np.abs(a.astype(int) - b).max() < 8 for a, b in zip(before, after, strict=True)
        )
        assert after[0].flags.writeable


async def test_a_sink_that_fails_leaves_no_file(tmp_path):
    target = tmp_path / "a.mp4"
    with pytest.raises(ValueError, match="a frame of"):
        await fill(target, h264(), wrong_at=20)
    with pytest.raises(MediaFailed):
        await fill(target, ("-c:v", "nosuchcodec"))
    assert not target.exists()
