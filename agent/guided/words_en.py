"""What people write in English, as tables: group → meaning → phrases.

A phrase is words with `*` for any ending; phrases are separated by `|`. Numbers are already
digits and the text is lower case when these are applied. `docs/guided.md` shows them to people.
"""

WORDS: dict[str, dict[str, str]] = {
    "plain": {"": "between|there|these|those|about|which|would|could|before|again|under|where|every"
              "|bottle|bottles|product|summer|smell|smells|smelling|serum|until|today|tomorrow"
              "|people|while|there's|their|other|after|during|really|maybe|right|still|going|think"
              "|thing|things|little|quite|rather|without|being|doing|never|always|today's|sound"},
    "shot": {"": "shot|shots|scene|scenes|clip|clips|picture|pictures|part|parts|shoot|shto"
             "|shpt|#"},
    "everything": {"": "all|all shots|every shot|each shot|everything|everywhere|all scenes"
                   "|every scene|the whole film|the whole ad|the whole thing|all of them|all 4"
                   "|each scene|all the shots|all the scenes|every single shot|every single scene"
                   "|each of them|throughout|the entire film|the entire ad|all clips|every clip"
                   "|all pictures|every picture|all the pictures|all the clips|whole film"},
    "others": {"": "the others|the other shots|all others|all the others|the other scenes"
               "|the remaining shots|the remaining scenes|the rest|all other shots|others"},
    "except": {"": "but|except|except for|apart from|other than|excluding|not"},
    "middle": {"": "the middle shots|the middle scenes|the 2 in the middle|the middle ones"
               "|the 2 middle shots|the 2 middle scenes|the middle 2"},
    "beat": {
        "hook": "hook|opening|intro|opener|opening shot|opening scene|the beginning|the start"
        "|the very beginning|the very start|teaser",
        "problem": "problem|problem shot|problem scene|pain scene|pain shot",
        "solution": "solution|reveal|product shot|product scene|hero shot|hero scene"
        "|solution shot|solution scene|benefits scene|benefit scene",
        "cta": "cta|call to action|ending|end card|outro|closing shot|last shot|final shot"
        "|last scene|final scene|the end|last one|closing|closing scene|finale|the very end"
        "|call-to-action|end screen|final card|the finish|end shot|end scene|end frame",
    },
    "ordinal": {
        "1": "first|1st", "2": "2nd|second", "3": "third|3rd", "4": "fourth|4th", "5": "fifth|5th",
        "6": "sixth|6th", "7": "seventh|7th", "8": "eighth|8th", "9": "ninth|9th",
        "10": "tenth|10th", "11": "eleventh|11th", "12": "twelfth|12th",
    },
    "number": {
        "25": "twenty-five|twenty five", "35": "thirty-five|thirty five",
        "45": "forty-five|forty five", "2": "two", "3": "three", "4": "four", "5": "five",
        "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "11": "eleven",
        "12": "twelve|a dozen", "13": "thirteen", "14": "fourteen", "15": "fifteen",
        "16": "sixteen", "18": "eighteen", "20": "twenty", "30": "thirty", "40": "forty",
        "50": "fifty", "60": "sixty", "90": "ninety",
    },
    "time": {
        "30 seconds": "half a minute|a half minute", "60 seconds": "a minute|one minute|1 minute",
        "0.5 seconds": "half a second|a half second", "1 second": "one second",
        "1 second longer": "a second longer", "1 second shorter": "a second shorter",
        "1 second more": "a second more", "1 second less": "a second less",
        "90 seconds": "a minute and a half|one and a half minutes",
        "120 seconds": "2 minutes",
    },
    "verb": {
        "swap": "swap|switch|exchange|trade",
        "move": "move|put|shift|bring|place|slide|send",
        "remove": "remove|delete|drop|cut out|take out|get rid of|lose|without|no|kill|take away"
        "|leave out|scrap|ditch|erase|strike|omit|throw out|take off|no more|kick out|chuck|axe"
        "|throw away|bin|toss|strip",
        "remove_shot": "remove|delete|drop|cut|cut out|take out|get rid of|lose|kill|throw out"
        "|leave out|scrap|ditch|erase|omit|skip|take away|without|kick out|chuck|axe|throw away"
        "|bin|toss",
        "helper": "completely|entirely|altogether|out|away|from the film|from the ad|of the film"
        "|i don't need|don't need|we can|i think we can|should go|can go|has to go|must go|goes"
        "|do we need|scene called",
        "new_shot": "another shot|another scene|one more shot|one more scene|new shot|new scene"
        "|extra shot|extra scene|add a shot|add a scene|insert a shot|insert a scene"
        "|additional shot|additional scene|a shot more|a scene more|new clip|extra clip"
        "|add shot|add scene|insert shot|insert scene|fifth shot|fifth scene|5th shot|5th scene",
        "take": "another take|new take|retake|different take|other take|try again|again|redo"
        "|regenerate|remake|re-roll|reroll|another picture|different picture|new picture"
        "|other picture|another clip|different clip|another version|another sound|different sound"
        "|new sound|another image|different image|new image|another try|redraw|reshoot|re-shoot"
        "|re-render|rerender|draw again|another attempt|new attempt|new clip of|new clip for"
        "|new clip in|fresh take"
        "|fresh picture|other clip|other sound|give it another go|another go|re-do|do over"
        "|other image|another photo|another frame|different one",
        "rewrite": "rewrite|reword|write anew|describe anew|put in other words"
        "|describe differently|rephrase|rework|revise|re-describe|redescribe|describe in other"
        " words|re-write"
        "|rethink|come up with something else for|something else for|new description",
        "say": "should say|say|says|should read|reads|change to|write|to read|to say|becomes"
        "|should be|replace|saying|have it say|let it say|display|must say|must read|must be"
        "|shall say|shall read|instead of|ought to say|ought to be",
        "change": "change|make|set|turn|use|give|switch to|rename|replace|swap out|try|put|update"
        "|edit|correct|adjust|fix|alter",
        "add": "add|insert|append|another|one more|additional|also|extra",
    },
    "role": {
        "headline": "headline|headlines|title|slogan|tagline|claim|text|texts|line|lines|word|words"
        "|copy|heading|name",
        "point": "point|points|benefit|benefits|pain|pains|bullet|bullets|reason|reasons|list"
        "|bullet point|bullet points|selling point|selling points|strength|strengths|tick"
        "|complaint|complaints|pain point|pain points",
        "kicker": "kicker|small line|eyebrow|overline|line above|above the headline|small text"
        "|top line|little line|small headline|text above the headline|line above the headline",
        "button": "button|cta text|call to action text|button text|cta button|buy button",
        "offer": "offer|discount|deal|promo|promotion|price|special offer|offer text",
        "address": "address|website|web address|url|link|domain|homepage|web page|web site"
        "|site address",
        "caption": "caption|captions|subtitle|subtitles",
    },
    "thing": {
        "music": "music|song|track|soundtrack|tune|score|beat|melody",
        "logo": "logo|brand mark",
        "product": "product photo|product picture|photo|packshot|product image|pack shot",
        "film": "in all|in total|total|overall|altogether|whole film|whole ad|film|ad|video|spot"
        "|everything|whole thing",
        "transition": "transition|transitions|change over|passes into|into the next",
        "seconds": "seconds|second|secs|sec|s", "light": "light|lighting|illumination",
    },
    "part": {
        "sound": "sound|sounds|audio|noise|effects|sound effects|soundtrack of the shot",
        "clip": "clip|movement|motion|animation|video",
        "picture": "picture|image|photo|frame|take",
    },
    "other": {"": "other|another|different|new|else|change|swap"},
    "place": {
        "start": "to the start|to the beginning|at the start|at the beginning|to the front"
        "|in front|at the front|start with|begin with|open with|go first|come first|goes first"
        "|comes first|be first|as the first|to the top|to the very start|be the first"
        "|as the opening|first place",
        "end": "to the end|at the end|to the back|end with|finish with|close with|go last|come last"
        "|goes last|comes last|be last|as the last|to the very end|be the last|at the very end",
        "before": "before|in front of", "after": "after|behind|following",
    },
    "place_after_verb": {"start": "first", "end": "last"},
    "last": {"": "last|final"},
    "cannot": {
        "voice": "voice|voiceover|voice-over|narrator|speaker|spoken|narration|talking",
        "people": "person|people|actor|actress|a model|woman|man|hand|hands|face|presenter|avatar"
        "|celebrity|celebrities|influencer|fashion model|girl|boy|child|children|kid|kids|family"
        "|actors|human|humans|couple|grandma|grandmother|men|women",
        "publish": "publish|post it|post this|post that|upload it to|share it|send it to|schedule"
        "|upload it|upload this|email it|e-mail it|email this|send this|share this|tweet*"
        "|post on|post to|launch the campaign|run ads|book*|buy ads",
        "font": "font|bigger font|smaller font|larger font|typeface|lettering|bigger text|smaller"
                " text|text size|font size"
        "|text bigger|text smaller|letters",
        "colour": "colour|color|colours|colors|red|blue|green|yellow|pink|purple|orange|turquoise",
        "size": "bigger|smaller|larger",
        "format": "gif|4k|mov|webm|prores|8k|avi|60 fps|60fps|pdf|3d|vr|hologram|psd|powerpoint"
        "|virtual reality|augmented reality|poster|print ad|banner",
        "aspect": "4:5|4:3|21:9|3:4|2:3|3:2|cinemascope|panorama|4 by 5|4 by 3",
        "language": "french|spanish|italian|portuguese|polish|dutch|chinese|japanese|turkish"
        "|russian|arabic|hindi|korean|swedish|danish|greek|translate*",
        "code": "qr code|qr-code|qr|barcode|emoji|emojis|sticker|stickers|watermark",
        "volume": "volume|turn up the music|turn down the music|turn the music up|decibel*"
        "|turn the music down",
        "silence": "no music|without music|mute|silent|remove the music|drop the music"
        "|take out the music|music off|no soundtrack|get rid of the music",
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
