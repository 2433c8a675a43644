"""Yes and no. The decision is code: a message is matched whole; what is neither is just talk."""

import re

YES = frozenset("""
yes|y|yep|yeah|yes please|sure|ok|okay|go|go ahead|go for it|do it|make it|start|please do|approve
approved|agreed|sounds good|looks good|perfect|great|fine
ja|jo|ja bitte|jawohl|gerne|gern|klar|passt|einverstanden|los|los geht's|mach|mach es|mach das
mach's|bitte|leg los|starten|perfekt|super
""".strip().replace("\n", "|").split("|"))
NO = frozenset("""
no|n|nope|no thanks|not now|not yet|wait|stop|cancel|later|don't|do not
nein|nee|nein danke|noch nicht|nicht jetzt|später|warte|halt|abbrechen|lieber nicht
""".strip().replace("\n", "|").split("|"))


def decision(text: str) -> bool | None:
    """True for a plain yes, False for a plain no, None for anything else. English and German."""
    words = re.sub(r"[^\w\s']", " ", text.casefold().replace("’", "'"))
    plain = " ".join(words.split())
    if not plain:
        return None
    if plain in YES:
        return True
    return False if plain in NO else None
