"""What people write in English, as tables: group → meaning → phrases.

A phrase is words with `*` for any ending; phrases are separated by `|`. Numbers are already
digits and the text is lower case when these are applied. `docs/guided.md` shows them to people.
"""

WORDS: dict[str, dict[str, str]] = {
    "act": {
        "yes": "yes|yep|yeah|sure|ok|okay|go|go ahead|do it|start|let's go|lets go|sounds good"
        "|perfect|make it|render it|approved|looks good|i like it|great",
        "no": "no|nope|not now|not yet|later|don't|do not|cancel|wait|no thanks|no thank you",
        "skip": "skip|skip it|skip this|skip that|next|pass|i don't know|don't know|no idea|dunno"
        "|not sure|none|nothing|whatever|you decide|you choose|your choice|anything|doesn't matter"
        "|don't care|up to you|no logo|without logo|without a logo|no preference|either",
        "skip_all": "skip all|skip everything|skip the rest|skip the questions|surprise me"
        "|just make it|just start|just do it|you decide everything|no more questions"
        "|enough questions|decide everything yourself|just make the ad|just make something",
        "undo": "undo|undo that|undo it|take that back|go back|revert|back|as it was|as before"
        "|previous version|undo the last change",
        "redo": "redo|redo that|forward|bring it back|do it again after all|redo the last change",
        "how_long": "how long|how much longer|how much time|when is it done|when will it be*"
        "|eta|time left|is it done|how many minutes|when is it ready",
        "how_much": "how much|what does it cost|what will it cost|cost|costs|price"
        "|what is the price"
        "|is it free|how expensive|what do i pay",
        "progress": "progress|status|how far|how is it going|how's it going|what's happening"
        "|what is happening|where are we|what are you doing",
        "stop": "stop|stop it|stop that|abort|halt|stop rendering|stop the render"
        "|cancel the render",
        "retry": "try again|retry|try it again|try once more",
        "start_again": "start again|start over|restart|new ad|new project|from scratch|begin again"
        "|another ad|reset|fresh start|new film",
        "help": "help|what can you do|what can i say|what can i change|how does this work"
        "|how do you work|what now|what are my options|commands|examples",
        "show": "show me the storyboard|show the storyboard|show storyboard|storyboard|show me"
        "|show me the scenes|show me the shots|show it|show the scenes|show me the ad",
        "check_again": "check again|ask again|look again|check it again|ask for it again|check",
        "count_lost": "count it as lost|count as lost|count them as lost|write it off|it is lost"
        "|give it up|treat it as lost",
        "rewrite": "rewrite it|rewrite the storyboard|write it again|new storyboard|write a new one"
        "|rewrite everything|new script|different storyboard|another storyboard",
        "greet": "hi|hello|hey|hiya|good morning|good evening|good afternoon|hi there|hello there",
        "thanks": "thanks|thank you|thx|cheers|thanks a lot|thank you so much|many thanks|love it"
        "|wow|awesome|amazing|beautiful|nice",
        "german": "german|in german|speak german|auf deutsch|deutsch",
        "english": "english|in english|speak english",
    },
    "filler": {
        "": "please|now|then|the|a|well|so|just|can you|could you|would you|let's|ok|okay|hey"
        "|oh|and"
        "|for me|it|this one|i'd like|i would like|to|switch|speak|talk|thanks|continue|again"
    },
    "shot": {"": "shot|shots|scene|scenes|clip|clips|picture|pictures|part|parts|#"},
    "everything": {"": "all|all shots|every shot|each shot|everything|everywhere|all scenes"
                   "|every scene|the whole film|the whole ad|the whole thing|all of them"},
    "beat": {
        "hook": "hook|opening|intro|opener|opening shot",
        "problem": "problem|problem shot|problem scene",
        "solution": "solution|reveal|product shot",
        "cta": "cta|call to action|ending|end card|outro|closing shot|last shot|final shot"
        "|last scene|final scene|the end|last one",
    },
    "ordinal": {
        "1": "first|1st", "2": "2nd|second", "3": "third|3rd", "4": "fourth|4th", "5": "fifth|5th",
        "6": "sixth|6th", "7": "seventh|7th", "8": "eighth|8th", "9": "ninth|9th",
        "10": "tenth|10th", "11": "eleventh|11th", "12": "twelfth|12th",
    },
    "number": {
        "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
        "9": "nine", "10": "ten", "11": "eleven", "12": "twelve",
    },
    "verb": {
        "swap": "swap|switch|exchange|trade",
        "move": "move|put|shift|bring|place",
        "remove": "remove|delete|drop|cut out|take out|get rid of|lose|without|no|kill|take away",
        "remove_shot": "remove|delete|drop|cut|cut out|take out|get rid of|lose|kill|throw out",
        "add": "add|insert|append",
        "new_shot": "another shot|another scene|one more shot|one more scene|new shot|new scene"
        "|extra shot|extra scene|add a shot|add a scene|insert a shot|insert a scene",
        "take": "another take|new take|retake|different take|other take|try again|again|redo"
        "|regenerate|remake|re-roll|reroll|another picture|different picture|new picture"
        "|other picture|another clip|different clip|another version|another sound|different sound"
        "|new sound|another image|different image|new image|another try",
        "rewrite": "rewrite|reword|write anew|describe anew|put in other words"
        "|describe differently",
        "say": "should say|say|says|should read|reads|change to|write|to read|to say|becomes"
        "|should be|call it|replace",
        "change": "change|make|set|turn|use|give|switch to|rename|replace|swap out|try",
    },
    "role": {
        "headline": "headline|headlines|title|slogan|tagline|claim|text|texts|line|lines|word|words"
        "|copy|heading|name",
        "point": "point|points|benefit|benefits|pain|pains|bullet|bullets|reason|reasons|list",
        "kicker": "kicker|small line|eyebrow|overline",
        "button": "button|cta text|call to action text",
        "offer": "offer|discount|deal|promo|promotion|price",
        "address": "address|website|web address|url|link|domain",
        "caption": "caption|captions|subtitle|subtitles",
    },
    "thing": {
        "music": "music|song|track|soundtrack|tune|score|beat|melody",
        "logo": "logo|brand mark",
        "product": "product photo|product picture|photo|packshot|product image|pack shot",
        "film": "in all|in total|total|overall|altogether|whole film|whole ad|film|ad|video|spot"
        "|everything|whole thing",
        "transition": "transition|transitions|change over|passes into|into the next",
        "seconds": "seconds|second|secs|sec|s",
    },
    "part": {
        "sound": "sound|sounds|audio|noise|effects",
        "clip": "clip|movement|motion|animation|video",
        "picture": "picture|image|photo|frame|take",
    },
    "other": {"": "other|another|different|new|else|change|swap"},
    "own_music": {
        "composed": "your music|your own music|composed|original music|house music|not my music"
        "|without my music|built-in music",
        "track": "my song|my track|my music|my own music|this song|this track|attached|this music",
    },
    "mood": {
        "warm": "warm|warmer|cosy|cozy|heartfelt|friendly|emotional|soulful",
        "bold": "bold|bolder|energetic|driving|powerful|upbeat|loud|faster|epic|punchy|happy|fun",
        "calm": "calm|calmer|quiet|quieter|soft|softer|relaxed|relaxing|gentle|slow|slower|ambient",
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
        "|moody look|make it dark|dark version",
        "daylight": "daylight|light look|lighter look|bright look|brighter look|light background"
        "|white background|airy|light style|clean look|make it light",
        "pop": "pop|pop look|colourful|colorful|more colour|more color|bold look|vivid"
        "|colour background|bolder look|playful look|pop style|bright colours|bright colors",
    },
    "aspect": {
        "9:16": "9:16|9 by 16|9x16|vertical|portrait|upright|tiktok|tik tok|reel|reels|story"
        "|instagram|instagram stor*|instagram reel*|stories|shorts|phone|snapchat|mobile",
        "1:1": "1:1|1x1|square|instagram feed|feed|instagram post|quadratic",
        "16:9": "16:9|16 by 9|16x9|horizontal|landscape|wide|widescreen|youtube|tv|television"
        "|website banner|desktop",
    },
    "light": {
        "warm": "warm|warmer|warmth", "cool": "cool|cooler|cold|colder|bluish|blue light",
        "bright": "bright|brighter|lighter|more light",
        "dark": "dark|darker|dimmer|moodier|less light",
        "golden": "golden|gold|sunset|golden hour|sunny", "neon": "neon|neon light",
        "soft": "soft|softer|diffuse|gentler light|soft light", "pink": "pink light|rosy|pinkish",
        "green": "green light|greenish",
    },
    "motion": {
        "fast": "faster|more dynamic|dynamic|quicker|more energy|more movement|livelier|wilder"
        "|more action|energetic|more motion|less boring|speed it up|speed up",
        "calm": "slower|calmer|slow down|less movement|less motion|more subtle|subtle|less energy"
        "|quieter|gentler|steadier|slow it down|calm",
        "still": "still|no movement|static|don't move|no motion|locked",
    },
    "camera": {
        "slow push in": "zoom in slow*|slow zoom*|slowly zoom in|slow push*|push in slow*|zoom in",
        "slow pull back": "zoom out|pull back|slowly zoom out|zoom out slowly|move back|back away",
        "smooth arc around the product": "orbit|around the product|circle|arc|rotate|spin",
        "slow pan left": "pan left|to the left", "slow pan right": "pan right|to the right|pan",
        "sideways drift": "sideways|drift|slide|float", "hand-held": "hand-held|handheld|shaky",
        "slow tilt upwards": "tilt|tilt up|from below|upwards|rise",
    },
    "transition": {
        "zoom": "zoom", "light": "light|light leak|flash|glow|fade|dissolve|crossfade|soft",
        "push": "push|slide|swipe|wipe|whip", "cut": "cut|hard cut|straight cut|none|no transition",
    },
    "clear_transition": {
        "zoom": "zoom transition", "light": "fade|dissolve|crossfade|light leak|light flash",
        "push": "wipe|swipe|whip|push transition", "cut": "hard cut|straight cut|no transition",
    },
    "size": {"shorter": "shorter|briefer|less long|shorten|trim|cut down|tighten",
             "longer": "longer|extend|lengthen|stretch|more time"},
    "place": {
        "start": "to the start|to the beginning|at the start|at the beginning|to the front"
        "|in front|at the front",
        "end": "to the end|at the end|to the back",
        "before": "before|in front of", "after": "after|behind|following",
    },
    "place_after_verb": {"start": "first", "end": "last"},
    "last": {"": "last|final"},
    "cannot": {
        "voice": "voice|voiceover|voice-over|narrator|speaker|spoken|narration|talking",
        "people": "person|people|actor|actress|model|woman|man|hand|hands|face|presenter|avatar",
        "publish": "publish|post it|upload it to|share it|send it to|schedule",
        "font": "font|typeface|lettering|bigger text|smaller text|text size|font size"
        "|text bigger|text smaller|letters",
        "colour": "colour|color|colours|colors|red|blue|green|yellow|pink|purple|orange|turquoise",
        "size": "bigger|smaller|larger",
        "format": "gif|4k|mov|webm|prores|8k",
        "silence": "no music|without music|mute|silent|remove the music|drop the music",
    },
    "start_of_purpose": {"": "a|an|our|handmade|it's a|it is a|this is a"},
    "for": {"": "for"},
    "marker": {
        "tone": "tone|mood|style|sound|feel|voice", "aspect": "format|aspect|ratio|shape|frame|for",
        "logo": "logo|brand mark", "photo": "product|photo|pack|packshot|picture of it",
    },
    "language": {
        "": "the|is|it's|and|for|with|my|our|your|please|make|should|called|this|that|of|you|want"
        "|people|who|are|an|i|we|it|to|hello"
    },
}

FACTS: tuple[tuple[str, str], ...] = (
    ("name", r"(?:^|.*\b)(?:called|named)\s+(?P<v>.+)"),
    ("name", r"(?:the |its |product |our |brand )*name(?:'s| is|:)\s*(?P<v>.+)"),
    ("audience", r"(?:the |our |my |target )*(?:audience|target group|customers|buyers)"
     r"(?: is| are|:)\s*(?P<v>.+)"),
    ("audience", r"(?:it'?s |it is )?(?:aimed at|targeted at|meant for|intended for)\s+(?P<v>.+)"),
    ("action", r"(?:the )?(?:action|call to action|cta|button)(?: is|:)\s*(?P<v>.+)"),
    ("action", r"(?:they|people|viewers|customers|everyone) should\s+(?P<v>.+)"),
    ("offer", r"(?:the |our |special )*(?:offer|discount|deal|promo)(?: is|:)\s*(?P<v>.+)"),
    ("offer", r"(?P<v>(?:\d+ ?% (?:off|discount)|free (?:shipping|delivery)|buy \d).*)"),
    ("address",
     r"(?:the |our |my |web)*\s*(?:address|website|site|shop|url)(?: is|:)\s*(?P<v>\S+)"),
    ("benefits", r"(?:the |its |main )*(?:benefits?|strengths?|advantages?|pros|highlights?)"
     r"(?: are| is|:)\s*(?P<v>.+)"),
    ("purpose", r"(?:the )?purpose(?: is|:)\s*(?P<v>.+)"),
    ("purpose", r"is\s+(?P<v>an? .+)"),
    ("purpose", r"(?:it'?s|it is|this is|we sell|i sell)\s+(?P<v>(?:an? |for |our |my |hand).+)"),
)
