"""Plain requests in English: what is said to the director, not about the film.

Tables as in `words_en`. `REQUESTS` are requests that carry a name or a number, as expressions; the
part `v` is that name.
"""

WORDS: dict[str, dict[str, str]] = {
    "act": {
        "yes": "yes|yep|yeah|yup|sure|sure thing|of course|absolutely|definitely|ok|okay|go"
        "|go ahead|go for it|do it|please do|do that|start|start rendering|let's go|lets go"
        "|sounds good|sounds great|perfect|make it|make the film|make the ad|render it|render"
        "|approved|approve|looks good|looks great|i like it|great|agreed|deal|i'm happy with that"
        "|that's fine|fine|fine by me|works for me|all good|yes go|yes do it",
        "at_hand": "use it|use it instead|use that|use that one|use that picture|use this picture"
        "|use the picture|use my picture|use the old picture|use the old one|use the one i have"
        "|reuse it|reuse that|reuse that picture|reuse the picture|reuse the old picture|take it"
        "|take that one|take that picture|take the old picture|take the one i have|yes use it"
        "|yes use that|yes use that one|yes use that picture|yes take it|yes take that one"
        "|yes reuse it|begin with it|begin with that*|start with that picture"
        "|start with the old picture",
        "no": "no|nope|nah|not now|not yet|later|don't|do not|cancel|wait|no thanks|no thank you"
        "|rather not|i'd rather not|not really|leave it|never mind|nevermind|forget it"
        "|hold on|maybe later|no way",
        "skip": "skip|skip it|skip this|skip that|next|pass|i don't know|don't know|no idea|dunno"
        "|not sure|none|nothing|whatever|you decide|you choose|your choice|anything|doesn't matter"
        "|don't care|up to you|no logo|without logo|without a logo|no preference|either",
        "skip_all": "skip all|skip everything|skip the rest|skip the questions|surprise me"
        "|just make it|just start|just do it|you decide everything|no more questions"
        "|enough questions|decide everything yourself|just make the ad|just make something",
        "undo": "undo|undo that|undo it|undo this|take that back|take it back|go back|revert"
        "|revert that|back|as it was|as before|like before|like it was|how it was|previous version"
        "|the version before|undo the last change|one step back|step back|go one step back"
        "|it was better before|that was better before|i liked it better before"
        "|the way it was|back to before|reverse that|scrap that|put it back",
        "redo": "redo|redo that|redo it|forward|one step forward|step forward|bring it back"
        "|bring that back|bring back the change|do it again after all|redo the last change"
        "|undo the undo|i want it after all|reapply it|after all yes",
        "how_long": "how long|how much longer|how much time|when is it done|when will it be*"
        "|eta|time left|is it done|how many minutes|when is it ready|when can i see it"
        "|when will you be*|how soon|when is it finished|remaining time|almost done|nearly done"
        "|is it ready|are you done",
        "how_much": "how much|what does it cost|what does that cost|what will it cost"
        "|what would it cost|what would that cost|cost|costs|price|the price"
        "|what is the price|what's the price|is it free|how expensive|what do i pay"
        "|how many dollars|what am i paying",
        "spend": "how much so far|how much have i spent|how much did i spend|what have i spent"
        "|how much have we spent|what did i spend|spent so far|spent up to now|paid so far"
        "|cost so far|costs so far|costs up to now|so far in total|total so far|what did it cost"
        "|what did that cost|how much did it cost|how much did that cost|what has it cost"
        "|what has this cost|how much has it cost|how much has this cost|my spending|spending"
        "|how much money*|how much have i paid|what have i paid|the bill|already spent"
        "|spent already|have i spent|did i spend|what was it in total|my budget|budget"
        "|have i used up|cost me so far|cost me|set me back*|set us back*|so far",
        "cheaper": "cheaper|cheapest|less expensive|for less|for less money|too expensive"
        "|save money|save some money|save a bit|cut costs|cut the cost*|reduce the cost*"
        "|reduce the price|lower price|lower the price|lower cost|lower the cost*|cost less"
        "|costs less|budget version|too pricey|costs too much|cost too much|too much money"
        "|that's a lot|a lot of money|bring the price down|bring down the price|get the price down"
        "|any discount|can't afford|more affordable|spend less|pay less",
        "progress": "progress|status|how far|how is it going|how's it going|what's happening"
        "|what is happening|where are we|what are you doing|how far along|how far are you"
        "|how is it coming along|what's the status|any news|is it working|how's the render"
        "|how is the render*|what's going on|still working",
        "stop": "stop|stop it|stop that|stop now|abort|abort it|abort that|halt|stop rendering"
        "|stop the render*|cancel the render*|cancel rendering|stop everything|kill it|pause"
        "|stop making it|stop the film|interrupt",
        "retry": "try again|try that once more|once more|retry|try it again|try once more|try it"
                 " once more|one more time"
        "|give it another go|give it another try|another attempt|have another go|try that again"
        "|run it again",
        "start_again": "start again|start over|restart|new ad|new project|from scratch|begin again"
        "|another ad|reset|fresh start|new film|start fresh",
        "help": "help|help me|what can you do|what can i say|what can i change"
        "|how does this work|what are you able to do|what else can you do|what can i ask*"
        "|how do you work|what now|what are my options|commands|examples|i'm lost|i am lost"
        "|what should i say|what do i do*|how do i use this|instructions|what is possible"
        "|what's possible",
        "show": "show me the storyboard|show the storyboard|show storyboard|storyboard|show me"
        "|show me the scenes|show me the shots|show it|show the scenes|show me the ad"
        "|see the storyboard|let me see*|show me what we have|what do we have|show me everything"
        "|show the shots|show all shots|show me all*|show the film|show me the film"
        "|show it to me|what does it look like|list the shots|list the scenes|list all shots"
        "|see the shots|see the scenes|overview",
        "versions": "versions|version list|list versions|list the versions|list all versions"
        "|show versions|show me the versions|show the versions|show all versions"
        "|show me all versions|which versions*|what versions*|version history|history"
        "|all versions|earlier versions|older versions|my versions|previous versions"
        "|what did we try|what have we tried|see the versions|how many versions*",
        "variant": "a/b|a/b variant|a/b test|a/b version|ab test|ab variant|split test|variant"
        "|variants|variation|make a variant|start a variant|make a variation|b version"
        "|alternative version|alternate version|a second version|parallel version|another version"
        "|a copy of the film|a copy of the ad|try something else beside*|second variant"
        "|fork it|fork this|branch off",
        "name_version": "name this version|name it|name this|give it a name"
        "|give this version a name|give this a name|save this version|bookmark this"
        "|save this|remember this version|label this version|call this version",
        "go_to": "another version please|go to a version|an earlier version|an older version",
        "keep_rest": "keep the rest|keep the others|keep everything else|keep all the rest"
        "|leave the rest|leave the others|leave everything else|leave the rest alone"
        "|don't touch the rest|don't touch the others|the rest stays*|the others stay*"
        "|the rest should stay*|the rest can stay*|keep the others as they are"
        "|keep the rest as it is|don't change the rest|don't remake the rest",
        "models": "models|list models|list the models|show me the models|show the models"
        "|available models|which models*|what models*|which model*|what model*|which providers*"
        "|what providers*|providers|who makes*|who can make*|other models|which ai*|what ai*"
        "|which engine*|which makers*",
        "brands": "brands|my brands|list my brands|list brands|list the brands|list all brands"
        "|show my brands|show me my brands|show me the brands|show brands|show the brands"
        "|which brands*|what brands*|our brands|my brand kits|brand kits|list my brand kits"
        "|show my brand kits|show me my brand kits|which brand kits*|what brand kits*|all my brands"
        "|all brands|see my brands|how many brands*",
        "brand": "my brand|brand kit|brand book|our brand|which brand*|what brand*|the brand"
        "|brand guidelines|my brand kit|show me the brand|show the brand|show me my brand"
        "|show my brand",
        "projects": "projects|my projects|my other projects|show my projects|list my projects"
        "|show me my projects|list projects|other projects|my ads|my other ads|my films|all my ads"
        "|all my projects|which projects*|what projects*|list my ads|show my ads|switch project*"
        "|open another project|another project|other project|change project|previous projects"
        "|older projects|earlier projects|my other films|my other films",
        "check_again": "check again|ask again|look again|check it again|ask for it again|check",
        "count_lost": "count it as lost|count as lost|count them as lost|write it off|it is lost"
        "|give it up|treat it as lost",
        "rewrite": "rewrite it|rewrite the storyboard|write it again|new storyboard|write a new one"
        "|rewrite everything|new script|different storyboard|another storyboard",
        "greet": "hi|hello|hey|hiya|good morning|good evening|good afternoon|hi there|hello there"
        "|howdy|morning|hey there|good day",
        "thanks": "thanks|thank you|thx|ty|cheers|thanks a lot|thank you so much|many thanks"
        "|love it|i love it|wow|awesome|amazing|beautiful|nice|well done|good job|great job"
        "|nice work|great work|brilliant|fantastic|wonderful|lovely|much appreciated|cool"
        "|thanks so much|thank you very much|that's great|excellent",
        "german": "german|in german|speak german|auf deutsch|deutsch",
        "english": "english|in english|speak english",
    },
    "filler": {
        "": "please|now|then|the|a|well|so|just|can you|could you|would you|let's|ok|okay|hey"
        "|oh|and"
        "|for me|it|this one|i'd like|i would like|to|switch|speak|talk|thanks|continue|again"
    },
    "around": {
        "": "pls|can we|could we|can i|could i|may i|hmm|um|there|right|all right|alright"
        "|for this|quickly|really|i want|i want to|is|are|do|that|me|actually|kindly|maybe|somehow"
        "|way|any|with|about|very much|for|this|film|ad|here|i|you|have|did|we|be|of|my|all|us"
        "|bit|little|much|some|still|up|by|will|what|in|on|at|get|want|need|like"
    },
}

REQUESTS: tuple[tuple[str, str], ...] = (
    ("name_version", r"(?:call|name|label|tag|save|store|bookmark|remember|title)\s+(?:this|it|that"
     r"|the (?:present|current|newest|latest)|what we have)(?:\s+(?:one|version|cut|film|ad|state"
     r"|variant|edit|now))*(?:\s+as|\s+under(?: the name(?: of)?)?|\s+by the name(?: of)?)?"
     r"[\s:]+(?P<v>.+)"),
    ("name_version", r"(?:give|let's give)\s+(?:this|it)(?: version| one)?\s+the name\s+(?P<v>.+)"),
    ("name_version", r"(?:this|it)(?: version| one)?(?: is| shall be| should be| will be)"
     r" (?:called|named)\s+(?P<v>.+)"),
    ("variant", r"(?:make|start|try|create|do|begin|open|set up|let's \w+|i want|i'd like|give me"
     r"|add)\b.*\b(?:variant|variation|a/b \w+|b version|second version|alternative version)"
     r"(?:\s+(?:called|named|with the name|by the name of|under the name))\s+(?P<v>.+)"),
    ("variant", r"(?:make|start|try|create|do|begin|open|set up|let's \w+|i want|i'd like|give me"
     r"|add)\s+(?:a |the )?(?:variant|version)\s+(?P<v>[b-z])"),
    ("go_to", r".*\b(?:the|that) (?:one|version|variant)?\s*(?:that |which )?(?:i|we)(?:'ve| have)?"
     r" (?:called|named|saved as|labelled)\s+(?P<v>.+)"),
    ("go_to", r".*\b(?:the )?(?:one|version|variant)\s+(?:called|named)\s+(?P<v>.+)"),
    ("go_to", r".*\b(?:version|v)\s*(?:number |no\.? |nr\.? |#)?(?P<v>\d+)\b.*"),
    ("go_to", r".*\b(?:the )?(?P<v>original|oldest|newest|latest|current)(?: version)?"
     r"(?: again)?"),
    ("go_to", r".*\b(?:go|back|return|switch|jump|show|open|use|take|load|restore|see)\b.*"
     r"\b(?:version|variant)\s+(?P<v>[^\s,]+)(?: again| please)?"),
    ("go_to", r"(?:.*\b(?:go|take me|bring me|switch|return|jump|get)\s+)?back to\s+(?P<v>.+)"),
    ("go_to", r"(?:go|switch|return|jump)\s+to\s+(?P<v>.+)"),
    ("go_to", r"(?:show|open|load|restore|use)(?: me)?\s+(?:the )?(?P<v>[\w-]+) version"
     r"(?: again)?"),
)
