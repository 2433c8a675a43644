"""Words for takes, sounds, voices, captions, makers and brands, in English; as in `words_en`."""

WORDS: dict[str, dict[str, str]] = {
    "keep": {
        "": "keep|keeps|leave|leaves|preserve|don't touch|do not touch|don't change|do not change"
        "|stay|stays|unchanged|untouched|as is|don't remake|hold on to|remain|remains|retain"
        "|don't alter|hands off|not touch|not change|freeze"
    },
    "everything_after": {"": "everything after|all after|all shots after|whatever comes after"
                         "|what comes after|everything behind|the shots after|all scenes after"
                         "|everything following|the scenes after|anything after|shots after"},
    "all_else": {"": "the rest|everything else|all the rest|the others|the other shots|all others"
                 "|the remaining shots|the other scenes|all other shots|anything else|the following"
                 "|what follows|everything after it|the shots after it|everything that follows"
                 "|whatever follows|all else|everything after that"},
    "split": {
        "": "split|splitting|divide|cut in 2|cut in half|break up|break in 2|in 2 halves"
        "|into 2 shots|into 2 scenes|into 2 parts|in 2 parts|in half|into halves|into 2|in 2 shots"
        "|into two halves|separate|slice|in 2 pieces|into 2 pieces|halve"
    },
    "in_two": {"": "in 2|into 2|in 2 parts|into 2 parts|in 2 shots|into 2 shots|in 2 halves"
               "|into 2 halves|into 2 scenes|in 2 scenes|in half|2 shots out of|2 out of"
               "|into 2 pieces|in 2 pieces"},
    "cut_at": {"": "cut|break|schneid*|chop"},
    "duplicate": {
        "": "duplicate|clone|copy shot|copy scene|copy the|a copy of|double shot|double scene"
        "|double the|repeat|twice|once more after itself|duplicating|show again|2 times|two times"
        "|make a double of|copy of|a second time|replicate"
    },
    "back_to": {
        "": "again|back|back to|go back|return|restore|use|choose|pick|take|prefer|bring back"
        "|was better|liked|switch to|revert|better|get|want|have|go with|i like|reuse|re-use"
        "|instead|select|favourite|favorite|reinstate"
    },
    "earlier": {"original": "original|very first|oldest|initial",
                "previous": "previous|earlier|former|prior|old|older|last|the one before"},
    "take_word": {
        "picture": "take|takes|try|attempt|version|picture|pictures|image|photo|frame|shot we had",
        "clip": "clip|clips|video|movement|animation",
        "sound": "sound|sounds|audio|noise",
    },
    "making_new": {"": "another|new|different|fresh|other|regenerate|remake|redo"},
    "use": {"": "use|take|put|set|insert|this is|here is|with|make|start from|begin with|here's"
            "|show"},
    "this_picture": {
        "": "this picture|that picture|this image|that image|this photo|that photo|my picture"
        "|my image|my photo|my own picture|this one|the picture i sent|the photo i sent"
        "|the attached|attached|the uploaded|uploaded|this|it|these|these pictures|my own photo"
        "|this frame|the picture above|first frame|starting frame|start frame|these photos"
        "|these images|that one|own picture|the upload|my upload"
    },
    "made_picture": {
        "": "made picture|drawn picture|generated picture|your picture|your own picture"
        "|made image|generated image|generated photo|your image|made one|generated one|drawn one"
        "|studio's picture|studio picture|made frame|ai picture|made photo|rendered picture"
    },
    "my_picture": {"": "my picture|my image|my photo|my own picture|uploaded picture|uploaded image"
                   "|uploaded photo|own picture|my upload|the upload|my own photo|my own image"
                   "|custom picture"},
    "captions": {
        "": "captions|caption|subtitles|subtitle|closed captions|closed captioning|subs|captioning"
        "|subtitled|captioned"
    },
    "on": {"": "on|with|show|add|burn|burn in|burnt|enable|activate|turn on|switch on|yes|include"
           "|want|need|have|please|put|display|give|visible|use|write|without sound|make|burned"
           "|get|lay over"},
    "off": {"": "off|no|without|remove|drop|hide|disable|turn off|switch off|delete|take out|stop"
            "|don't need|don't want|get rid of|lose|no more|not|clear|take off|take away|out"
            "|deactivate|ditch|leave out"},
    "voice": {
        "": "voice|voiceover|voice-over|voice over|narrator|narration|speaker|spoken line"
        "|voice line|spoken|spoken text|speech|dialogue|dialog|say out loud|say aloud|speaks"
        "|speak|spoken words|announcer|reads out|read out|talking|voice-line|commentary|narrate"
        "|read aloud|reads aloud|out loud|aloud|hear her say|hear him say|hear someone say"
    },
    "speaker": {
        "": "let her say|let him say|let them say|have her say|have him say|have them say|she says"
        "|he says|she should say|he should say|they should say|make her say|make him say"
        "|let her speak|let the voice say|let the narrator say|she shall say|let somebody say"
        "|let someone say|someone says|she said|have the voice say|have the narrator say"
        "|let her whisper|let him whisper|let her tell|she tells|she could say|have her tell"
        "|we hear her say|whisper|whispers|whispering|someone should say|somebody says|let her read"
    },
    "hear": {
        "": "hear|sound of|sounds of|noise of|sound effect|sound effects|listen to|effects|sfx"
        "|sound like|noises of|hearing|sounds like|sound should be|noise|audible|sounds|sound"
    },
    "effect": {
        "bird song": "bird song|birdsong|birds singing|singing birds|bird sounds|bird sound"
        "|chirping birds|birds chirping|chirping|twittering|bird calls|song birds|bird noise*",
        "thunder": "thunder|thunderclap|thunder rumbling", "applause": "applause|clapping",
        "a heartbeat": "heartbeat|heart beat|beating heart",
        "footsteps": "footsteps|steps on *|foot steps", "waves": "sound of waves|waves crashing"
        "|crashing waves|ocean waves|sound of the sea|sound of the ocean|sea sounds|lapping waves",
        "a crackling fire": "crackling fire|fire crackling|fireplace sound|crackling fireplace",
        "ticking": "ticking clock|clock ticking|ticking", "bells": "church bells|bell sound|bells"
        "|a bell|a gong|jingle bells", "laughter": "laughter|laughing|giggling",
        "a whoosh": "whoosh|swoosh", "rain": "rain sound|rain sounds|sound of rain|pattering rain"
        "|raindrops falling|rain pattering", "wind": "wind sound|sound of wind|howling wind"
        "|rustling wind|wind blowing", "rustling leaves": "rustling leaves|leaves rustling",
        "a chime": "chime|chimes|ding|jingle", "water drops": "dripping water|water dripping"
        "|dripping|splashing", "sizzling": "sizzling|sizzle", "a drum roll": "drum roll|drumroll",
        "city noise": "city noise|traffic noise|street noise|traffic sounds|city sounds",
        "a cat purring": "purring|cat purring", "a dog barking": "barking|dog barking",
        "humming": "humming", "a camera click": "camera click|shutter click|camera shutter",
        "a cork popping": "cork popping|popping cork|pop of a cork", "crickets": "crickets",
        "a gentle stream": "babbling brook|running water|gentle stream",
    },
    "environment": {
        "falling snow": "snow|snowing|snowfall|snowflakes|falling snow",
        "rain": "rain|raining|rainfall|raindrops|falling rain",
        "smoke": "smoke|smoky", "fog": "fog|foggy|mist|misty|haze|hazy",
        "rising steam": "steam|steaming|rising steam", "confetti": "confetti",
        "falling petals": "petals|falling petals|flower petals|rose petals|blossoms",
        "falling leaves": "falling leaves|autumn leaves|leaves falling",
        "bubbles": "bubbles|soap bubbles", "sparkles": "sparkles|glitter|sparkling|glittering",
        "glowing embers": "embers|sparks", "drops of water": "water drops|drops of water|droplets"
        "|water droplets|dew drops|dew", "hearts": "floating hearts|hearts floating",
        "stars": "falling stars|twinkling stars|starlight", "dust in the light": "dust|dust motes",
    },
    "genre": {
        "jazz": "jazz|jazzy|swing music|bossa nova|smooth jazz", "soul": "soul|soul music|rnb|r&b",
        "folk": "folk|folk music|acoustic|acoustic guitar|guitar|ukulele|country music|country",
        "rock": "rock music|rock song|rocky music|hard rock|rock'n'roll|rock and roll|metal|punk",
        "electronic": "techno|electronic|electro|edm|house music|dance music|drum and bass|dubstep"
        "|disco|trance|synthwave|electronic music|club music",
        "hip hop": "hip hop|hip-hop|rap|trap", "pop": "pop music|pop song|a pop track|poppy music",
        "funk": "funk|funky|latin music|salsa|reggae|samba|latin",
        "cinematic": "cinematic|orchestral|orchestra|film score|movie trailer|trailer music",
        "classical": "classical|classical music|classic music|piano|piano music|strings|violin"
        "|cello|string quartet|mozart|bach|chopin|harp",
        "lounge": "lounge|lounge music|chillout|chill out|chill|chilly music|lo-fi|lofi|lo fi"
        "|new age|spa music|yoga music|meditation music|downtempo|ambient music",
    },
    "maker": {"runware": "runware|run ware", "mirelo": "mirelo",
              "local": "studio|built-in studio|built in studio|local studio|own studio|local"
              "|your studio|free studio|built-in|house studio|in-house|on this machine"
              "|on my machine|for free|offline"},
    "make_with": {"": "make|made|use|with|do|render|produce|switch|generate|by|go|back|on|in"
                  "|built|create|draw|from|using|via|through|move|want|let|try|for"},
    "model_for": {"clip": "clips|clip|videos|video|movement|moving pictures|animation|animations",
                  "picture": "pictures|picture|images|image|photos|stills|frames",
                  "sound": "sounds|sound|audio|sound effects"},
    "model_name": {"runware/bfl:3@1": "flux|flux kontext|kontext|flux.1 kontext|flux.1|flux pro",
                   "mirelo/sfx-1.5": "mirelo sfx|sfx 1.5|sfx-1.5"},
    "continuity": {
        "keyframes": "keyframes|key frames|pinned frames|pinned keyframes|pin the frames"
        "|pin the pictures|pinned pictures",
        "hand_off": "hand over|hand off|hand-off|hand their last frame*|go on from the last frame"
        "|hand over their last frame*|from each other's last frame|last frame of the one before"
        "|continue from the last frame",
        "independent": "independent shots|independent of each other|independently|shots independent"
        "|independent|unconnected",
    },
    "brand": {"": "brand|brand kit|branding|brand book|brand set|brandkit"},
    "show": {
        "": "show|shows|should show|picture|see|put|place|set|stand|depict|display|let us see"
        "|take place|takes place|should be set|set in|set on|replace the picture|should be|open on"
        "|opens on|start on|starts on"
        "|should stand|should lie|should sit|lies|stands|sits|turn into|should happen|happens"
        "|should look|looks like|look like|imagine|move to|showing|should take place|be on|be in"
        "|is set|playing in|plays in|plays on|i'd like to see|should be standing|is standing|be at"
        "|could show|could be|shoot|film|must show|could stand|should float|floats"
    },
    "add_thing": {"": "add|with|put|place|include|have|show|insert|there should be|more of|also"},
    "let": {"": "let|have|make|should|shall|must|could|so that|where|when"},
    "too": {
        "warmer": "cold|cool|chilly|icy|blue", "cooler": "warm|hot|yellow|orange",
        "brighter": "dark|dim|gloomy|murky|black|shadowy", "darker": "bright|light|overexposed",
        "faster": "slow|boring|dull|static|lame|sluggish|sleepy|calm",
        "slower": "fast|quick|hectic|wild|jumpy|restless|busy|frantic|dynamic",
        "quieter": "loud|noisy|aggressive", "louder": "quiet|silent|soft-spoken",
        "shorter": "long", "longer": "short|brief", "softer": "hard|harsh|sharp",
        "more colourful": "grey|gray|bland|plain|pale|colourless",
    },
    "too_before": {"": "too|way too|much too|far too|a bit too|a little too|not so|not as|less"
                   "|not that|slightly too|rather too|feels|feels a bit|feels a little|feels"
                   " rather|looks"
                   "|looks a bit|looks a little|looks rather|seems|seems a bit|seems rather"
                   "|is a bit|is a little|is rather|is quite|is still|is pretty|is still a bit"
                   "|came out|turned out|feels quite|looks quite|seems quite"},
    "dislike": {"": "don't like|do not like|dislike|hate|boring|terrible|awful|annoying|not nice"
                "|not good|doesn't work|does not work|ugly|bad|not convincing|doesn't fit|wrong"
                "|does not fit|can't stand|not happy with|cheesy|not working|tired of|not fit"
                "|doesn't convince*|weird|strange|odd|poor"},
    "way": {"keep_next": "keep|rest|as they are", "shorter": "shorter|shorten|short|less time",
            "model": "model|another model|other model|cheaper model",
            "studio": "studio|built-in|local|free|for free|for nothing"},
    "cheapest": {"": "cheapest|the least|lowest price|lowest|least expensive"},
    "near_light": {
        "golden": "beach|sun|sunset|sunny|summer|desert|holiday|sea|ocean|dune|sand|field|meadow"
        "|morning|sunrise|autumn", "neon": "city|club|night|street|bar|party|tokyo|skyline",
        "cool": "snow|winter|ice|mountain|mountains|glacier|lake|water|rain|rainy|stormy|space",
        "green": "forest|garden|jungle|plants|leaves|moss|park|tree|trees|woods",
        "bright": "kitchen|bathroom|bath|office|window|studio|cloud|clouds|sky|balcony",
        "soft": "bed|bedroom|spa|linen|silk|cushion|nursery",
    },
    "because": {"": "because|since|as it|it is too|it's too|it looks|it feels|that is too|too"
                "|for being|so that"},
}
