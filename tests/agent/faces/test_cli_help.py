"""Every command of the shell explains itself on a terminal and says what to do next.

The commands are taken from the shell itself, so a new one is held to it too.
"""

from collections.abc import Iterator

import click
import pytest
import typer
from typer.testing import CliRunner

from agent.faces.cli import app

WIDE, HIGH = 80, 24
# Lists of commands, or of more options than fit.
LONG = {"", "ad", "brand set", "flow", "clip", "pictures", "animate"}
NAMED = {
    "ad", "serve", "worker", "chat", "quote", "revise", "projects", "show", "versions", "approve",
    "cancel", "export", "models", "doctor", "spend", "user",
}
NO_JSON = {"worker", "mcp"}              # they answer nobody, or speak a language of their own


def commands(
    group: click.Command, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield before, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*before, name))


COMMANDS = dict(commands(typer.main.get_command(app)))


def flowing(text: str) -> str:
    """Without line breaks and frames."""
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_fits_a_terminal_and_says_what_to_do_next(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDE))
    monkeypatch.setenv("LINES", str(HIGH))
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= WIDE
    if " ".join(words) not in LONG:
        assert len(lines) < HIGH, done.stdout                  # the prompt needs a line, too
    assert done.stderr == ""
    _, found, then = flowing(COMMANDS[words].help or "").partition("ext: ")
    assert found
    assert then
    assert ". " not in then                                    # it is the end


def test_all_commands_are_there_and_answer_machines_too() -> None:
    assert {words[0] for words in COMMANDS if words} >= NAMED
    for words, command in COMMANDS.items():
        options = {option for one in command.params for option in one.opts}
        if not hasattr(command, "commands") and " ".join(words) not in NO_JSON:
            assert "--json" in options, words


def test_the_exit_codes_stand_in_the_help() -> None:
    said = flowing(CliRunner().invoke(app, ["--help"]).stdout)
    for told in ("0 done", "1 a problem", "2 wrong usage", "3 you said no", "130 Ctrl-C"):
        assert told in said
