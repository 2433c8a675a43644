"""Runs in the environment of `elevenlabs`: a line, a sound and music, as told on stdin.

    {"url": …, "voice": {…}, "sound": {…}, "music": {…}}
"""

import base64
import json
import sys

from elevenlabs import ElevenLabs, VoiceSettings

given = json.load(sys.stdin)
client = ElevenLabs(api_key="el-of-the-sdk", base_url=given["url"])
voice = dict(given["voice"])
voice["voice_settings"] = VoiceSettings(**voice["voice_settings"])
line = client.text_to_speech.convert_with_timestamps(output_format="mp3_44100_128", **voice)
sound = b"".join(client.text_to_sound_effects.convert(
    output_format="mp3_44100_128", **given["sound"]))
music = b"".join(client.music.compose(output_format="mp3_44100_128", **given["music"]))
subscription = client.user.subscription.get()
json.dump({
    "voice": len(base64.b64decode(line.audio_base_64)), "sound": len(sound), "music": len(music),
    "characters": "".join(line.alignment.characters),
    "voices": [one.name for one in client.voices.search(page_size=100).voices],
    "credits": subscription.character_limit - subscription.character_count,
}, sys.stdout)
