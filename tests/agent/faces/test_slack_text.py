import pytest

from agent.events import ProjectsShown
from agent.faces import slack_blocks as blocks
from agent.faces.slack_heard import heard_of
from agent.faces.slack_text import clipped, escaped, heard_text, marked, person, to_somebody_else
from tools.pipeline.projects import Listed as Project

BOT = "U0BOT"


@pytest.mark.parametrize(("text", "plain"), [
    ("<@U0BOT> make it &lt;warm&gt; &amp; calm", "make it <warm> & calm"),
    ("see <https://shop.example/a?b=1&amp;c=2|the shop>", "see https://shop.example/a?b=1&c=2"),
    ("<mailto:ann@example.com|ann@example.com>", "ann@example.com"),
    ("as <@U0ANN|Ann> and <@U0BOB> said in <#C1|ads>", "as @Ann and @U0BOB said in ads"),
    ("<!here> look", "!here look"),
    ("&amp;lt;", "&lt;"),
])
def test_what_people_write_reads_as_they_see_it(text: str, plain: str) -> None:
    assert heard_text(text, BOT) == plain


@pytest.mark.parametrize(("text", "marks"), [
    ("**Done.** It is _warm_.", "*Done.* It is _warm_."),
    ("# Plan\n- one\n* two", "*Plan*\n• one\n• two"),
    ("[the page](https://a.example/x?y=1&z=2)", "<https://a.example/x?y=1&amp;z=2|the page>"),
    ("<!channel> <@U0BOSS> a & b", "&lt;!channel&gt; &lt;@U0BOSS&gt; a &amp; b"),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[x|<!here>](https://a.example)", "<https://a.example|x|&lt;!here&gt;>"),
])
def test_what_is_said_is_marked_and_calls_nobody(text: str, marks: str) -> None:
    assert marked(text) == marks


def test_clipping_leaves_no_half_of_anything() -> None:
    assert clipped("short") == "short"
    assert clipped(escaped("a" * 8 + "&b"), 12) == "a" * 8 + "…"
    assert clipped("abc <https://a.example|link> more", 12) == "abc …"
    assert len(marked("x" * 50_000)) == 12_000


def test_only_ids_of_slacks_become_mentions() -> None:
    assert person("U0ANN") == "<@U0ANN>"
    assert person("ann") == "ann"
    assert person("U0> <!channel") == "U0&gt; &lt;!channel"


def test_talk_among_people_is_told_from_talk_to_us() -> None:
    assert to_somebody_else(" <@U0ANN> what do you think?", BOT)
    assert not to_somebody_else("<@U0BOT> hi", BOT)
    assert not to_somebody_else("ask <@U0ANN>", BOT)


@pytest.mark.parametrize("body", [
    {}, {"type": "event_callback"}, {"type": "event_callback", "event": {"type": "message"}},
    {"type": "event_callback", "event": {"type": "reaction_added"}},
    {"type": "block_actions", "actions": []}, {"type": "view_submission"},
    {"type": "event_callback", "event": None}, {"type": "block_actions", "actions": None},
])
def test_what_is_not_as_slack_describes_it_is_not_for_us(body: dict[str, object]) -> None:
    assert heard_of(body, BOT) is None


def test_projects_are_lines_with_the_one_that_is_open_marked() -> None:
    rows = tuple(
        Project(id=ident, title=title, version=1, film=False, spent=0, updated="", seconds=22.5)
        for ident, title in (("a", "Summer <!channel>"), ("b", "")))
    said = blocks.projects(ProjectsShown(here="a", projects=rows), "en").text
    assert said == "*Your projects*\n*Summer &lt;!channel&gt;* · 22.5 s ✓\n*b* · 22.5 s"
