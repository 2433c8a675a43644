"""Runs in the environment of `google-genai`: one picture from pictures and words, told on stdin.

    {"url": …, "model": …, "prompt": …, "pictures": [[path, media type]], "config": {…}}
"""

import json
import sys
from pathlib import Path

from google import genai
from google.genai import types

given = json.load(sys.stdin)
client = genai.Client(api_key="google-of-the-sdk", http_options={"base_url": given["url"]})
parts = [types.Part.from_bytes(data=Path(path).read_bytes(), mime_type=kind)
         for path, kind in given["pictures"]]
answer = client.models.generate_content(
    model=given["model"], contents=[*parts, given["prompt"]],
    config=types.GenerateContentConfig(**given["config"]))
found = [part.inline_data for part in answer.candidates[0].content.parts if part.inline_data]
json.dump({"types": [one.mime_type for one in found], "bytes": [len(one.data) for one in found],
           "tokens": answer.usage_metadata.total_token_count}, sys.stdout)
