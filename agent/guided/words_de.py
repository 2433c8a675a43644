"""What people write in German; the same groups and meanings as `words_en`."""

WORDS: dict[str, dict[str, str]] = {
    "act": {
        "yes": "ja|jo|jap|klar|gerne|gern|los|los geht's|mach das|mach es|passt|okay|in ordnung"
        "|einverstanden|leg los|starte|start|perfekt|gut so|sieht gut aus|gefällt mir|super",
        "no": "nein|nee|nö|jetzt nicht|noch nicht|später|lieber nicht|abbrechen|warte|nein danke",
        "skip": "weiter|überspringen|egal|ist egal|ist mir egal|weiß nicht|weiß ich nicht"
        "|keine ahnung|kein logo|ohne logo|nichts|keins|keine|such du aus|entscheide du"
        "|entscheid du|du entscheidest|nächste frage|auslassen|spielt keine rolle|wie du willst"
        "|was du willst|kommt drauf an",
        "skip_all": "alles überspringen|überrasch mich|überrasche mich|mach einfach|fang einfach an"
        "|keine fragen mehr|genug gefragt|entscheide alles|leg einfach los|mach einfach mal",
        "undo": "rückgängig|mach das rückgängig|mach's rückgängig|zurück|nimm das zurück|wie vorher"
        "|wie zuvor|vorherige version|letzte änderung zurück|doch nicht",
        "redo": "wiederholen|wiederherstellen|wieder vor|vor|stell es wieder her|doch wieder",
        "how_long": "wie lange|wie lang|wann ist es fertig|wann ist er fertig|dauer|dauert es*"
        "|wie viel zeit|wann fertig|ist es fertig|wie viele minuten|wann bist du fertig",
        "how_much": "wie viel kostet*|was kostet*|kosten|preis|wie teuer|ist das kostenlos"
        "|kostet das was|was zahle ich|wie viel",
        "progress": "fortschritt|stand|wie weit|wie weit bist du|wie läuft*|was machst du"
        "|was passiert|wie steht's|wie sieht's aus",
        "stop": "stopp|stop|halt|anhalten|aufhören|hör auf|abbruch|rendern stoppen",
        "retry": "noch mal versuchen|nochmal versuchen|versuch es noch mal|versuch es nochmal"
        "|noch einmal|noch mal|nochmal",
        "start_again": "von vorn|von vorne|neu anfangen|neu starten|neustart|neues projekt"
        "|neuer film|neue anzeige|noch mal von vorn|nochmal von vorne|fang neu an|neuer spot",
        "help": "hilfe|hilf mir|was kannst du|was kann ich sagen|was kann ich ändern"
        "|wie funktioniert das|wie geht das|was nun|beispiele|was jetzt",
        "show": "zeig das storyboard|zeig mir das storyboard|zeig mir*|zeig die szenen|zeig her"
        "|zeig es",
        "check_again": "noch mal nachfragen|nachfragen|frag noch mal nach|frag nach|noch mal prüfen"
        "|prüf noch mal|prüf es noch mal|nachsehen|sieh noch mal nach",
        "count_lost": "als verloren zählen|zähl es als verloren|als verloren verbuchen"
        "|verloren geben|gib es verloren|abschreiben|schreib es ab",
        "rewrite": "schreib neu|schreib es neu|neues storyboard|schreib alles neu"
        "|neuer text überall"
        "|schreib das storyboard neu|schreib den film neu|anderes storyboard",
        "greet": "hallo|moin|servus|guten tag|guten morgen|guten abend|grüß dich|grüezi|na",
        "thanks": "danke|vielen dank|danke schön|dankeschön|toll|klasse|wunderbar|schön|wow"
        "|großartig|merci|danke dir|wunderschön",
        "german": "deutsch|auf deutsch|sprich deutsch|in deutsch",
        "english": "englisch|auf englisch|sprich englisch",
    },
    "filler": {
        "": "bitte|jetzt|dann|mal|doch|das|die|den|der|kannst du|könntest du|ach|und|mir|also|okay"
        "|na|noch|es|ich möchte|ich will|gern|sprich|rede|wir|so|einfach"
    },
    "shot": {"": "szene|szenen|einstellung*|bild|bilder|bildern|clip|clips|shot|shots|teil"},
    "everything": {"": "alle|alle szenen|allen szenen|jede szene|jeder szene|alles|überall"
                   "|den ganzen film|der ganze film|im ganzen film"},
    "beat": {
        "hook": "hook|auftakt|einstieg|anfang|intro|eröffnung",
        "problem": "problem|problemszene|problem-szene",
        "solution": "lösung|lösungsszene|produktszene|enthüllung|auflösung",
        "cta": "cta|schluss|ende|endkarte|abspann|outro|letzte szene|letzten szene|schlussbild"
        "|aufruf|schlussszene|letztes bild|letzten bild",
    },
    "ordinal": {
        "1": "erste*|1.", "2": "zweite*|2.", "3": "dritte*|3.", "4": "vierte*|4.",
        "5": "fünfte*|5.", "6": "sechste*|6.", "7": "siebte*|7.", "8": "achte|achten|achtes|8.",
        "9": "neunte*|9.", "10": "zehnte*|10.", "11": "elfte*|11.", "12": "zwölfte*|12.",
    },
    "number": {
        "1": "eins", "2": "zwei", "3": "drei", "4": "vier", "5": "fünf", "6": "sechs",
        "7": "sieben", "8": "acht", "9": "neun", "10": "zehn", "11": "elf", "12": "zwölf",
    },
    "verb": {
        "swap": "tausch*|vertausch*|wechsle|austauschen",
        "move": "schieb*|verschieb*|setz*|stell*|zieh*|leg|rück*|pack*",
        "remove": "entfern*|lösch*|streich*|weg|raus|lass*|wirf|nimm*|weglassen|ohne|kein|keine"
        "|keinen|wegnehmen",
        "remove_shot": "entfern*|lösch*|streich*|wirf|weglassen|raus|weg|nimm|lass",
        "add": "füg*|hinzu|ergänz*|einfügen",
        "new_shot": "noch eine szene|weitere szene|neue szene|zusätzliche szene|szene hinzu"
        "|füg eine szene|füge eine szene|szene ein|neue einstellung|weitere einstellung",
        "take": "noch ein versuch|neuer versuch|neuen versuch|noch mal|nochmal|neue aufnahme"
        "|andere aufnahme|anderes bild|neues bild|anderer clip|neu machen|mach neu|andere version"
        "|versuch es noch*|probier es noch*|anderen clip|anderer ton|neuer ton|anderen ton"
        "|noch einen versuch|neue variante|andere variante",
        "rewrite": "umschreib*|formulier*|umformulier*|beschreib*|neu beschreiben|neu schreiben"
        "|neu formulieren|neu geschrieben",
        "say": "soll heißen|soll sagen|sagt|sagen|heißen|soll stehen|steht|stehen|lauten|lautet"
        "|schreib|schreibe|ersetz*",
        "change": "änder*|mach*|setz*|nimm|nutze|gib|ersetz*|stell*|verwende",
    },
    "role": {
        "headline": "überschrift*|titel|slogan|claim|text|texte|zeile|zeilen|wort|wörter"
        "|schlagzeile*"
        "|headline|spruch|name|namen",
        "point": "punkt|punkte|vorteil|vorteile|stichpunkt*|schmerzpunkt*|aufzählung|grund|gründe",
        "kicker": "dachzeile|kleine zeile|oberzeile|kicker",
        "button": "button|knopf|schaltfläche|knopfes",
        "offer": "angebot|rabatt|aktion|preis|angebots",
        "address": "adresse|webseite|website|internetadresse|link|url|domain|webadresse",
        "caption": "untertitel|bildunterschrift",
    },
    "thing": {
        "music": "musik|lied|song|soundtrack|melodie|track|*musik|stück",
        "logo": "logo|firmenlogo|markenzeichen",
        "product": "produktfoto|produktbild|foto|packshot|produktaufnahme",
        "film": "insgesamt|gesamt|im ganzen|ganzer film|ganze film|film|spot|video|alles|werbung"
        "|gesamtlänge|clip insgesamt",
        "transition": "übergang|übergänge|überblendung|wechsel",
        "seconds": "sekunden|sekunde|sek|s",
    },
    "part": {
        "sound": "ton|geräusche|geräusch|klang|audio|sound",
        "clip": "clip|bewegung|video|animation",
        "picture": "bild|foto|aufnahme|motiv",
    },
    "other": {"": "andere|anderer|anderes|anderen|neue|neuer|neues|neuen|wechsle|tausch*"},
    "own_music": {
        "composed": "deine musik|eure musik|komponierte musik|komponiert"
        "|originalmusik|nicht meine musik",
        "track": "meine eigene musik|meinen eigenen song|eigene musik"
        "|mein lied|mein song|meine musik|meinen song|dieses lied|diesen song|diese musik"
        "|angehängt*|mein stück",
    },
    "mood": {
        "warm": "warm*|wärmer*|herzlich*|gefühlvoll*|gemütlich*|freundlich*|emotional*",
        "bold": "kräftig*|treibend*|energisch*|mutig*|laut*|schneller*|schnelle|fröhlich*|episch*"
        "|mitreißend*|flott*",
        "calm": "ruhig*|leise*|sanft*|entspannt*|still*|langsam*|zart*",
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
        "|schwarzer hintergrund|schwarzen hintergrund|dunkler stil|mach es dunkel|mach ihn dunkel",
        "daylight": "heller* look|hellen look|heller hintergrund|hellen hintergrund|tageslicht"
        "|weißer hintergrund|weißen hintergrund|heller stil|mach es hell|mach ihn hell|luftig*",
        "pop": "bunt|bunter|bunte|bunten look|bunter look|poppig*|farbig*|knallig*|mehr farbe|pop"
        "|mutiger look|kräftige farben",
    },
    "aspect": {
        "9:16": "9:16|hochformat|hochkant|senkrecht|tiktok|reel|reels|story|stories|shorts|handy",
        "1:1": "1:1|quadrat*|instagram-feed|feed",
        "16:9": "16:9|querformat|quer|breitbild|youtube|fernsehen|tv|waagerecht",
    },
    "light": {
        "warm": "wärmer*|warm*", "cool": "kühl*|kälter*|kalt*|bläulich*",
        "bright": "hell|heller*|mehr licht|helles", "dark": "dunkel|dunkler*|düster*|weniger licht",
        "golden": "golden*|goldene*|sonnig*|abendlicht|sonnenuntergang", "neon": "neon*",
        "soft": "weich*|sanft*|sanfter*", "pink": "rosa licht|rosiges licht|rosig*",
        "green": "grünes licht|grünlich*",
    },
    "motion": {
        "fast": "schneller|dynamisch*|mehr bewegung|lebendig*|mehr energie|flotter|wilder"
        "|mehr schwung|mehr action|lebhafter",
        "calm": "langsamer|ruhiger|weniger bewegung|ruhig|weniger energie|sanfter bewegt"
        "|gemächlicher"
        "|subtiler",
        "still": "keine bewegung|ohne bewegung|still|stillstehend|statisch",
    },
    "camera": {
        "slow push in": "langsam heranzoomen|heranzoomen|langsam rein*|reinzoomen|zoom rein"
        "|näher ran|langsamer zoom|langsamen zoom|fahr ran|langsam ranzoomen|ranzoomen",
        "slow pull back": "rauszoomen|herauszoomen|langsam zurück*|weiter weg|zoom raus|wegfahren",
        "smooth arc around the product": "um das produkt|umkreis*|kreisen|drehen|dreh dich|rotier*",
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
        "light": "überblenden|aufblenden|lichtblitz|überblendung", "push": "wischen|wischer",
        "cut": "harter schnitt|harten schnitt|kein übergang|keinen übergang",
    },
    "size": {"shorter": "kürzer*|kürze|verkürz*|knapper", "longer": "länger*|verlänger*|mehr zeit"},
    "place": {
        "start": "an den anfang|nach vorn|nach vorne|am anfang|ganz vorn*|als erstes"
        "|an den start",
        "end": "ans ende|nach hinten|am ende|zum schluss|ganz hinten|als letztes|an den schluss",
        "before": "vor", "after": "nach|hinter",
    },
    "place_after_verb": {"start": "zuerst", "end": "zuletzt"},
    "last": {"": "letzte*"},
    "cannot": {
        "voice": "stimme|sprecher*|erzähler*|gesprochen*|vorlesen|sprechen|voiceover",
        "people": "person|personen|menschen|schauspieler*|frau|mann|hand|hände|gesicht",
        "publish": "veröffentlich*|posten|poste|hochladen auf|teilen|verschick*",
        "font": "schrift|schriftart|schriftgröße|größere schrift|kleinere schrift|größer schreiben"
        "|text größer|text kleiner|buchstaben",
        "colour": "farbe|farben|rot|rote|roten|blau*|grün*|gelb*|rosa|lila|orange|türkis",
        "size": "größer*|kleiner*",
        "format": "gif|4k|mov|webm|prores",
        "silence": "ohne musik|keine musik|stumm|musik weg|musik raus",
    },
    "start_of_purpose": {"": "ein|eine|einen|unser|unsere|das ist ein*|es ist ein*"
                         "|handgemachte*|selbstgemachte*"},
    "for": {"": "für"},
    "marker": {
        "tone": "ton|stimmung|stil|tonfall|klang", "aspect": "format|seitenverhältnis|für",
        "logo": "logo|firmenlogo", "photo": "produkt|foto|produktfoto|packung|ware",
    },
    "language": {
        "": "der|die|das|und|ist|ein|eine|einen|für|mit|nicht|ich|wir|bitte|mein|meine|unser|unsere"
        "|heißt|soll|sollen|mach|auf|den|dem|im|es|auch|aber|oder|sie|du|hallo|moin|servus|grüezi"
        "|guten|danke|ja|nein|weiter|überspringen|egal|hilfe|möchte|brauche|werbung|deutsch|hier"
        "|kein|zeig|alle|menschen|von|zum"
    },
}

FACTS: tuple[tuple[str, str], ...] = (
    ("name",
     r"(?:^|.*\b)(?:heißt|nennt sich|nennen es|heisst)\s+(?:es\s+|das produkt\s+)?(?P<v>.+)"),
    ("name", r"(?:der |produkt)*name(?: ist|:| lautet)\s*(?P<v>.+)"),
    ("audience",
     r"(?:die |unsere |meine )*(?:zielgruppe|kunden|kundschaft)(?: ist| sind|:)\s*(?P<v>.+)"),
    ("audience",
     r"(?:es |das |sie )?(?:ist |sind )?(?:richtet sich an|gedacht für|gemacht für)\s+(?P<v>.+)"),
    ("action", r"(?:die )?(?:aktion|handlung|aufforderung|cta|button|knopf)(?: ist|:)\s*(?P<v>.+)"),
    ("action", r"(?:sie|die leute|leute|zuschauer|kunden|man|alle) soll(?:en|ten)?\s+(?P<v>.+)"),
    ("offer", r"(?:das |unser )*(?:angebot|rabatt)(?: ist|:)\s*(?P<v>.+)"),
    ("offer", r"(?P<v>(?:\d+ ?% (?:rabatt|auf|weniger|günstiger)|(?:gratis|kostenlose[rn]?)\s+"
     r"(?:versand|lieferung)).*)"),
    ("address",
     r"(?:die |unsere |meine )*(?:adresse|webseite|website|shop|seite)(?: ist|:)\s*(?P<v>\S+)"),
    ("benefits", r"(?:die |unsere )*(?:vorteile?|stärken?|pluspunkte?|besonderheiten)"
     r"(?: sind| ist|:)\s*(?P<v>.+)"),
    ("purpose", r"(?:der )?zweck(?: ist|:)\s*(?P<v>.+)"),
    ("purpose", r"ist\s+(?P<v>eine?n? .+)"),
    ("purpose", r"(?:es ist|das ist|es sind|das sind|wir verkaufen|ich verkaufe)\s+"
     r"(?P<v>(?:eine?n? |unsere? |meine? |für |hand|selbst).+)"),
)
