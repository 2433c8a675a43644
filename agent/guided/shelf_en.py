"""Words for brand kits and projects, in English; tables as in `words_en`.

`PROJECTS` are requests about whole projects, as expressions: `p` says which one, `v` is a title.
"""

WORDS: dict[str, dict[str, str]] = {
    "kit": {"": "brand|brand's|brands|brand kit|brand kits|brand kit's|kit|kit's|branding|brandkit"
            "|brand book|brand colour*|brand color*|brand font|brand logo|brand set|company brand"},
    "kit_new": {"": "set up|setup|set me up|create|make|make me|new|save|add|define|start|begin"
                "|establish|register|store|put together|build"},
    "kit_field": {
        "accent": "accent|accents|accent colour|accent color|second colour|second color"
        "|secondary colour|secondary color|2nd colour|2nd color|highlight colour|highlight color",
        "primary": "primary|main colour|main color|primary colour|primary color|first colour"
        "|first color|base colour|base color|leading colour",
        "colour": "colour|colours|color|colors|palette|brand colours|brand colors|brand colour"
        "|brand color",
        "tone": "tone|tone of voice|voice|mood|feel",
        "action": "call to action|cta|call-to-action|action|button",
        "offer": "offer|discount|deal|promo",
        "address": "address|website|web address|url|domain|homepage|web site|site|shop address",
        "logo": "logo|logos|brand mark",
        "font": "font|typeface|fonts|lettering|type",
        "never": "never|forbidden|banned|taboo|must not|mustn't|don't ever|do not ever|off limits"
        "|off-limits|words to avoid|avoid",
    },
    "kit_default": {"": "for new ads|for all ads|for all new ads|by default|as default|as the"
                    " default|for every ad|for every new ad|for all my ads|from now on"
                    "|as my default|the default brand|my default brand|for future ads"},
    "kit_use": {"": "use it|use it here|use that|use it now|put it on this film|put it on the film"
                "|for this ad|for this film|apply it|on this film|take it|in this ad|in this film"},
    "kit_drop": {"": "remove|delete|drop|without|no|take away|take off|take out|get rid of|clear"
                 "|lose|forget|erase|scrap|out of"},
    "kit_delete": {"": "delete|erase|get rid of|throw away|forget|trash|scrap|destroy|bin"},
    "copied": {"new": "the copy|the duplicate|the clone|the copied shot|the copied scene"
               "|the new one|the new shot|the new scene|the added shot|the added one|the new copy",
               "original": "the original|the original shot|the original one|the original scene"
               "|the old one"},
    "half": {"first": "the first half|the first part|the 1st half|the first piece|first half",
             "second": "the second half|the second part|the 2nd half|the 2nd part|the other half"
             "|the last half|the latter half|second half|the second piece"},
    "both_made": {"": "both halves|both of them|both parts|both shots|both copies|both"},
    "colour_name": {
        "#000000": "black", "#ffffff": "white", "#808080": "grey|gray", "#c0392b": "red",
        "#8b0000": "dark red|deep red", "#800020": "burgundy|bordeaux|wine red",
        "#e67e22": "orange", "#f1c40f": "yellow", "#d4af37": "gold|golden",
        "#c0c0c0": "silver", "#b87333": "copper", "#cd7f32": "bronze", "#2ecc71": "green",
        "#1e5631": "dark green|forest green|bottle green", "#708238": "olive|olive green",
        "#98ff98": "mint|mint green", "#1abc9c": "turquoise|teal", "#3498db": "blue",
        "#87ceeb": "light blue|sky blue", "#0b1f4b": "navy|dark blue|navy blue|deep blue",
        "#8e44ad": "purple|violet", "#c8a2c8": "lilac|lavender", "#e91e63": "pink|magenta",
        "#f7cac9": "rose|light pink|blush", "#8b5a2b": "brown", "#d2b48c": "tan|sand",
        "#f5f5dc": "beige", "#fffdd0": "cream|ivory|off-white", "#ff7f50": "coral",
    },
}

_OURS = r"(?:this|the|my|our|that)\s+"
_A_PROJECT = rf"(?:{_OURS})?(?:present |current |whole |entire |other |old )?project"
_OPEN = (r"(?:open|re-?open|load|resume|continue|continue with|go on with|carry on with"
         r"|work on|switch to|switch over to|change to|go to|go back to|get back to|take me to"
         r"|bring back|bring up|jump to|pick up)")
PROJECTS: tuple[tuple[str, str], ...] = (
    ("open", rf"{_OPEN}\s+(?:{_OURS})?(?:other |old )?(?:project|ad called|film called|ad named)"
     r"\s+(?:called |named |for )?(?P<p>.+)"),
    ("open", rf"{_OPEN}\s+(?:the |my )?(?P<p>.+?)\s+project"),
    ("rename", r"(?:rename|retitle|re-name)\s+(?:(?:this|the|my|our)\s+)?"
     r"(?:(?:project|ad|film)\s*)?(?P<p>.*?)\s*\b(?:to|as|into)\s+(?P<v>.+)"),
    ("rename", r"(?:call|name|title)\s+(?:this|the|my|our)\s+project\s+(?P<v>.+)"),
    ("rename", rf"(?:change|set)\s+(?:the )?(?:name|title) of {_A_PROJECT}(?:\s+(?P<p>.+?))?"
     r"\s+to\s+(?P<v>.+)"),
    ("rename", rf"(?:change|set)\s+{_A_PROJECT}(?:'s)? (?:name|title)\s+to\s+(?P<v>.+)"),
    ("rename", rf"{_A_PROJECT}(?:'s (?:name|title))? (?:should be|shall be|is|is now)"
     r"(?: called| named)?\s+(?P<v>.+)"),
    ("duplicate", r"(?:duplicate|copy|clone|make a copy of|make a duplicate of|create a copy of)\s+"
     rf"{_A_PROJECT}(?P<p>(?:\s+(?!as\b|called\b|named\b|and\b|under\b).+?)?)"
     r"(?:\s+(?:as|called|named|and (?:call|name) (?:it|the copy)|under the name)\s+(?P<v>.+))?"),
    ("delete", rf"(?:delete|remove|erase|discard|throw away|get rid of|trash|bin|scrap)\s+"
     rf"{_A_PROJECT}(?P<p>(?:\s+.+)?)"),
    ("delete", r"(?:delete|erase|discard|throw away|trash)\s+(?:this|the whole|the entire|my) "
     r"(?:ad|film)(?P<p>(?:\s+.+)?)"),
    ("delete", r"(?:delete|erase|trash|throw away)\s+(?:the |my )?(?P<p>(?!brand)[\w-]+) project"),
)
