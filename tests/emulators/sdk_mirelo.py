"""Runs in the environment of `mirelo-sdk`: a sound for a clip by v2, as told on stdin.

    {"url": …, "clip": path, "duration_ms": …}
"""

import json
import sys
from pathlib import Path

from mirelo import MireloClient, Video

given = json.load(sys.stdin)
with MireloClient("sk-of-the-sdk", base_url=given["url"]) as client:
    clip = Video.from_bytes(Path(given["clip"]).read_bytes(), "video/mp4")
    job = client.video_to_sfx(clip, duration_ms=given["duration_ms"]).submit_job()
    result = job.wait(poll_interval_ms=20)
    json.dump({"urls": result.result_urls, "credits": client.me().credits_available}, sys.stdout)
