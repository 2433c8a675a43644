"""The page `/keys`: a person's own keys of providers. They are given there, never in the talk,
for what is said in a talk is kept; none is ever shown again.
"""

from collections.abc import Awaitable, Callable, Mapping
from html import escape
from typing import Annotated

from fastapi import Depends, FastAPI, Form
from fastapi.requests import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from storage.errors import AdFlowError
from tools.pipeline.keyring import Keyring

PATH = "/keys"
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2.5rem auto;padding:0 1.25rem;
background:#faf7f2;color:#1b1a18}
h1{font-size:1.7rem;margin:1.5rem 0 .5rem}a{color:#8a4b14}
form{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;padding:.9rem 0;
border-top:1px solid #8883}
label{flex:1 1 9rem}label b{display:block}small{opacity:.75}
input{flex:2 1 12rem;min-width:0;font:inherit;padding:.5rem .7rem;border:1px solid #8886;
border-radius:.6rem;background:transparent;color:inherit}
button{font:inherit;padding:.5rem .9rem;border:1px solid #8886;border-radius:.6rem;cursor:pointer;
background:transparent;color:inherit}
button.keep{background:#1b1a18;color:#faf7f2;border-color:#1b1a18}
.told{padding:.7rem 1rem;border-radius:.6rem;background:#e8a25c33}
@media(prefers-color-scheme:dark){body{background:#161514;color:#eceae6}a{color:#f0b070}
button.keep{background:#eceae6;color:#161514;border-color:#eceae6}}
"""
_WORDS = {
    "en": {
        "language": "en", "title": "Your own keys",
        "about": "They come before those of the installation, for what you order. Each is tried by "
                 "a call that costs nothing, kept encrypted, and never shown again.",
        "back": "Back to the chat", "yours": "yours, since {since}",
        "ours": "the installation's is used", "none": "no key", "keep": "Save", "remove": "Forget",
        "new": "New key", "kept": "{name} is kept: {says}.", "removed": "{name} is forgotten.",
    },
    "de": {
        "language": "de", "title": "Deine eigenen Schlüssel",
        "about": "Sie gehen denen der Installation vor, für das, was du bestellst. Jeder wird mit "
                 "einem kostenlosen Aufruf geprüft, verschlüsselt aufbewahrt, nie wieder gezeigt.",
        "back": "Zurück zum Chat", "yours": "deiner, seit {since}",
        "ours": "der der Installation gilt", "none": "kein Schlüssel", "keep": "Speichern",
        "remove": "Vergessen", "new": "Neuer Schlüssel", "kept": "{name} ist aufbewahrt: {says}.",
        "removed": "{name} ist vergessen.",
    },
}


def add_keys_route(
    app: FastAPI, keys: Callable[[], Keyring], who: Callable[..., Awaitable[str | None]]
) -> None:
    """Add the page and what its forms post; `keys` gives the keyring while the app runs, `who` is
    the dependency that tells the owner who is signed in."""
    owner_of = Depends(who)

    @app.get(PATH)
    def page(request: Request, owner: str | None = owner_of) -> Response:
        if owner is None:
            return RedirectResponse(f"/login?next={PATH}", 303)
        return _page(keys(), owner, _words_for(request))

    @app.post(PATH)
    async def change(
        request: Request, provider: Annotated[str, Form(max_length=40)],
        key: Annotated[str, Form(max_length=600)] = "", forget: Annotated[bool, Form()] = False,
        owner: str | None = owner_of,
    ) -> Response:
        if owner is None:
            return RedirectResponse(f"/login?next={PATH}", 303)
        keyring, words, status = keys(), _words_for(request), 200
        try:
            name = keyring.name_of(provider)
            if forget:
                keyring.own.remove(owner, name)
                told = words["removed"].format(name=name)
            else:
                says = await keyring.keep(owner, provider, key)
                told = words["kept"].format(name=name, says=says)
        except AdFlowError as exc:
            told, status = exc.sentence(), 400
        return _page(keyring, owner, words, told, status)


def _words_for(request: Request) -> Mapping[str, str]:
    german = request.headers.get("accept-language", "").lower().startswith("de")
    return _WORDS["de" if german else "en"]


def _page(
    keys: Keyring, owner: str, words: Mapping[str, str], told: str = "", status: int = 200
) -> HTMLResponse:
    since = {one.name: one.since[:10] for one in keys.own.names(owner)}
    rows = "".join(_row(keys, name, title, since, words)
                   for name, title in keys.providers())
    said = f"<p class='told' role='status'>{escape(told)}</p>" if told else ""
    return HTMLResponse(
        f"<!doctype html><html lang='{words['language']}'><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'>"
        f"<link rel='icon' href='/public/favicon.svg'>"
        f"<title>{words['title']} · AdFlow</title>"
        f"<style>{_STYLE}</style><a href='/'>← {words['back']}</a><h1>{words['title']}</h1>"
        f"<p>{words['about']}</p>{said}{rows}</html>",
        status, {"Cache-Control": "no-store"})


def _row(
    keys: Keyring, provider: str, title: str, since: Mapping[str, str], words: Mapping[str, str]
) -> str:
    name = keys.name_of(provider)
    if own := since.get(name):
        state = words["yours"].format(since=own)
    else:
        state = words["ours" if keys.installed(provider) else "none"]
    forget = (f"<button name='forget' value='true' formnovalidate>{words['remove']}</button>"
              if own else "")
    return (
        f"<form method='post' action='{PATH}' autocomplete='off'>"
        f"<input type='hidden' name='provider' value='{provider}'>"
        f"<label for='{provider}'><b>{escape(title)}</b><small>{escape(state)}</small></label>"
        f"<input id='{provider}' name='key' type='password' required minlength='6' maxlength='500' "
        f"autocomplete='off' placeholder='{words['new']}'>"
        f"<button class='keep'>{words['keep']}</button>{forget}</form>")
