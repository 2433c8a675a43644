"""Runs in the environment of `fal-client`: an upload and a clip by the queue, as told on stdin.

    {"url": …, "frame": path, "media_type": …, "endpoint": …, "arguments": {…}, "fields": […]}

`fields` are those of the arguments that take the uploaded picture's address. The SDK speaks https
to fixed hosts, so its addresses are replaced before it is used.
"""

import json
import sys
from pathlib import Path

import fal_client.client as sdk

given = json.load(sys.stdin)
sdk.QUEUE_URL_FORMAT = sdk.RUN_URL_FORMAT = f"{given['url']}/"
sdk.REST_URL = sdk.CDN_URL = given["url"]

client = sdk.SyncClient(key="fal-of-the-sdk")
data = Path(given["frame"]).read_bytes()
address = client.upload(data, given["media_type"], "frame.png", repository="fal")
by_cdn = client.upload(data, given["media_type"], "frame.png", repository="fal_v3")
arguments = {**given["arguments"], **dict.fromkeys(given["fields"], address)}
handle = client.submit(given["endpoint"], arguments)
for _ in handle.iter_events(with_logs=True, interval=0.02):
    pass
result = handle.get()
waiting = client.submit(given["endpoint"], arguments)
waiting.cancel()
json.dump({"request": handle.request_id, "result": result, "uploads": [address, by_cdn]},
          sys.stdout)
