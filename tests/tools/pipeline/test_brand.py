"""A brand kit in an ad: what it fills in, what it never says, what it makes anew, and what not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from agent.guided.writer import TemplateWriter
from storage.errors import BadInput
from storage.records import (
    Asset,
    BrandKit,
    Brief,
    Change,
    SetBrand,
    SetCaptions,
    SetPicture,
    SetText,
    SetVoice,
    Storyboard,
)
from storage.records.tones import branded, lab_of
from tools.media import fonts
from tools.pipeline import briefing, storyboarding
from tools.pipeline.branding import set_kit
from tools.pipeline.gathering import gathered
from tools.pipeline.never import forbidden
from tools.pipeline.production import Production

FONT = Path(fonts.__file__).parent / "fonts" / "Poppins_900Black.ttf"
Write = Callable[..., Any]


@pytest.fixture
def photo(production: Production, tmp_path: Path) -> Asset:
    Image.new("RGB", (300, 300), "#7a4a20").save(tmp_path / "photo.png")
    return briefing.take_in(production, "ann", tmp_path / "photo.png", "photo.png")


@pytest.fixture
def logo(production: Production, tmp_path: Path) -> Asset:
    Image.new("RGBA", (400, 100), (200, 30, 30, 255)).save(tmp_path / "logo.png")
    return briefing.take_in(production, "ann", tmp_path / "logo.png", "logo.png")


@pytest.fixture
def font(production: Production) -> Asset:
    return briefing.take_in(production, "ann", FONT, FONT.name)


@pytest.fixture
def written(production: Production, photo: Asset) -> Write:
    """The first storyboard of a new ad."""

    async def write(**fields: Any) -> Storyboard:
        project = production.projects.create("ann", "t").id
        briefing.change_brief(production, "ann", project, {
            "photo": photo.sha256, "name": "Aurela", "purpose": "a serum for tired skin", **fields})
        return await storyboarding.first_storyboard(production, "ann", project, TemplateWriter())

    return write


@pytest.fixture
def kit(production: Production, logo: Asset, font: Asset) -> BrandKit:
    return set_kit(production, "ann", "Aurela Labs", {
        "logo": logo.sha256, "font": font.sha256, "primary": "0B5C4A", "accent": "#FB0",
        "tone": "bold", "action": "Order today", "offer": "−10 %", "address": "aurela.example",
        "never": [" cheap* ", "skin", "skin"],
    })


async def changed(production: Production, board: Storyboard, *changes: Change) -> Storyboard:
    material = await gathered(production, "ann", board, changes, TemplateWriter())
    return storyboarding.revised(production, board, changes, material)


def said(board: Storyboard) -> str:
    return " ".join(
        text for shot in board.shots for text in (*shot.overlay.words(), shot.voice_line))


async def test_a_new_ad_takes_the_kit_and_its_own_brief_goes_before_it(
    production: Production, kit: BrandKit, written: Write
) -> None:
    assert (kit.primary, kit.accent) == ("#0b5c4a", "#ffbb00")
    assert kit.never == ("cheap*", "skin")
    board = await written(offer="2 for 1")
    assert board.brand == kit
    assert (board.brief.logo, board.brief.tone, board.logo) == (kit.logo, "bold", kit.logo_look)
    end = board.shots[-1].overlay
    assert (end.button, end.offer, end.address) == ("Order today", "2 for 1", "aurela.example")
    assert board.palette.brand == "#0b5c4a"
    assert board.palette.accent == "#ffbb00"
    assert "skin" not in said(board).lower()
    masters = [job for job in production.plan(board).jobs if job.kind == "master"]
    assert all(job.files["font"] == kit.font for job in masters)
    assert all(job.params["palette"]["brand"] == "#0b5c4a" for job in masters)


async def test_a_kit_comes_and_goes_and_leaves_what_is_the_ads_own(
    production: Production, kit: BrandKit, written: Write
) -> None:
    production.brands.remove("ann", kit.name)
    plain = await written(action="Try it")
    assert plain.brand is None
    production.brands.save("ann", kit)
    calm = await changed(production, plain, SetText(shot=2, text="Mornings are hard"),
                          SetText(shot=3, text="Hello Aurela"))
    assert calm.shots[-1].overlay.button == "Try it"
    with pytest.raises(BadInput, match="skin"):
        await changed(production, calm, SetBrand(brand="aurela labs"))
    set_kit(production, "ann", kit.name, {"never": []})
    dressed = await changed(production, calm, SetBrand(brand="aurela labs"))
    end = dressed.shots[-1].overlay
    assert (end.button, end.offer, end.address) == ("Try it", "−10 %", "aurela.example")
    assert dressed.brief.logo == kit.logo
    bare = await changed(production, dressed, SetBrand(brand=None))
    assert bare.shots == calm.shots
    assert (bare.brief, bare.logo, bare.palette) == (calm.brief, calm.logo, calm.palette)
    with pytest.raises(BadInput, match="no brand 'Other'"):
        await changed(production, bare, SetBrand(brand="Other"))


async def test_a_change_may_not_say_what_the_brand_never_says(
    production: Production, kit: BrandKit, written: Write
) -> None:
    board = await written()
    for change in (SetText(shot=2, text="So CHEAPLY made"), SetVoice(shot=1, line="Your skin."),
                   SetText(shot=1, role="caption", text="cheap")):
        with pytest.raises(BadInput, match="which the brand Aurela Labs never uses"):
            await changed(production, board, change)
    assert await changed(production, board, SetText(shot=2, text="Skins and chap"))
    with pytest.raises(BadInput, match="The offer says “cheap”"):
        await written(offer="So cheap")


async def test_captions_make_masters_and_the_cut_anew_and_nothing_else(
    production: Production, written: Write
) -> None:
    board = await written()

    def jobs(one: Storyboard) -> dict[str, str]:
        return {job.fingerprint: job.kind for job in production.plan(one).jobs}

    on = await changed(production, board, SetCaptions(burnt=True))
    new = [kind for name, kind in jobs(on).items() if name not in jobs(board)]
    assert sorted(new) == ["cut", "master", "master", "master", "master"]
    told = await changed(production, on, SetText(shot=2, role="caption", text="New"))
    assert told.shots[1].spoken == "New"
    new = [kind for name, kind in jobs(told).items() if name not in jobs(on)]
    assert sorted(new) == ["cut", "master"]
    off = await changed(production, told, SetCaptions(burnt=False))
    assert jobs(off) == jobs(board)          # rewording what is not shown changes no film


async def test_a_kit_is_checked_before_it_is_kept(
    production: Production, logo: Asset, font: Asset, kit: BrandKit
) -> None:
    for given, says in (
        ({"primary": "red"}, "cannot be 'red'"),
        ({"logo": font.sha256}, "not a picture"),
        ({"font": logo.sha256}, "not a TTF or OTF font"),
        ({"action": "x" * 100}, "action"),
        ({"address": "aurela 😀"}, "address"),
    ):
        with pytest.raises(BadInput, match=says):
            set_kit(production, "ann", kit.name, given)
    with pytest.raises(BadInput, match="No uploaded file"):
        set_kit(production, "bob", "Theirs", {"logo": logo.sha256})
    with pytest.raises(BadInput, match="no name"):
        set_kit(production, "ann", "  ", {})
    assert production.brands.all("ann") == (kit,)
    less = set_kit(production, "ann", "AURELA labs", {"logo": "", "font": "", "primary": ""})
    assert (less.name, less.logo, less.logo_look, less.font) == ("Aurela Labs", None, None, None)
    assert (less.primary, less.accent) == ("", "#ffbb00")


@pytest.mark.parametrize(("text", "found"), [
    ("It is CHEAP.", "CHEAP"), ("cheapest of all", "cheapest"), ("a cheaper-looking", "cheaper"),
    ("best in class!", "best in class"), ("Best  in class", "Best  in class"),
    ("bestin class", ""), ("cheerful", ""), ("Cheap Thrills is here", ""),
    ("Straße", "Straße"), ("STRASSENBAHN", ""), ("", ""),
])
def test_forbidden_words_are_whole_words(text: str, found: str) -> None:
    brief = Brief(name="Cheap Thrills", never=("cheap*", "best in class", "straße"))
    assert forbidden(text, brief) == found


@pytest.mark.parametrize("colour", [
    "#ffffff", "#000000", "#808080", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#7a4a20"])
def test_any_colours_leave_tones_that_words_can_stand_on(
    colour: str, storyboard: Storyboard
) -> None:
    palette = branded(storyboard.product.palette, colour, colour)
    assert lab_of(palette.brand)[0] <= 42
    assert not 35 < lab_of(palette.accent)[0] < 59
    assert lab_of(palette.light)[0] > 85
    assert branded(storyboard.product.palette) == storyboard.product.palette


async def test_a_brands_colours_are_told_to_who_describes_a_picture(
    production: Production, kit: BrandKit, written: Write
) -> None:
    board = await written()
    assert "#0b5c4a" in board.shots[0].picture_prompt
    set_kit(production, "ann", kit.name, {"primary": "#7a1f1f"})
    other = await changed(production, board, SetBrand(brand=kit.name))
    assert "#7a1f1f" in other.shots[0].picture_prompt
    own = await changed(production, other, SetPicture(shot=1, description="A garden"))
    assert own.shots[0].picture_prompt.startswith("A garden")
