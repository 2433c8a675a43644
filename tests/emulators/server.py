"""All provider emulators in one HTTP process on loopback, each under a path of its own.

    python tests/emulators/server.py --port 9100

Every module `<provider>_emulator.py` here is served; `desk.py` says what it must have. Besides:
`GET /_charges` (every accepted paid job), `GET|POST /_faults` (arm faults), `GET /_requests`
(what was asked, without keys), `POST /_balance`, `POST /_reset`.
"""

import argparse
import asyncio
import importlib
import sys
from pathlib import Path
from types import ModuleType

import desk
from aiohttp import web
from desk import DESK, Desk

PORT = 9100
FACTOR = 1 / 50                          # of the providers' real latencies
SCALE = 0.25                             # of the pictures' sides: clips are made quickly
MOST_BYTES = 200_000_000


def emulators() -> list[ModuleType]:
    """The emulator modules beside this file."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*_emulator.py"))
    return [importlib.import_module(name) for name in found]


def make_app(factor: float = FACTOR, scale: float = SCALE) -> web.Application:
    """The application with all emulators."""
    app = web.Application(client_max_size=MOST_BYTES)
    app[DESK] = Desk(factor, scale)
    for module in (*emulators(), desk):
        app.router.add_routes(module.routes())
    return app


async def serve(port: int, factor: float, scale: float) -> None:
    """Serve until killed; the first line on stdout is the address."""
    runner = web.AppRunner(make_app(factor, scale), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    address = runner.addresses[0]
    sys.stdout.write(f"http://{address[0]}:{address[1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--port", type=int, default=PORT, help="0 takes a free one")
    parser.add_argument("--factor", type=float, default=FACTOR, help="of real latencies")
    parser.add_argument("--scale", type=float, default=SCALE, help="of the sides of pictures")
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.port, given.factor, given.scale))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
