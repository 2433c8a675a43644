"""Runs in the environment of `getimg`: a picture and a clip, as told on stdin.

    {"url": …, "picture": {…}, "clip": {…}}
"""

import json
import sys
import time

from getimg import GetimgAI

given = json.load(sys.stdin)
client = GetimgAI(api_key="gi-of-the-sdk", base_url=given["url"], max_retries=0)
picture = client.images.generate(**given["picture"])
clip = client.videos.generations.create(**given["clip"])
while (found := client.videos.generations.retrieve(clip.id)).status == "pending":
    time.sleep(0.02)
json.dump({
    "picture_cost": picture.usage.total_cost, "clip_cost": found.usage.total_cost,
    "urls": [picture.data[0].url, found.data[0].url],
    "balance": client.billing.retrieve_balance().balance,
}, sys.stdout)
