"""Step: all that is known of the project. The director reads it before each of its turns anyway."""

import json
from typing import Any

from tools.step import Context, step

# What a language model has no use for, and would be paid for by the token.
NEEDLESS: dict[str, Any] = {
    "quote": {"lines": {"__all__": {"fingerprint", "prompt", "model", "kind"}}},
    "render": {"jobs": {"__all__": {"fingerprint", "kind", "fraction"}}},
    "product": {"palette", "box", "room"},
    "storyboard": {"product": {"palette", "box", "room"}, "brand": True},
    "brand": {"logo_look"},
}


async def show_state(ctx: Context) -> str:
    """Show all that is known of the project: brief, storyboard, quote, render, spent money."""
    state = ctx.context.state
    told = state.model_dump(mode="json", exclude=NEEDLESS, exclude_none=True)
    return json.dumps({**told, "next_question": state.next_question}, ensure_ascii=False)


show_state_step = step(show_state)
