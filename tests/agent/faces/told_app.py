"""The web app as a process that first writes down every way that leads into it.

Not a test: started by `test_isolation.py` with the name of the file to write.
"""

import json
import sys
from pathlib import Path
from typing import Any

import app  # isort: skip  (lays out Chainlit's folder before Chainlit is imported)

from chainlit.config import config
from chainlit.server import app as chainlit_app
from chainlit.server import router, sio


def ways(routes: Any) -> list[tuple[str, str]]:
    """Method and path of every route; mounts are looked into elsewhere."""
    return sorted({(method, one.path) for one in routes
                   for method in getattr(one, "methods", None) or ()})


before = sorted(sio.handlers["/"])
ours = app.create_app()
Path(sys.argv[1]).write_text(json.dumps({
    "ours": ways(ours.routes), "chainlits": ways([*router.routes, *chainlit_app.routes]),
    "mounts": [one.path for one in ours.routes if not hasattr(one, "methods")],
    "actions": sorted(config.code.action_callbacks), "events": before,
    "heard": sorted(sio.handlers["/"]),
}))
app.main()
