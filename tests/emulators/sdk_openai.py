"""Runs in the environment of `openai`: a picture from words, and an edit, as told on stdin.

    {"url": …, "fields": {…}, "pictures": [path]}
"""

import base64
import json
import sys
from pathlib import Path

from openai import OpenAI

given = json.load(sys.stdin)
client = OpenAI(api_key="sk-of-the-sdk", base_url=given["url"], max_retries=0)
if given["pictures"]:
    files = [Path(path) for path in given["pictures"]]
    answer = client.images.edit(image=files if len(files) > 1 else files[0], **given["fields"])
else:
    answer = client.images.generate(**given["fields"])
json.dump({"bytes": [len(base64.b64decode(one.b64_json)) for one in answer.data],
           "tokens": answer.usage.total_tokens}, sys.stdout)
