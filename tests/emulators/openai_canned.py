"""What the emulated model fills into AdFlow's forms when no script says otherwise."""

from typing import Any

PRODUCT: dict[str, Any] = {
    "name_guess": "Aurela", "category": "skin care",
    "details": ["tall glass bottle", "dropper cap"], "materials": ["amber glass", "matt black cap"],
    "colours": ["#7a4a20", "#101010"], "composition": "frontal, centred, plain wall, soft light",
    "text_on_product": "AURELA", "must_not_change": ["label", "dropper cap", "proportions"],
}
LOGO: dict[str, Any] = {
    "style": "fine wordmark", "colours": ["#101010"],
    "placements": ["end card, above the product", "lower corner"],
}


def scene(beat: str, seconds: float, **overlay: Any) -> dict[str, Any]:
    """One scene, complete; `overlay` gives its words."""
    return {
        "beat": beat, "seconds": seconds,
        "picture": {
            "use_case": f"Morning {beat}",
            "visual_description": f"{beat}: the bottle on pale stone, soft window light, 50 mm",
            "logo_integration": "The logo stays out of this picture",
        },
        "visual_description": f"{beat}: light wanders over the bottle",
        "camera_movement": "slow push in", "lighting_and_mood": "soft morning light, calm",
        "motion": {"energy": 0.4, "environment": "linen moves a little",
                   "symbolic_elements": ["drops of water"]},
        "audio": {"music": "sparse piano", "effects": "a drop of water",
                  "dialogue": "Good mornings begin here."},
        "overlay": {"kicker": "", "headlines": ["Good mornings"], "points": [], "button": "",
                    **overlay},
        "transition": "light",
    }


SCENES: dict[str, dict[str, Any]] = {
    "hook": scene("hook", 7, headlines=["One quiet minute.", "Then the day."]),
    "problem": scene("problem", 7, headlines=["Mornings rush by."],
                     points=["Tired face", "No time", "Too many jars"]),
    "solution": scene("solution", 10, kicker="For your morning",
                      headlines=["Aurela", "A moment of your own"],
                      points=["Made for mornings", "One small ritual"]),
    "cta": scene("cta", 6, headlines=["Start tomorrow softly"], button="Try it"),
}
FORMS: dict[str, Any] = {
    "ProductSeen": PRODUCT,
    "LogoSeen": LOGO,
    "SceneForm": SCENES["solution"],
    "ScriptForm": {
        "look": "daylight", "mood": "calm", "scenes": list(SCENES.values()),
        "last_picture": "The jar at rest on pale stone, seen from a little farther away",
    },
}
