"""Environments with the providers' own SDKs, outside the repository: independent clients.

    python tests/emulators/sdk_env.py            makes all of them
    python tests/emulators/sdk_env.py mirelo     makes one

They lie under `$ADFLOW_SDKS`, or `~/.cache/adflow/sdks`, one for each SDK because some of them
install packages of the same name. Tests use those that are there and skip the others.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

SDKS = {
    "elevenlabs": "elevenlabs==2.78.0", "fal": "fal-client==1.0.3", "getimg": "getimg==0.4.0",
    "google": "google-genai==3.4.0", "mirelo": "mirelo-sdk==1.0.0",
    "openai": "openai==3.57.0", "runware": "runware-sdk==1.8.0", "runway": "runwayml==5.24.0",
}


def folder() -> Path:
    """Where the environments are."""
    return Path(os.environ.get("ADFLOW_SDKS") or Path.home() / ".cache" / "adflow" / "sdks")


def python_of(name: str) -> Path | None:
    """The interpreter of an SDK's environment, or None where it was not made."""
    path = folder() / name / "bin" / "python"
    return path if (folder() / name / ".ready").exists() else None


def make(name: str) -> None:
    """Make one environment anew and install its SDK."""
    home = folder() / name
    venv.create(home, clear=True, with_pip=True)
    subprocess.run(
        [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet",
         "--disable-pip-version-check", SDKS[name]], check=True)
    (home / ".ready").touch()


if __name__ == "__main__":
    for wanted in sys.argv[1:] or SDKS:
        make(wanted)
        sys.stdout.write(f"{wanted}: {python_of(wanted)}\n")
