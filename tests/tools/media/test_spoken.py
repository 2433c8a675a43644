"""When words are said: kept in the file, and shared out among the lines that show them."""

from pathlib import Path

from tools.media.captions import Caption, srt
from tools.media.spoken import Word, shares, with_words, words_of

WORDS = (Word("Good", 0.1, 0.4), Word("morning.", 0.4, 1.0), Word("Say", 2.0, 2.2),
         Word("hello", 2.25, 2.6), Word("to", 2.6, 2.7), Word("Aurela.", 2.7, 3.5))


def test_words_and_pauses_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "spoken.mp3"
    path.write_bytes(with_words(b"\xff\xfb" + bytes(400), WORDS))
    read = words_of(path)
    assert [word.start for word in read] == [word.start for word in WORDS]
    assert read[1].end == 1.0                # a second of silence follows
    assert read[2].end == 2.25               # a moment that is no pause
    assert [word.text for word in read] == [word.text for word in WORDS]


def test_without_words_the_sound_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "spoken.mp3"
    path.write_bytes(with_words(b"\xff\xfb" + bytes(400), ()))
    assert path.read_bytes() == b"\xff\xfb" + bytes(400)
    assert words_of(path) == ()


def test_each_part_begins_with_its_own_first_word() -> None:
    first, second = shares(["Good morning.", "Say hello to Aurela."], WORDS)
    assert (first[0].text, first[-1].text) == ("Good", "morning.")
    assert (second[0].text, second[-1].text) == ("Say", "Aurela.")


def test_other_words_than_those_said_go_along_by_their_letters() -> None:
    parts = shares(["Guten Morgen.", "Das ist Aurela."], WORDS)
    assert [part[0].text for part in parts] == ["Good", "Say"]
    many = shares(list("abcdefghij"), WORDS[:2])
    assert len(many) == 10
    assert all(many)
    assert [part[0].start for part in many] == sorted(part[0].start for part in many)


def test_a_long_sentence_changes_its_lines_when_their_words_come() -> None:
    text = "one two three four five six seven eight nine ten " * 3
    words = tuple(Word(word, n * 0.2 + (3.0 if n >= 16 else 0.0), n * 0.2 + 0.2)
                  for n, word in enumerate(text.split()))
    told = srt([Caption(start=words[0].start, end=words[-1].end, text=text, said=words)])
    starts = [line.partition(" ")[0] for line in told.splitlines() if " --> " in line]
    said = {f"00:00:{word.start:06.3f}".replace(".", ",") for word in words}
    assert len(starts) > 1
    assert set(starts) <= said
