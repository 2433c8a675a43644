"""The three moods as data: harmony, grooves, instruments, balance. No code, only taste.

Patterns are bars of sixteen steps. Drums: `X` loud, `x` normal, `o` soft, `.` nothing. Bass: `r`
root, `f` fifth, `o` octave, `-` held on. Keys and arpeggio: `C` the whole chord, a digit the
note of the chord's ladder (the notes from below, then again an octave up). Lead: `n` a note.
Where a tuple of patterns stands, the take of the music chooses one.

The keys (D major, E minor, G major) share D, E, A and B: of these the sound effects are made.
"""

from dataclasses import dataclass

from tools.providers.local.instruments import (
    Instrument,
    felt,
    glass,
    kalimba,
    nylon,
    stab,
    synth_pluck,
    vibraphone,
)
from tools.providers.local.mixer import Room

Groove = dict[str, str]


@dataclass(frozen=True)
class Chord:
    """A chord as MIDI notes: one for the bass, the voicing from below."""

    bass: int
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """What a beat of the film sounds like: choices of patterns, and how loud each layer is."""

    progressions: tuple[tuple[Chord, ...], ...]
    turn: Chord                                 # the last bar, leading on
    grooves: tuple[Groove, ...]
    bass_lines: tuple[str, ...]
    key_patterns: tuple[str, ...]
    arpeggios: tuple[str, ...] = ("................",)
    colour: str = "warm"                        # of the pad
    pad: float = 1.0
    keys: float = 1.0
    arp: float = 0.0
    lead: float = 0.0
    bass: float = 1.0
    drums: float = 1.0


@dataclass(frozen=True)
class Palette:
    """Who plays: the instruments, the bass drum's style and what hits on a cut."""

    keys: Instrument
    arp: Instrument
    lead: Instrument
    accent: Instrument
    kick: str
    driven: bool                                # the bass: driven synthesiser, or round
    impact: str
    crash: float
    riser: float


@dataclass(frozen=True)
class Mood:
    """A mood: `tempo` range in BPM, `swing` as a share of a step, `pump` depth 0–1."""

    tempo: tuple[float, float]
    swing: float
    pump: float
    room: Room
    palette: Palette
    home: Chord                                 # the ending
    scale: tuple[int, ...]                      # pitch classes of the melody
    centre: int                                 # MIDI note around which it moves
    motifs: tuple[str, ...]
    fill: Groove                                # the last beat before a new part: four steps
    parts: dict[str, Part]


_D, _A_C = Chord(38, (57, 62, 64, 66)), Chord(37, (57, 61, 64, 69))
_BM, _G = Chord(35, (57, 59, 62, 66)), Chord(31, (57, 59, 62, 67))
_A, _FSM = Chord(33, (57, 61, 64, 69)), Chord(30, (57, 61, 64, 66))
_EM = Chord(40, (55, 59, 62, 66))
_ASUS, _D_FS = Chord(33, (57, 62, 64, 69)), Chord(42, (57, 62, 66, 69))
_BM9, _G11 = Chord(35, (54, 59, 61, 62)), Chord(31, (55, 59, 61, 66))

WARM = Mood(
    tempo=(94, 110), swing=0.16, pump=0.28, room=Room(1.8, 0.34, 220, 7000, 0.55),
    palette=Palette(nylon, kalimba, felt, kalimba, "soft", False, "soft", 0.4, 0.55),
    home=_D, scale=(2, 4, 6, 9, 11), centre=76,
    motifs=("n..n..n.n.......", "n.n...n...n.n...", "..n.n.n.n.....n.", "n...n.n.....n.n."),
    fill={"snap": "o.xX", "tom": "x.xx"},
    parts={
        "hook": Part(
            progressions=((_BM, _G), (_EM, _G), (_G, _BM)), turn=_ASUS,
            grooves=({"rim": "............o...", "shaker": "....o.......o..."},
                     {"snap": "............x...", "shaker": "..o...o...o...o."}),
            bass_lines=("r---------------",),
            key_patterns=("0.1.2.3...2.1...", "C.....2...3.1...", "0..1..2.3...2..."),
            colour="warm", pad=0.75, keys=1.15, lead=0.35, bass=0.5, drums=0.7,
        ),
        "problem": Part(
            progressions=((_BM9, _G11, _EM), (_BM9, _EM, _G11), (_EM, _BM9)), turn=_ASUS,
            grooves=({"kick": "X.o.............", "tick": "x...o...x...o..."},
                     {"kick": "X.o.....x.......", "rim": "......o.......o."}),
            bass_lines=("r-------r-------", "r-----------r---"),
            key_patterns=("0...2...1...2...", "0.2.1.2.0.2.1.2."),
            colour="dark", pad=1.1, keys=0.8, bass=0.8, drums=0.75,
        ),
        "solution": Part(
            progressions=((_D, _A_C, _BM, _G), (_G, _A, _BM, _D_FS), (_D, _FSM, _G, _A)),
            turn=_A,
            grooves=(
                {"kick": "X.....x.X.......", "clap": "....x.......x...",
                 "snap": "....x.......x...", "shaker": "xoXoxoXoxoXoxoXo",
                 "tambourine": "..o...o...o...o."},
                {"kick": "X..x....x.X.....", "snap": "....X.......X..o",
                 "clap": "....o.......x...", "shaker": "x.xox.xox.xox.xo",
                 "tambourine": "....x.......x..."},
                {"kick": "X...X...X...X...", "clap": "....x.......x...",
                 "shaker": "oxXxoxXxoxXxoxXx", "tambourine": "..x...x...x...x."},
            ),
            bass_lines=("r-----r-r---f---", "r---..r-r---..o-", "r-..r-r-..r-f-o-"),
            key_patterns=("C.1.2.C...3.2.1.", "0.2.1.3.0.2.1.3.", "C..C..2.C...2.1."),
            arpeggios=("4.6.5.7.4.6.5.7.", "4..5..6.7..6..5.", "..4...5...6...7."),
            colour="open", pad=0.8, keys=0.95, arp=0.5, lead=0.95,
        ),
        "cta": Part(
            progressions=((_G, _A), (_G, _ASUS), (_EM, _A)), turn=_A,
            grooves=({"kick": "X.....x.X.......", "snap": "....X.......X...",
                      "shaker": "xoXoxoXoxoXoxoXo"},
                     {"kick": "X...X...X...X...", "clap": "....x.......x...",
                      "tambourine": "..x...x...x...x."}),
            bass_lines=("r-----r-r---f---",),
            key_patterns=("C.1.2.C...3.2.1.", "C..C..2.C...2.1."),
            arpeggios=("4.6.5.7.4.6.5.7.",),
            colour="open", pad=0.95, keys=0.9, arp=0.4, lead=0.8,
        ),
    },
)

_E5, _EM9 = Chord(28, (52, 59, 64)), Chord(28, (59, 64, 66, 67))
_C7, _G9 = Chord(36, (59, 64, 67, 71)), Chord(31, (59, 62, 67, 69))
_D9 = Chord(38, (57, 62, 66, 69))
_AM7, _F_E = Chord(33, (57, 60, 64, 67)), Chord(28, (53, 57, 60, 64))
_E0 = Chord(28, (52, 55, 59, 64))
_BSUS, _EHOME = Chord(35, (57, 59, 64, 66)), Chord(28, (59, 64, 66, 71))

BOLD = Mood(
    tempo=(114, 128), swing=0.0, pump=0.55, room=Room(1.4, 0.24, 250, 8000, 0.42),
    palette=Palette(stab, synth_pluck, synth_pluck, stab, "punch", True, "deep", 0.75, 0.9),
    home=_EHOME, scale=(4, 7, 9, 11, 2), centre=76,
    motifs=("n..n..n...n.n...", "n.nn..n.n...n...", "..n..n..n.n...n.", "n...n..n..n..nn."),
    fill={"snare": "xxXX", "tom": "x.x."},
    parts={
        "hook": Part(
            progressions=((_E5,), (_E5, _E0), (_E0, _C7)), turn=_BSUS,
            grooves=({"kick": "X.........X.....", "hat": "....o.......o..."},
                     {"kick": "X...............", "snap": "....x.......x...",
                      "hat": "..o...o...o...o."}),
            bass_lines=("r---------......", "r-----....r-....",),
            key_patterns=("C.......C.......", "C.....C.........", "C..C............"),
            arpeggios=("1.2...1.....2.1.", "..1..2....1..2.."),
            colour="dark", pad=0.8, keys=0.75, arp=0.6, bass=0.9, drums=0.85,
        ),
        "problem": Part(
            progressions=((_E0, _F_E), (_E5, _F_E, _E0), (_E0, _E0, _F_E)), turn=_BSUS,
            grooves=({"kick": "X.........x.....", "snare": "........o.......",
                      "tick": "x.o.x.o.x.o.x.o."},
                     {"kick": "X..x............", "rim": "........x.......",
                      "hat": "o...o...o...o.oo"}),
            bass_lines=("r-r-r-r-r-r-r-r-", "r-..r-..r-..r-r-"),
            key_patterns=("................",),
            arpeggios=("0...2...1...2...", "0..1..0..1..0.1."),
            colour="dark", pad=1.15, arp=0.6, bass=0.75, drums=0.8,
        ),
        "solution": Part(
            progressions=((_EM9, _C7, _G9, _D9), (_C7, _D9, _EM9, _G9), (_AM7, _C7, _EM9, _D9)),
            turn=_D9,
            grooves=(
                {"kick": "X...X...X...X...", "clap": "....X.......X...",
                 "hat": "x.oxx.oxx.oxx.ox", "open": "..x...x...x...x."},
                {"kick": "X..X..X...X..X..", "snare": "....X.......X...",
                 "clap": "....x.......x...", "hat": "xxoxxxoxxxoxxxxx", "open": "..............x."},
                {"kick": "X...X...X...X.x.", "clap": "....X.......X..o",
                 "hat": "..x...x...x...x.", "shaker": "oxXxoxXxoxXxoxXx",
                 "open": "..o...o...o...o."},
            ),
            bass_lines=("..r-..r-..r-..r-", "r-.r-.r-..r-.r-o", "r.rrr.rrr.rrr.or"),
            key_patterns=("C..C..C...C.....", "C.....C..C......", "..C...C...C...C."),
            arpeggios=("4567456745674567", "4.65.4.7.5.64.5.", "4.5.6.7.6.5.4.6."),
            colour="open", pad=0.7, keys=0.75, arp=0.42, lead=0.8,
        ),
        "cta": Part(
            progressions=((_C7, _D9), (_AM7, _D9), (_C7, _G9)), turn=_D9,
            grooves=({"kick": "X...X...X...X...", "clap": "....X.......X...",
                      "hat": "x.oxx.oxx.oxx.ox", "open": "..x...x...x...x."},),
            bass_lines=("..r-..r-..r-..r-", "r-.r-.r-..r-.r-o"),
            key_patterns=("C..C..C...C.....", "C.....C..C......"),
            arpeggios=("4567456745674567", "4.5.6.7.6.5.4.6."),
            colour="open", pad=0.8, keys=0.85, arp=0.35, lead=0.7,
        ),
    },
)

_GADD, _EM7 = Chord(43, (59, 62, 66, 69)), Chord(40, (59, 62, 66, 67))
_CADD = Chord(36, (59, 62, 64, 67))
_DSUS, _BM7 = Chord(38, (57, 62, 64, 67)), Chord(35, (57, 62, 66, 69))
_AM9 = Chord(45, (59, 60, 64, 67))
_CMIN, _GHOME = Chord(36, (60, 63, 67, 69)), Chord(43, (59, 62, 66, 67, 69))

CALM = Mood(
    tempo=(66, 82), swing=0.0, pump=0.16, room=Room(2.6, 0.62, 200, 9000, 0.85),
    palette=Palette(felt, glass, vibraphone, glass, "soft", False, "soft", 0.22, 0.35),
    home=_GHOME, scale=(7, 9, 11, 2, 4), centre=77,
    motifs=("n.....n.n.......", "n...n.....n.....", "....n...n.....n.", "n.......n...n..."),
    fill={"brush": "x.X."},
    parts={
        "hook": Part(
            progressions=((_CADD, _EM7), (_CADD, _GADD), (_AM9, _CADD)), turn=_DSUS,
            grooves=({}, {"brush": "........o......."}),
            bass_lines=("r---------------",),
            key_patterns=("0...2...3...2...", "0.1.2...3.......", "0.....2...3...1."),
            colour="warm", pad=0.9, keys=1.1, lead=0.4, bass=0.55, drums=0.6,
        ),
        "problem": Part(
            progressions=((_EM7, _CMIN), (_AM9, _CMIN), (_EM7, _AM9, _CMIN)), turn=_DSUS,
            grooves=({"kick": "X.o.............", "brush": "........o......."},
                     {"kick": "X.o.....x.o.....", "tick": "....o.......o..."}),
            bass_lines=("r---------------",),
            key_patterns=("0...1...0...1...", "0.......2.......", "0..1....0..2...."),
            colour="dark", pad=1.2, keys=0.75, bass=0.75, drums=0.7,
        ),
        "solution": Part(
            progressions=((_GADD, _BM7, _CADD, _DSUS), (_CADD, _DSUS, _EM7, _GADD),
                          (_GADD, _EM7, _CADD, _DSUS)),
            turn=_DSUS,
            grooves=(
                {"kick": "X.........x.....", "rim": "........x.......",
                 "shaker": "x.X.x.X.x.X.x.X.", "brush": "....x.......x..."},
                {"kick": "X.....x.........", "snap": "........x.......",
                 "shaker": "..X...X...X...X.", "brush": "X.......X......."},
                {"kick": "X.......X.......", "brush": "....X.......X...",
                 "shaker": "x.x.X.x.x.x.X.x."},
            ),
            bass_lines=("r-------r---f---", "r-----r---------", "r-------f-------"),
            key_patterns=("0.1.2.3.4.3.2.1.", "0.2.1.3.2.4.3.2.", "C...3...2...4..."),
            arpeggios=("..5...6...7...6.", "4...6...5...7...", "....7.......6..."),
            colour="open", pad=1.0, keys=0.95, arp=0.4, lead=0.85,
        ),
        "cta": Part(
            progressions=((_CADD, _DSUS), (_AM9, _DSUS)), turn=_DSUS,
            grooves=({"kick": "X.........x.....", "shaker": "o.x.o.x.o.x.o.x."},
                     {"kick": "X.......X.......", "brush": "....x.......x..."}),
            bass_lines=("r-------r---f---",),
            key_patterns=("0.1.2.3.4.3.2.1.", "C...3...2...4..."),
            colour="open", pad=1.1, keys=0.95, lead=0.7,
        ),
    },
)

TABLE = {"warm": WARM, "bold": BOLD, "calm": CALM}
