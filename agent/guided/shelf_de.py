"""Words for brand kits and projects, in German; the same groups and meanings as `shelf_en`."""

WORDS: dict[str, dict[str, str]] = {
    "kit": {"": "marke|marken|markenset|markenpaket|markenfarbe*|markenlogo|markenschrift"
            "|markenton|brand|brand kit|kit|branding|hausfarbe*"},
    "kit_new": {"": "leg|lege|anlegen|erstell*|richte|einrichten|neue|neues|speicher*|mach"
                "|definier*|erzeug*|füg|hinzufügen|bau"},
    "kit_field": {
        "accent": "akzent|akzentfarbe|zweitfarbe|2. farbe|zweite farbe|zweiten farbe"
        "|sekundärfarbe",
        "primary": "hauptfarbe|primärfarbe|grundfarbe|erste farbe|1. farbe|ersten farbe",
        "colour": "farbe|farben|markenfarbe|markenfarben|hausfarbe|hausfarben",
        "tone": "ton|tonfall|tonalität|stimmung|markenton|tonart",
        "action": "handlungsaufforderung|aufforderung|aufruf|button|knopf|handlungsaufruf",
        "offer": "angebot|rabatt|aktion",
        "address": "adresse|webseite|website|internetadresse|homepage|domain|webadresse|seite",
        "logo": "logo|firmenlogo|markenlogo",
        "font": "schrift|schriftart|markenschrift|hausschrift|schriften",
        "never": "nie|niemals|verboten*|tabu|nie wieder|darf nicht|dürfen nicht|vermeid*|meide",
    },
    "kit_default": {"": "für neue filme|für alle filme|für neue spots|für alle neuen filme"
                    "|für alle neuen spots|als standard|standardmäßig|für alle spots"
                    "|für neue anzeigen|ab jetzt immer|für jeden film|für künftige filme"},
    "kit_use": {"": "nutze sie|nimm sie|verwende sie|nutz sie|für diesen film|für diesen spot"
                "|nimm sie hier|wende sie an|in diesem film"},
    "kit_drop": {"": "entfern*|lösch*|streich*|ohne|kein|keine|keinen|weg|raus|nimm weg"
                 "|vergiss|aus der|herausnehmen"},
    "kit_delete": {"": "lösch*|wirf|vergiss|schmeiß"},
    "copied": {"new": "die kopie|das duplikat|der kopie|die neue|die neue szene|der neuen szene"
               "|das neue|die dopplung|der neuen",
               "original": "das original|die ursprüngliche|die ursprüngliche szene|dem original"
               "|die alte"},
    "half": {"first": "die erste hälfte|der ersten hälfte|den ersten teil|der erste teil"
             "|erste hälfte",
             "second": "die zweite hälfte|der zweiten hälfte|den zweiten teil|der zweite teil"
             "|die andere hälfte|die hintere hälfte|zweite hälfte"},
    "both_made": {"": "beide hälften|alle beide|beide teile|beide szenen|beide"},
    "colour_name": {
        "#000000": "schwarz", "#ffffff": "weiß|weiss", "#808080": "grau", "#c0392b": "rot",
        "#8b0000": "dunkelrot", "#800020": "weinrot|bordeaux|burgunder",
        "#e67e22": "orange", "#f1c40f": "gelb", "#d4af37": "gold|golden",
        "#c0c0c0": "silber", "#b87333": "kupfer", "#cd7f32": "bronze", "#2ecc71": "grün",
        "#1e5631": "dunkelgrün|flaschengrün|tannengrün", "#708238": "oliv|olivgrün",
        "#98ff98": "mint|mintgrün", "#1abc9c": "türkis|petrol", "#3498db": "blau",
        "#87ceeb": "hellblau|himmelblau", "#0b1f4b": "marineblau|dunkelblau|nachtblau|marine",
        "#8e44ad": "lila|violett", "#c8a2c8": "flieder|lavendel", "#e91e63": "pink|magenta",
        "#f7cac9": "rosa|rosé", "#8b5a2b": "braun", "#d2b48c": "sand|sandfarben",
        "#f5f5dc": "beige", "#fffdd0": "creme|elfenbein|cremeweiß", "#ff7f50": "koralle|korall",
    },
}

_THE = r"(?:das|dieses|mein|unser|dem|diesem|meinem|zum|mit dem|am|vom)\s+"
_A_PROJECT = rf"(?:{_THE})?(?:ganze |jetzige |aktuelle |andere )?projekt"
PROJECTS: tuple[tuple[str, str], ...] = (
    ("open", r"(?:öffne|lade|hol|zeig|zeige|wechsle|wechsel|geh|gehe|spring|arbeite)(?: mir)?"
     rf"(?:\s+(?:zu|zurück zu|an))?\s+(?:{_THE})?(?:alte |andere )?projekt\s+"
     r"(?:namens |mit (?:dem )?namen )?(?P<p>.+)"),
    ("open", rf"(?:mach|mache)\s+(?:mit\s+)?{_A_PROJECT}\s+(?P<p>.+?)\s+(?:weiter|auf)"),
    ("open", rf"{_A_PROJECT}\s+(?P<p>.+?)\s+(?:öffnen|aufmachen|laden|weitermachen)"),
    ("rename", rf"(?:benenn|benenne|nenn|nenne)\s+{_A_PROJECT}(?P<p>(?:\s+.+?)?)"
     r"\s+(?:in|zu|um in)\s+(?P<v>.+?)(?:\s+um)?"),
    ("rename", r"(?:nenn|nenne|taufe?)\s+(?:das|dieses|mein|unser) projekt\s+"
     r"(?:(?:jetzt|um|bitte|mal)\s+)*"
     r"(?P<v>.+)"),
    ("rename", rf"{_A_PROJECT}(?P<p>(?:\s+.+?)?)\s+(?:umbenennen in|in)\s+(?P<v>.+?)"
     r"(?:\s+umbenennen)?"),
    ("rename", rf"{_A_PROJECT}(?:\s+(?P<p>.+?))?\s+soll(?:\s+jetzt)?\s+(?P<v>.+?)\s+heißen"),
    ("rename", rf"{_A_PROJECT}\s+heißt\s+(?:jetzt\s+|ab jetzt\s+)?(?P<v>.+)"),
    ("duplicate", rf"(?:dupliziere?|kopiere?|verdopple|mach eine kopie (?:von|vom)"
     rf"|erstelle? eine kopie (?:von|vom))\s+{_A_PROJECT}"
     r"(?P<p>(?:\s+(?!als\b|namens\b|und\b|unter\b).+?)?)"
     r"(?:\s+(?:als|namens|und nenn\w* (?:es|sie|die kopie)|unter dem namen)\s+(?P<v>.+))?"),
    ("duplicate", rf"{_A_PROJECT}(?P<p>(?:\s+.+?)?)\s+(?:duplizieren|kopieren)"),
    ("delete", rf"(?:lösche?|entferne?|verwirf|wirf|schmeiß)\s+{_A_PROJECT}"
     r"(?P<p>(?:\s+(?!weg\b|raus\b).+?)?)(?:\s+(?:weg|raus|endgültig))?"),
    ("delete", r"(?:lösche?|verwirf)\s+(?:diesen|den ganzen|meinen) (?:film|spot)(?P<p>)"),
    ("delete", rf"{_A_PROJECT}(?P<p>(?:\s+.+?)?)\s+(?:löschen|verwerfen|wegwerfen)"),
)
