"""How things look, sound and move, in German; the same meanings as `style_en`."""

WORDS: dict[str, dict[str, str]] = {
    "own_music": {
        "composed": "deine musik|eure musik|komponierte musik|komponiert"
        "|originalmusik|nicht meine musik",
        "track": "meine eigene musik|meinen eigenen song|eigene musik"
        "|mein lied|mein song|meine musik|meinen song|dieses lied|diesen song|diese musik"
        "|angehängt*|mein stück",
    },
    "louder": {"": "lauter|lautere|lauteren|leiser|leisere|leiseren|zu laut|zu leise|lautstärke"
               "|aufdrehen|runterdrehen|hochdrehen|herunterdrehen|dezibel*|nicht so laut"},
    "mood": {
        "warm": "warm*|wärmer*|herzlich*|gefühlvoll*|gemütlich*|freundlich*|emotional*|romantisch*"
        "|zärtlich*|liebevoll*|wohlig*",
        "bold": "kräftig*|treibend*|energisch*|mutig*|laut*|schneller*|schnelle|fröhlich*|episch*"
        "|mitreißend*|flott*|dynamisch*|dramatisch*|lebhaft*|stark*|aufregend*|spannend*"
        "|mehr energie|mehr schwung|schwungvoll*|peppig*|heiter*|lebendig*",
        "calm": "ruhig*|leise*|sanft*|entspannt*|still*|langsam*|zart*|traurig*|verträumt*"
        "|melancholisch*|friedlich*|weich*|dezent*|gedämpft*|unaufgeregt*|besinnlich*",
    },
    "tone": {
        "warm": "warm|herzlich|freundlich|gemütlich|gefühlvoll|liebevoll|warmherzig",
        "bold": "mutig|frech|laut|stark|kräftig|selbstbewusst|kühn|energisch|auffällig",
        "elegant": "elegant|edel|hochwertig|luxuriös|schick|fein|stilvoll|minimalistisch",
        "playful": "verspielt|lustig|witzig|spielerisch|humorvoll|fröhlich|heiter",
    },
    "tone_change": {
        "elegant": "eleganter|edler|hochwertiger|schicker|stilvoller",
        "playful": "verspielter|lustiger|witziger|fröhlicher",
        "bold": "mutiger|frecher|kräftiger|auffälliger",
        "warm": "herzlicher|freundlicher|gemütlicher|liebevoller",
    },
    "look": {
        "noir": "dunkler* look|dunklen look|dunkler hintergrund|dunklen hintergrund|noir"
        "|schwarzer hintergrund|schwarzen hintergrund|dunkler stil|mach es dunkel|mach ihn dunkel"
        "|dunklen stil|dunkleren look|dunklere* look|dunkler und edel|düsterer look|nachtlook"
        "|dunkleren hintergrund|dunklerer hintergrund|dunklerer stil|dunkleren stil",
        "daylight": "heller* look|hellen look|heller hintergrund|hellen hintergrund|tageslicht"
        "|weißer hintergrund|weißen hintergrund|heller stil|mach es hell|mach ihn hell|luftig*"
        "|hellen stil|helleren look|helleren hintergrund|hellerer hintergrund|helleren stil"
        "|hellerer stil|freundlicher look|heller und freundlicher",
        "pop": "bunt|bunter|bunte|bunten look|bunter look|poppig*|farbig*|knallig*|mehr farbe|pop"
        "|mutiger look|kräftige farben|kräftigere farben|farbenfroh*|mehr farben|bunter stil"
        "|bunten stil|verspielter look|leuchtende farben",
    },
    "aspect": {
        "9:16": "9:16|hochformat|hochkant|senkrecht|tiktok|reel|reels|story|stories|shorts|handy"
        "|9 zu 16|instagram-story|instagram-stories",
        "1:1": "1:1|quadrat*|instagram-feed|feed|1 zu 1",
        "16:9": "16:9|querformat|quer|breitbild|youtube|fernsehen|tv|waagerecht|16 zu 9",
    },
    "light": {
        "warm": "wärmer*|warm*|kerzenlicht|gemütlicher*|mehr wärme|erwärm*",
        "cool": "kühl*|kälter*|kalt*|bläulich*|eisig*|mondlicht|winterlich*|frostig*",
        "bright": "hell|heller*|mehr licht|helles|helle|hellen|aufhellen|hell auf|helle* auf"
        "|mehr helligkeit|erhell*",
        "dark": "dunkel|dunkler*|düster*|weniger licht|abdunkeln|dunkle*|verdunkel*|finster*|nachts"
        "|schummrig*",
        "golden": "golden*|goldene*|sonnig*|abendlicht|sonnenuntergang|abendsonne|morgensonne"
        "|sonnenaufgang|morgenlicht",
        "neon": "neon*",
        "soft": "weich*|sanft*|sanfter*|diffus*", "pink": "rosa licht|rosiges licht|rosig*",
        "green": "grünes licht|grünlich*",
    },
    "motion": {
        "fast": "schneller*|dynamisch*|mehr bewegung|lebendig*|mehr energie|flotter|wilder"
        "|mehr schwung|mehr action|lebhafter|lebhaft|schnell|flott|rasanter|energischer|zackiger"
        "|mehr tempo|temporeicher|zügiger|mehr dynamik|beschleunig*|schwungvoller|weniger ruhig",
        "calm": "langsamer*|ruhiger*|weniger bewegung|ruhig*|langsam*|weniger energie|sanfter"
                " bewegt"
        "|gemächlicher|subtiler|langsam|weniger tempo|zeitlupe|weniger hektisch|weniger dynamisch"
        "|entspannter|gemütlicher bewegt|verlangsam*|weniger action|weniger schnell",
        "still": "keine bewegung|ohne bewegung|still|stillstehend|statisch|keine kamerabewegung"
        "|ohne kamerabewegung|unbewegt|stillstehen|kamera still",
    },
    "camera": {
        "slow push in": "langsam heranzoomen|heranzoomen|langsam rein*|reinzoomen|zoom rein"
        "|näher ran|langsamer zoom|langsamen zoom|fahr ran|langsam ranzoomen|ranzoomen|zoom ran"
        "|näher heran|zoom langsam heran|heranfahren|fahr näher|zoom heran|zoome heran"
        "|zoom langsam rein|zoome rein|zoome langsam rein|zoome langsam heran|zoome ran",
        "slow pull back": "rauszoomen|herauszoomen|langsam zurück*|weiter weg|zoom raus|wegfahren"
        "|zoom heraus|zoome raus|zoome heraus|zurückfahren|zoom langsam raus|fahr zurück",
        "slow tilt down": "von oben nach unten|nach unten|abwärts",
        "smooth arc around the product": "um das produkt|umkreis*|kreisen|drehen|dreh dich|rotier*"
                                         "|um die flasche|kreise*",
        "slow pan left": "nach links", "slow pan right": "nach rechts|schwenk*",
        "sideways drift": "seitwärts|zur seite|seitlich*|gleiten", "hand-held": "handkamera"
        "|wackel*",
        "slow tilt upwards": "von unten|nach oben|kippen|aufwärts",
    },
    "transition": {
        "zoom": "zoom", "light": "licht|lichtblitz|blitz|aufblenden|überblenden|blende|weich*",
        "push": "schieben|schub|wischen|wischer|schiebe*",
        "cut": "schnitt|harter schnitt|harten schnitt|kein übergang|keinen übergang|hart*",
    },
    "clear_transition": {
        "light": "überblenden|aufblenden|lichtblitz|überblendung|blende|weicher übergang"
        "|weichen übergang|überblende",
        "push": "wischen|wischer|wischblende",
        "cut": "harter schnitt|harten schnitt|harte schnitte|kein übergang|keinen übergang"
        "|keine übergänge",
    },
    "size": {"shorter": "kürzer*|kürze|kürzen|verkürz*|knapper|straffe*",
             "longer": "länger*|verlänger*|mehr zeit|streck*|dehn*"},
}
