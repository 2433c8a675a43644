"""A brain is reminded of whole turns, the newest, and of no more than fits."""

from typing import Any

from agent.memory import CHARACTERS, TURNS, recent


def turn(number: int, size: int = 10) -> list[Any]:
    """What a person said, a step with its answer, what the director said."""
    return [
        {"role": "user", "content": f"said {number}"},
        {"type": "function_call", "call_id": f"c{number}", "name": "revise", "arguments": "{}"},
        {"type": "function_call_output", "call_id": f"c{number}", "output": "x" * size},
        {"role": "assistant", "content": "done"},
    ]


NEW: list[Any] = [{"role": "user", "content": "now"}]


def test_a_short_history_is_kept_whole() -> None:
    history = [item for number in range(3) for item in turn(number)]
    assert recent(history, NEW) == [*history, *NEW]
    assert recent([], NEW) == NEW


def test_three_hundred_turns_become_the_last_ones() -> None:
    history = [item for number in range(300) for item in turn(number)]
    kept = recent(history, NEW)
    assert kept[0] == {"role": "user", "content": f"said {300 - TURNS}"}
    assert kept[-1] == NEW[0]
    assert len(kept) == TURNS * 4 + 1


def test_long_answers_push_out_whole_turns() -> None:
    history = [item for number in range(10) for item in turn(number, CHARACTERS // 3)]
    kept = recent(history, NEW)
    calls = {item["call_id"] for item in kept if item.get("type") == "function_call"}
    answers = {item["call_id"] for item in kept if item.get("type") == "function_call_output"}
    assert calls == answers == {"c8", "c9"}
    assert recent(turn(0, CHARACTERS * 2), NEW) == NEW
