"""How things look, sound and move, in English; tables as in `words_en`."""

WORDS: dict[str, dict[str, str]] = {
    "own_music": {
        "composed": "your music|your own music|composed|original music|house music|not my music"
        "|without my music|built-in music",
        "track": "my song|my track|my music|my own music|this song|this track|attached|this music",
    },
    "louder": {"": "louder|quieter|turn up|turn down|turn it up|turn it down|turned up|turned down"
               "|volume|less loud|less quiet|more quiet|more loud|decibel*|turn * up|turn * down"},
    "mood": {
        "warm": "warm|warmer|cosy|cozy|cosier|heartfelt|friendly|emotional|soulful|romantic"
        "|friendlier|tender|warmth|feel-good",
        "bold": "bold|bolder|energetic|driving|powerful|upbeat|loud|louder|faster|fast|epic|punchy"
        "|happy|happier|fun|livelier|lively|dramatic|dynamic|cheerful|more energy|pumping|stronger"
        "|more drive|aggressive|exciting|uplifting|more upbeat|more power",
        "calm": "calm|calmer|quiet|quieter|soft|softer|relaxed|relaxing|gentle|gentler|slow|slower"
        "|ambient|peaceful|dreamy|sad|sadder|melancholic|mellow|meditative|subtle|laid-back"
        "|less hectic|chilled|tranquil",
    },
    "tone": {
        "warm": "warm|friendly|cosy|cozy|heartfelt|warmly|gentle|kind",
        "bold": "bold|loud|strong|energetic|confident|daring|powerful|edgy",
        "elegant": "elegant|classy|luxury|luxurious|premium|refined|noble|minimal|sophisticated"
        "|chic",
        "playful": "playful|funny|fun|cheeky|witty|humorous|cheerful|silly|light-hearted",
    },
    "tone_change": {
        "elegant": "more elegant|more premium|more luxurious|classier|more refined",
        "playful": "more playful|funnier|more fun|cheekier|more cheerful",
        "bold": "bolder|more bold|punchier|more powerful|more daring",
        "warm": "friendlier|cosier|cozier|more friendly|more heartfelt",
    },
    "look": {
        "noir": "noir|dark look|darker look|dark style|dark background|black background|dark theme"
        "|moody look|make it dark|dark version|dark and moody|darker style|moody style|black look"
        "|night look|film noir|dark mode|darker background",
        "daylight": "daylight|light look|lighter look|bright look|brighter look|light background"
        "|white background|airy|light style|clean look|make it light|bright style|brighter style"
        "|lighter style|lighter background|bright background|sunny look|fresh look|day look"
        "|light and airy|light version|bright version",
        "pop": "pop|pop look|colourful|colorful|more colour|more color|bold look|vivid"
        "|colour background|bolder look|playful look|pop style|bright colours|bright colors"
        "|colourful style|colorful style|colourful look|colorful look|more colours|more colors"
        "|vivid look|more vivid|more colourful|more colorful|candy colours|strong colours",
    },
    "aspect": {
        "9:16": "9:16|9 by 16|9x16|vertical|portrait|upright|tiktok|tik tok|reel|reels|story"
        "|instagram|insta|instagram stor*|instagram reel*|stories|shorts|phone|snapchat|mobile",
        "1:1": "1:1|1x1|square|instagram feed|feed|instagram post|quadratic",
        "16:9": "16:9|16 by 9|16x9|horizontal|landscape|wide|widescreen|youtube|tv|television"
        "|website banner|desktop",
    },
    "light": {
        "warm": "warm|warmer|warmth|warm up|cosier|cozier|candlelight|candle light|warmly",
        "cool": "cool|cooler|cold|colder|bluish|blue light|cool down|icy|chilly|chillier|moonlight"
        "|wintry|frosty|coolly",
        "bright": "bright|brighter|lighter|more light|brighten|brighten up|lighten|lighten up"
        "|light up|brightly|well lit|more daylight",
        "dark": "dark|darker|dimmer|moodier|less light|darken|dim|gloomier|gloomy|shadowy|moody"
        "|night-time|at night",
        "golden": "golden|gold|sunset|golden hour|sunny|sunnier|evening light|sunrise|evening sun"
        "|morning sun|golden light",
        "neon": "neon|neon light|neon lights|club light|cyberpunk",
        "soft": "soft|softer|diffuse|gentler light|soft light|soften|softly lit|diffused"
        "|softer light|gentle light",
        "pink": "pink light|rosy|pinkish",
        "green": "green light|greenish",
    },
    "motion": {
        "fast": "faster|more dynamic|dynamic|quicker|more energy|more movement|livelier|wilder"
        "|more action|energetic|more motion|less boring|speed it up|speed up|more energetic"
        "|more lively|snappier|punchier|more pace|more drive|fast|quick|lively|with more energy"
        "|more speed|pick up the pace|speedier|less static|less calm",
        "calm": "slower|calmer|slow down|less movement|less motion|more subtle|subtle|less energy"
        "|quieter|gentler|steadier|slow it down|calm|calm down|slow|slowly|smoother|more calm"
        "|slow motion|slow-motion|more relaxed|less hectic|less energetic|less dynamic|less fast"
        "|more gentle|less action|more slowly|less wild",
        "still": "still|no movement|static|don't move|no motion|locked|no camera movement"
        "|not move|without movement|motionless|freeze the camera|stand still|keep still",
    },
    "camera": {
        "slow push in": "zoom in slow*|slow zoom*|slowly zoom in|slow push*|push in slow*|zoom in"
        "|push in|dolly in|move closer|get closer|go closer|closer in|slowly move in|zooming in"
        "|slow zoom in|zoom slowly in|zoom into*",
        "slow pull back": "zoom out|pull back|slowly zoom out|zoom out slowly|move back|back away"
        "|dolly out|pull out|slow zoom out|zooming out|pull away",
        "smooth arc around the product": "orbit|around the product|circle|arc|rotate|spin"
        "|around the bottle|circle around|go around|360|orbiting|circling",
        "slow tilt down": "tilt down|crane down|downwards|slow tilt down",
        "slow pan left": "pan left|to the left", "slow pan right": "pan right|to the right|pan",
        "sideways drift": "sideways|drift|slide|float",
        "hand-held": "hand-held|handheld|shaky|hand held",
        "slow tilt upwards": "tilt|tilt up|from below|upwards|rise|crane up",
    },
    "transition": {
        "zoom": "zoom", "light": "light|light leak|flash|glow|fade|dissolve|crossfade|soft"
                                 "|cross-fade|blend"
        "|smooth",
        "push": "push|slide|swipe|wipe|whip", "cut": "cut|hard cut|straight cut|none|no transition",
    },
    "clear_transition": {
        "zoom": "zoom transition",
        "light": "fade|dissolve|crossfade|light leak|light flash|cross-fade|cross fade|blend",
        "push": "wipe|swipe|whip|push transition",
        "cut": "hard cut|hard cuts|straight cut|straight cuts|no transition|no transitions",
    },
    "size": {"shorter": "shorter|briefer|less long|shorten|trim|cut down|tighten|reduce|shorter*",
             "longer": "longer|extend|lengthen|stretch|more time|prolong"},
}
