"""Runs in the environment of `runwayml`: a clip from a frame, uploaded if asked, as told on stdin.

    {"url": …, "frame": path or data URI, "fields": {…}}
"""

import json
import sys
import time
from pathlib import Path

from runwayml import RunwayML

given = json.load(sys.stdin)
client = RunwayML(api_key="key-of-the-sdk", base_url=given["url"], max_retries=0)
frame = given["frame"]
if not frame.startswith("data:"):
    frame = client.uploads.create_ephemeral(file=Path(frame)).uri
task = client.image_to_video.create(
    prompt_image=[{"uri": frame, "position": "first"}], **given["fields"])
while (found := client.tasks.retrieve(task.id)).status not in ("SUCCEEDED", "FAILED"):
    time.sleep(0.02)
waiting = client.image_to_video.create(
    prompt_image=[{"uri": frame, "position": "first"}], **given["fields"])
client.tasks.delete(waiting.id)
json.dump({
    "output": found.output, "credits": found.cost.credits,
    "balance": client.organization.retrieve().credit_balance,
}, sys.stdout)
