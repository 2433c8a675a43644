"""Readers of who makes the film and for whom: models, providers, brands."""

import re
from typing import cast

from agent.guided import lexicon
from agent.guided.clause import Clause, put_back
from agent.guided.fit import clean
from storage.records import Change, Continuity, SetBrand, SetMakers, SetModels
from tools.pipeline.recipes import PRODUCT_AD, PRODUCT_AD_ON_RUNWARE

# A model as people write it: `klingai 5@2`, `klingai:5@2`, `runware/klingai:5@2`.
_AIR = re.compile(r"(?:(?P<maker>runware)\s*/\s*)?\b(?P<family>[a-z][a-z0-9.]*)\s*[: ]\s*"
                  r"(?P<version>\d+)\s*@\s*(?P<number>\d+)")
_FULL = re.compile(r"\b(?:runware|mirelo|local)/[\w:@.-]*\w")
_FAMILY = re.compile(r"\b(?:kling|klingai|veo|sora|runway|pika|luma|seedance|hailuo|midjourney"
                     r"|dall-e"
                     r"|stable diffusion|imagen|minimax|wan|vidu|pixverse|ltx|elevenlabs|suno)\b")
_THE_STUDIO = re.compile(r"\b(?:the|your|built-in|built in|local|own|in-house|house|free"
                         r"|eingebaute\w*"
                         r"|lokale\w*|dein\w*|das|dem|ins|im|hauseigene\w*|kostenlose\w*|back"
                         r" to)\s+"
                         r"(?:\w+\s+)?studios?\b|^studio$")
_SOUND_OF = {"runware": PRODUCT_AD_ON_RUNWARE.models.sound, "mirelo": "mirelo/sfx-1.5",
             "local": PRODUCT_AD.models.sound}
_BRAND_AFTER = re.compile(
    r"(?i:\b(?:brand(?:ing)?(?: kit)?|marke|markenset|markenpaket)\s+(?:called\s+|named\s+"
    r"|namens\s+|of\s+|von\s+)?)(?:⟦(?P<q>\d+)⟧|(?P<v>[A-ZÄÖÜ][\w&.'-]*(?:\s+[A-ZÄÖÜ][\w&.'-]*)*))")
_BRAND_BEFORE = re.compile(
    r"\b(?:my|our|the|use|apply|with|to|take|for|mein\w*|unser\w*|die|der|nimm|mit|zur|nutze"
    r"|verwende"
    r"|in)\s+(?:⟦(?P<q>\d+)⟧|(?P<v>(?:[\w&.'-]+\s+)?[\w&.'-]+?))(?:'s)?[\s-]+(?:brand|branding"
    r"|marke)"
    r"(?:\s+kit)?\b", re.I)
_NO_NAME = frozenset(["my", "our", "new", "own", "a", "the", "use", "apply", "with", "to", "take",
    "for", "another", "other", "same", "this", "that", "your", "meine", "unsere", "neue", "eigene",
        "eine", "die", "der", "andere", "diese", "deine", "its", "any", "no"])


def models_in(low: str) -> tuple[str, ...]:
    """The models a text names, as `provider/model`."""
    found = [match[0] for match in _FULL.finditer(low)]
    for match in _AIR.finditer(low):
        family = "klingai" if match["family"].startswith("kling") else match["family"]
        name = f"runware/{family}:{match['version']}@{match['number']}"
        found += [name] if name not in found else []
    for name in lexicon.meanings("model_name"):
        if not found and lexicon.has(low, "model_name", name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def read_models(c: Clause) -> list[Change]:
    """Other models, how shots connect, or one kind of part by another provider."""
    named = models_in(c.low)
    shots = c.without(_FULL, _AIR).named
    if named and 0 < len(shots) < len(c.film.shots):
        return [SetModels(models=named, shot=shot) for shot in shots]
    if named:
        return [SetModels(models=named)]
    if _FAMILY.search(c.low) and not c.own_quotes:
        c.problems.append("which_model")
        return []
    how = c.find("continuity")
    if how and not c.named and not c.own_quotes:
        return [SetModels(continuity=cast(Continuity, how))]
    return []


def read_makers(c: Clause) -> list[Change]:
    """All of it, or one kind of part, by another provider."""
    maker = _maker(c)
    if maker is None or c.own_quotes or c.find("role"):
        return []
    what, shots = c.find("model_for"), c.named
    part = _part(maker, what)
    if shots and len(shots) < len(c.film.shots):
        clip = _part(maker, "clip")
        return [SetModels(models=(clip,), shot=shot) for shot in shots] if clip else []
    if part:
        return [SetModels(models=(part,))]
    return [SetMakers(providers=(maker,))]


def _maker(c: Clause) -> str | None:
    """The provider a piece is about, if it says to use it."""
    alone = len(c.low.split()) <= 2
    if not (alone or c.has("make_with") or c.has("verb", "change")):
        return None
    for maker in ("runware", "mirelo"):
        if c.has("maker", maker):
            return maker
    if not c.has("maker", "local") or c.find("light") or 0 < len(c.named) < len(c.film.shots):
        return None
    return "local" if _THE_STUDIO.search(c.low) or not re.search(r"\bstudios?\b", c.low) else None


def _part(maker: str, what: str | None) -> str:
    """The maker's model for this kind of part; empty where it has none."""
    if maker == "mirelo":
        return _SOUND_OF["mirelo"] if what in (None, "sound") else ""
    models = PRODUCT_AD.models if maker == "local" else PRODUCT_AD_ON_RUNWARE.models
    return str(getattr(models, what)) if what else ""


def read_brand(c: Clause) -> list[Change]:
    """A brand kit by its name, or none."""
    if not c.has("brand") or c.has("thing", "logo"):
        return []
    if c.has("verb", "remove"):
        return [SetBrand(brand=None)]
    for match in (_BRAND_AFTER.search(c.text), _BRAND_BEFORE.search(c.text)):
        if match is None:
            continue
        name = c.quotes[int(match["q"])] if match["q"] else _name(match["v"])
        if name:
            return [SetBrand(brand=clean(put_back(name, c.quotes)))]
    if c.has("use") or c.has("verb", "change"):
        c.problems.append("which_brand")
    return []


def _name(said: str) -> str:
    words = said.split()
    while words and words[0].lower() in _NO_NAME:
        words = words[1:]
    return " ".join(words)
