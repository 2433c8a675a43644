"""Plain requests in German; the same meanings as `acts_en`."""

WORDS: dict[str, dict[str, str]] = {
    "act": {
        "yes": "ja|jo|jep|jap|jawohl|klar|na klar|aber klar|gerne|gern|sehr gern|los|los geht's"
        "|und los|mach das|mach es|mach's|mach ihn|mach den film|passt|passt so|okay|in ordnung"
        "|einverstanden|leg los|fang an|starte|starten|start|perfekt|gut so|sieht gut aus"
        "|gefällt mir|super|auf jeden fall|unbedingt|genau|abgemacht|ja bitte|klingt gut|nur zu"
        "|bitte mach das|kannst du machen|ja mach",
        "at_hand": "nimm es|nimm das|nimm das bild|nimm dieses|nimm dieses bild|nimm das alte"
        "|nimm das alte bild|nimm das vorhandene*|nutze es|nutze das bild|nutze das alte bild"
        "|verwende es|verwende das bild|verwende das alte bild|benutze es|benutze das bild"
        "|ja nimm es|ja nimm das|ja nimm das bild|ja bitte nimm es|ja bitte nimm das bild"
        "|ja nutze es|ja verwende es|ja benutze es|beginne mit dem bild|beginne mit dem alten*",
        "no": "nein|nee|nö|jetzt nicht|noch nicht|später|lieber nicht|abbrechen|warte|nein danke"
        "|auf keinen fall|lass es|lass das|lass mal|vergiss es|besser nicht|eher nicht"
        "|nicht jetzt|moment noch|warte noch",
        "skip": "weiter|überspringen|egal|ist egal|ist mir egal|weiß nicht|weiß ich nicht"
        "|keine ahnung|kein logo|ohne logo|nichts|keins|keine|such du aus|entscheide du"
        "|entscheid du|du entscheidest|nächste frage|auslassen|spielt keine rolle|wie du willst"
        "|was du willst|kommt drauf an",
        "skip_all": "alles überspringen|überrasch mich|überrasche mich|mach einfach|fang einfach an"
        "|keine fragen mehr|genug gefragt|entscheide alles|leg einfach los|mach einfach mal",
        "undo": "rückgängig|mach das rückgängig|mach's rückgängig|mach es rückgängig|zurück"
        "|nimm das zurück|nimm es zurück|wie vorher|wie zuvor|vorherige version|letzte version"
        "|zur vorigen version|letzte änderung zurück|doch nicht|letzte änderung rückgängig"
        "|einen schritt zurück|ein schritt zurück|vorher war es besser|vorher war's besser"
        "|das war vorher besser|so wie vorher|so wie es war|wie es war|mach das ungeschehen"
        "|ungeschehen|das letzte zurück|stell das zurück|zurücknehmen",
        "redo": "wiederholen|wiederherstellen|wieder vor|vor|stell es wieder her|doch wieder"
        "|einen schritt vor|ein schritt vor|hol es zurück|hol das zurück|stell das wieder her"
        "|nun doch|jetzt doch|die änderung doch|noch mal herstellen|wieder herstellen",
        "how_long": "wie lange|wie lang|wann ist es fertig|wann ist er fertig|dauer|dauert es*"
        "|wie viel zeit|wann fertig|ist es fertig|wie viele minuten|wann bist du fertig"
        "|wann ist das fertig|wann ist der film fertig|wann kann ich*|bist du fertig|bald fertig"
        "|restzeit|wie lange noch",
        "how_much": "wie viel kostet*|was kostet*|kosten|preis|wie teuer|ist das kostenlos"
        "|kostet das was|was zahle ich|wie viel|was würde das kosten|was wird das kosten"
        "|was macht das|wieviel|wieviel kostet*",
        "spend": "was hat das bisher gekostet|bisher gekostet|bis jetzt gekostet|schon gekostet"
        "|bisher ausgegeben|schon ausgegeben|bis jetzt ausgegeben|habe ich ausgegeben"
        "|hab ich ausgegeben|bisher bezahlt|schon bezahlt|wie viel bisher|wie viel bis jetzt"
        "|kosten bisher|bisherige kosten|bisherigen kosten|was hat es gekostet|ausgaben"
        "|was hat das gekostet|wie viel hat es gekostet|wie viel hat das gekostet|rechnung"
        "|wie viel geld*|gekostet|ausgegeben|budget|wieviel bisher|gesamtkosten",
        "cheaper": "billiger|günstiger|preiswerter|zu teuer|geld sparen|weniger kosten|sparen"
        "|weniger bezahlen|weniger ausgeben|billigste*|günstigste*|preis senken|kosten senken"
        "|für weniger geld|kostet zu viel|das ist viel geld|ganz schön teuer|das ist mir zu viel"
        "|kosten reduzieren|preis drücken|sparvariante|sparversion",
        "progress": "fortschritt|stand|wie weit|wie weit bist du|wie läuft*|was machst du"
        "|was passiert|wie steht's|wie sieht's aus|wie steht es|wie sieht es aus|wo stehen wir"
        "|wo sind wir|gibt's was neues|gibt es etwas neues|läuft es noch|läuft das noch"
        "|was machst du gerade|wie weit sind wir",
        "stop": "stopp|stop|halt|anhalten|halt an|aufhören|hör auf|abbruch|rendern stoppen"
        "|stoppen|brich ab|brich das ab|render abbrechen|rendern abbrechen|halte an|stopp das"
        "|stoppe*|unterbrich*|pause|film anhalten|hör auf zu rendern",
        "retry": "noch mal versuchen|nochmal versuchen|versuch es noch mal|versuch es nochmal"
        "|noch einmal|noch mal|nochmal|versuch's noch mal|versuch's nochmal|erneut versuchen"
        "|versuche es erneut|probier es noch mal|probier es nochmal|neuer anlauf|noch ein versuch",
        "start_again": "von vorn|von vorne|neu anfangen|neu starten|neustart|neues projekt"
        "|neuer film|neue anzeige|noch mal von vorn|nochmal von vorne|fang neu an|neuer spot",
        "help": "hilfe|hilf mir|was kannst du|was kann ich sagen|was kann ich ändern"
        "|wie funktioniert das|wie geht das|was nun|beispiele|was jetzt|was kannst du alles"
        "|was kann ich tun|was kann ich machen|was kann ich fragen|anleitung|befehle"
        "|welche möglichkeiten*|was ist möglich|ich weiß nicht weiter|was soll ich sagen",
        "show": "zeig das storyboard|zeig mir das storyboard|zeig mir*|zeig die szenen|zeig her"
        "|zeig es|zeige das storyboard|zeig den film|zeig alle szenen|zeig alles|lass mal sehen"
        "|lass sehen|zeige mir*|zeig's mir|das storyboard sehen|übersicht|storyboard zeigen"
        "|storyboard sehen|was haben wir",
        "versions": "versionen|fassungen|alle versionen|alle fassungen|welche versionen*"
        "|welche fassungen*|zeig die versionen|zeig mir die versionen|zeig mir alle versionen"
        "|zeig mir die fassungen|zeig alle versionen|versionsverlauf|verlauf|frühere versionen"
        "|liste der versionen|versionen zeigen|was hatten wir schon|ältere versionen|bisherigen"
        " versionen|zeige die versionen|zeige mir die versionen|zeige alle versionen",
        "variant": "variante|varianten|eine variante|a/b-variante|a/b-test|a/b test|ab-test"
        "|zweite fassung|zweite version|alternative fassung|alternative version|b-version"
        "|b-variante|eine kopie vom film|eine kopie des films|neue variante|andere variante"
        "|zweite variante|eine alternative",
        "name_version": "benenn diese version|benenne diese version|gib dieser version einen namen"
        "|speichere diese version|merk dir diese version|speicher das|speichere das|merk dir das"
        "|merk dir diesen stand|nenn diese version|gib dem einen namen|version benennen",
        "go_to": "eine frühere version|eine ältere version|eine andere version",
        "keep_rest": "behalte den rest|den rest behalten|behalt den rest|lass den rest|der rest"
        " bleibt*|der rest soll*|rest behalten|lass die anderen*|die anderen bleiben*"
        "|die anderen behalten|alles andere bleibt*|alles andere soll*|alles andere behalten"
        "|behalte alles andere|lass alles andere*|rest so lassen|den rest so lassen"
        "|der rest kann*|rest lassen|behalte die anderen",
        "models": "modelle|welche modelle*|welches modell*|zeig die modelle|zeig mir die modelle"
        "|verfügbare modelle|welche anbieter*|welcher anbieter*|anbieter|wer macht*|andere modelle"
        "|welche ki*|mit welchem modell*|mit welchen modellen*|liste der modelle|wer kann*"
        "|zeige die modelle|zeige mir die modelle",
        "brands": "marken|meine marken|zeig meine marken|zeig mir meine marken|zeige meine marken"
        "|welche marken*|unsere marken|alle marken|alle meine marken|markenliste"
        "|liste meiner marken"
        "|zeig mir die marken|zeig die marken|markensets|meine markensets|welche markensets*"
        "|was für marken*|wie viele marken*",
        "brand": "meine marke|markenpaket|markenset|welche marke*|unsere marke|brand kit|die marke"
        "|zeig mir die marke|zeig die marke|zeig meine marke|zeig mir meine marke",
        "projects": "projekte|meine projekte|andere projekte|zeig meine projekte"
        "|zeig mir meine projekte|welche projekte*|meine filme|meine spots|meine anderen projekte"
        "|projekt wechseln|anderes projekt|alle projekte|meine anderen filme|projektliste"
        "|liste meiner projekte|meine anzeigen|zeige meine projekte|frühere projekte",
        "check_again": "noch mal nachfragen|nachfragen|frag noch mal nach|frag nach|noch mal prüfen"
        "|prüf noch mal|prüf es noch mal|nachsehen|sieh noch mal nach",
        "count_lost": "als verloren zählen|zähl es als verloren|als verloren verbuchen"
        "|verloren geben|gib es verloren|abschreiben|schreib es ab",
        "rewrite": "schreib neu|schreib es neu|neues storyboard|schreib alles neu"
        "|neuer text überall"
        "|schreib das storyboard neu|schreib den film neu|anderes storyboard",
        "greet": "hallo|moin|servus|guten tag|guten morgen|guten abend|grüß dich|grüezi|na|hey du"
        "|hallöchen|grüß gott|tach|hallo du|hallo zusammen",
        "thanks": "danke|vielen dank|danke schön|dankeschön|toll|klasse|wunderbar|schön|wow"
        "|großartig|merci|danke dir|wunderschön|besten dank|herzlichen dank|tausend dank|spitze"
        "|gut gemacht|super gemacht|toll gemacht|schön gemacht|ich liebe es|prima|fantastisch"
        "|hervorragend|ausgezeichnet|cool|sehr schön"
        "|danke sehr|lieben dank",
        "german": "deutsch|auf deutsch|sprich deutsch|in deutsch",
        "english": "englisch|auf englisch|sprich englisch",
    },
    "filler": {
        "": "bitte|jetzt|dann|mal|doch|das|die|den|der|kannst du|könntest du|ach|und|mir|also|okay"
        "|na|noch|es|ich möchte|ich will|gern|sprich|rede|wir|so|einfach"
    },
    "around": {
        "": "darf|dürfen|könnte|könnten|kann|ruhig|würde|soll|sollte|muss|gerne|eigentlich|geht"
            "|ist|ganz|ich|ein|eine|einen|auch|irgendwie|vielleicht|kurz"
        "|schnell|wieder|da|gibt|denn|können|machen|film|spot|uns|hab|habe|haben|hat|mich|zum|für"
        "|hm|tun|dir|sehr|was|wie|etwas|bisschen|im|in|am|an|zu|will|du|ihn"
    },
}

REQUESTS: tuple[tuple[str, str], ...] = (
    ("name_version", r"(?:nenne?|benenne?|speichere?|sichere?|merke?(?: dir)?|taufe?)\s+(?:das|es"
     r"|die|diese[nrs]?|dies|den)(?:\s+(?:hier|version|fassung|stand|film|variante|jetzt))*"
     r"(?:\s+(?:jetzt|hier|mal|bitte))*(?:\s+(?:als|unter(?: dem namen)?))?[\s:]+(?P<v>.+)"),
    ("name_version", r"diese[rs]?(?: version| fassung| hier)*\s+(?:heißt|soll|nennen wir"
     r"|nenne ich)\s+(?P<v>.+?)(?:\s+heißen)?"),
    ("name_version", r"gib (?:dieser (?:version|fassung)|dem|ihr) den namen\s+(?P<v>.+)"),
    ("variant", r".*\b(?:variante|fassung|version|a/b-\w+)\s+(?:namens|mit (?:dem )?namen|die"
     r"|genannt)\s+(?P<v>.+?)(?:\s+(?:heißt|anlegen|starten|machen))?"),
    ("variant", r"(?:mach|leg|starte|erstell|probier|versuch|lass uns|ich möchte|ich will)\w*\b.*"
     r"\b(?:variante|version|fassung)\s+(?P<v>[b-z])(?:\s+\w+)?"),
    ("go_to", r".*\b(?:die|der|zu der|zur|das)\b[^,]*,?\s+(?:die|das|den)?\s*(?:ich|wir)\s+"
     r"(?P<v>.+?)\s+(?:genannt|getauft|benannt)(?: habe?n?)?(?: hatten?)?"),
    ("go_to", r".*\b(?:version|fassung|variante)\s+(?:namens|mit (?:dem )?namen)\s+(?P<v>.+)"),
    ("go_to", r".*\b(?:version|fassung)\s*(?:nummer |nr\.? |#)?(?P<v>\d+)\b.*"),
    ("go_to", r".*\b(?:zur |die )?(?P<v>ursprüngliche[nr]?|originale?n?|neueste[nr]?|aktuelle[nr]?"
     r"|älteste[nr]?)(?: version| fassung)?(?: wieder| zurück)?"),
    ("go_to", r".*\b(?:zurück|geh|gehe|wechsle|wechsel|zeig|zeige|öffne|lade|nimm|spring|hol)\b.*"
     r"\b(?:version|fassung|variante)\s+(?P<v>[^\s,]+)(?: wieder| bitte| zurück)*"),
    ("go_to", r"(?:.*\b)?zurück (?:zu|zur|zum)\s+(?P<v>.+)"),
    ("go_to", r"(?:geh|gehe|wechsle|wechsel|spring)e?\s+(?:wieder )?(?:zu|zur|zum)\s+(?P<v>.+?)"
     r"(?:\s+(?:zurück|wieder))?"),
    ("go_to", r"(?:zeig|zeige|öffne|lade|nimm)(?: mir)?(?: wieder)?\s+(?:die )?(?P<v>[\w-]+)[- ]"
     r"(?:version|fassung)(?: wieder)?"),
)
