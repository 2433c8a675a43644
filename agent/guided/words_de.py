"""What people write in German; the same groups and meanings as `words_en`."""

WORDS: dict[str, dict[str, str]] = {
    "plain": {"": "zwischen|bitte|meine|deine|unter|dieser|sollte|könnte|würde|haben|machen|wieder"
              "|einen|einem|einer|flasche|flaschen|produkt|sommer|immer|heute|morgen|etwas|nicht"
              "|gerne|schon|gerade|davor|danach|dabei|dazu|darin|darauf|während|ungefähr|bisschen"
              "|vielleicht|eigentlich|wirklich|werden|wurde|wirkt|duftet|duft|leicht"},
    "shot": {"": "szene|szenen|einstellung*|bild|bilder|bildern|clip|clips|shot|shots|teil|sezne"
                 "|szne"},
    "everything": {"": "alle|alle szenen|allen szenen|jede szene|jeder szene|alles|überall"
                   "|den ganzen film|der ganze film|im ganzen film|alle 4|allen 4|sämtliche*"
                   "|allen bildern|alle bilder|alle clips|jedes bild|jede einstellung|durchgehend"
                   "|allen|in jeder|jeder einzelnen szene|ganzen film|alle einstellungen"},
    "others": {"": "die anderen|die anderen szenen|alle anderen|die übrigen|die übrigen szenen"
               "|der rest|den rest|die restlichen|die restlichen szenen|alle anderen szenen"
               "|allen anderen|den anderen|den übrigen"},
    "except": {"": "außer|bis auf|ausgenommen|ohne|nicht|aber nicht"},
    "middle": {"": "die mittleren|die mittleren szenen|die beiden mittleren|die beiden in der mitte"
               "|den mittleren szenen"},
    "beat": {
        "hook": "hook|auftakt|einstieg|anfang|intro|eröffnung|eröffnungsszene|beginn"
        "|anfangsszene|auftaktszene|auftakts|eröffnungsbild",
        "problem": "problem|problemszene|problem-szene|problems|problembild",
        "solution": "lösung|lösungsszene|produktszene|enthüllung|auflösung|lösungsbild",
        "cta": "cta|schluss|ende|endkarte|abspann|outro|letzte szene|letzten szene|schlussbild"
        "|aufruf|schlussszene|letztes bild|letzten bild|endszene|finale|schlusskarte|endbild"
        "|abschluss|letzte einstellung|letzten einstellung|endkarten|ganz am ende|endes",
    },
    "ordinal": {
        "1": "erste*|1.", "2": "zweite*|2.", "3": "dritte*|3.", "4": "vierte*|4.",
        "5": "fünfte*|5.", "6": "sechste*|6.", "7": "siebte*|7.", "8": "achte|achten|achtes|8.",
        "9": "neunte*|9.", "10": "zehnte*|10.", "11": "elfte*|11.", "12": "zwölfte*|12.",
    },
    "number": {
        "25": "fünfundzwanzig", "35": "fünfunddreißig", "45": "fünfundvierzig",
        "13": "dreizehn", "14": "vierzehn", "15": "fünfzehn", "16": "sechzehn", "18": "achtzehn",
        "20": "zwanzig", "30": "dreißig|dreissig", "40": "vierzig", "50": "fünfzig",
        "60": "sechzig", "90": "neunzig", "1": "eins", "2": "zwei|zwo", "3": "drei", "4": "vier",
            "5": "fünf", "6": "sechs",
        "7": "sieben", "8": "acht", "9": "neun", "10": "zehn", "11": "elf", "12": "zwölf",
    },
    "time": {
        "30 seconds": "eine halbe minute|ne halbe minute|halbe minute",
        "60 seconds": "eine minute|1 minute", "0.5 seconds": "eine halbe sekunde|halbe sekunde",
        "1 second": "eine sekunde", "120 seconds": "2 minuten",
    },
    "verb": {
        "swap": "tausch*|vertausch*|wechsle|austauschen",
        "move": "schieb*|verschieb*|setz*|stell*|zieh*|leg|rück*|pack*|beginn*|hör mit|ende mit",
        "remove": "entfern*|lösch*|streich*|weg|raus|heraus|wirf|weglassen|ohne|kein|keine"
        "|schmeiß*|kick*|keinen|wegnehmen|wegfallen|gestrichen|gelöscht|entfällt|fällt weg"
        "|herausnehmen"
        "|rausnehmen|wegstreichen|rauslassen|keinerlei",
        "remove_shot": "entfern*|lösch*|streich*|wirf|weglassen|raus|weg|wegfallen|herausnehmen"
        "|rausnehmen|heraus|gestrichen|wegnehmen|rauswerfen|rausschmeißen|schneid raus",
        "helper": "nimm|lass|kann|soll|bitte|aus dem film|brauche ich nicht|muss|schneid|schmeiß"
        "|komplett|ganz|die szene|können wir|würde ich",
        "new_shot": "noch eine szene|weitere szene|neue szene|zusätzliche szene|szene hinzu"
        "|füg eine szene|füge eine szene|szene ein|neue einstellung|weitere einstellung"
        "|noch eine einstellung|eine szene mehr|szene dazu|eine szene hinzufügen|szene hinzufügen"
        "|weiteren clip|szene einfügen|neuen clip|fünfte szene",
        "take": "noch ein versuch|neuer versuch|neuen versuch|noch mal|nochmal|neue aufnahme"
        "|andere aufnahme|anderes bild|neues bild|anderer clip|neu machen|mach neu|andere version"
        "|versuch es noch*|probier es noch*|anderen clip|anderer ton|neuer ton|anderen ton"
        "|noch einen versuch|neue variante|andere variante|einen neuen versuch|neuer anlauf"
        "|neu zeichnen|zeichne neu|noch eine aufnahme|neues motiv|anderes motiv|neuer clip"
        "|neuen clip|neuen ton|anderes foto|neues foto|neu rendern|erneut|noch ein bild"
        "|noch einen clip|noch einmal|anderen versuch|anderer versuch|neuen anlauf|neu aufnehmen",
        "rewrite": "überarbeit*|umschreib*|formulier*|umformulier*|beschreib*|neu beschreiben|neu"
                   " schreiben"
        "|neu formulieren|neu geschrieben|anders beschreiben|in anderen worten|neue beschreibung"
        "|überleg dir * neu|denk dir * neu|denk dir etwas anderes",
        "say": "soll heißen|soll sagen|sagt|sagen|heißen|soll stehen|steht|stehen|lauten|lautet"
        "|schreib|schreibe|ersetz*|soll lauten|muss heißen|sollte heißen|sollte stehen|statt"
        "|anstatt|anstelle",
        "change": "änder*|mach*|setz*|nimm|nutze|gib|ersetz*|stell*|verwende|tausch*|pass*"
        "|korrigier*|probier*",
        "add": "füg*|hinzu|ergänz*|einfügen|dazu|zusätzlich*|weiterer|weiteren|weiteres|noch ein"
        "|noch einen|noch eine|außerdem",
    },
    "role": {
        "headline": "überschrift*|titel|slogan|claim|text|texte|zeile|zeilen|wort|wörter"
        "|schlagzeile*"
        "|headline|spruch|name|namen",
        "point": "punkt|punkte|vorteil|vorteile|stichpunkt*|schmerzpunkt*|aufzählung|grund|gründe"
        "|pluspunkt*|stichwort|stichwörter|argument|argumente|schmerzpunkte|häkchen",
        "kicker": "dachzeile|kleine zeile|oberzeile|kicker|zeile darüber|über der überschrift|über"
                  " die überschrift"
        "|zeile über der überschrift|kleine überschrift",
        "button": "button|knopf|schaltfläche|knopfes|buttons|buttontext|button-text",
        "offer": "angebot|rabatt|aktion|preis|angebots|sonderangebot|angebotstext",
        "address": "adresse|webseite|website|internetadresse|link|url|domain|webadresse|homepage"
        "|internetseite",
        "caption": "untertitel|bildunterschrift",
    },
    "thing": {
        "music": "musik|lied|song|soundtrack|melodie|track|*musik|stück",
        "logo": "logo|firmenlogo|markenzeichen",
        "product": "produktfoto|produktbild|foto|packshot|produktaufnahme",
        "film": "insgesamt|gesamt|im ganzen|ganzer film|ganze film|film|spot|video|alles|werbung"
        "|gesamtlänge|clip insgesamt",
        "transition": "übergang|übergänge|überblendung|wechsel",
        "seconds": "sekunden|sekunde|sek|s", "light": "licht|beleuchtung|belichtung",
    },
    "part": {
        "sound": "ton|geräusche|geräusch|klang|audio|sound",
        "clip": "clip|bewegung|video|animation",
        "picture": "bild|foto|aufnahme|motiv",
    },
    "other": {"": "andere|anderer|anderes|anderen|neue|neuer|neues|neuen|wechsle|tausch*"},
    "place": {
        "start": "an den anfang|nach vorn|nach vorne|am anfang|ganz vorn*|als erstes"
        "|an den start|beginn mit|beginne mit|zuerst|als erste|nach ganz vorn*|zum anfang"
        "|an die erste stelle|als auftakt|an erste stelle",
        "end": "ans ende|nach hinten|am ende|zum schluss|ganz hinten|als letztes|an den schluss"
        "|ende mit|als letzte|zum ende|hör mit|an die letzte stelle|nach ganz hinten",
        "before": "vor", "after": "nach|hinter",
    },
    "place_after_verb": {"start": "zuerst", "end": "zuletzt"},
    "last": {"": "letzte*"},
    "cannot": {
        "voice": "stimme|sprecher*|erzähler*|gesprochen*|vorlesen|sprechen|voiceover",
        "people": "person|personen|menschen|schauspieler*|frau|mann|hand|hände|gesicht|kind|kinder"
        "|mädchen|junge|familie|promi|promis|influencer*|oma|paar|leute|frauen|männer|fotomodell",
        "publish": "veröffentlich*|posten|poste|hochladen*|lade * hoch|teile es|verschick*"
        "|schick es an|schick es per|mail es|per mail|per e-mail|werbung schalten|buch*",
        "font": "schrift|schriftart|schriftgröße|größere schrift|kleinere schrift|größer schreiben"
        "|text größer|text kleiner|buchstaben",
        "colour": "farbe|farben|rot|rote|roten|blau*|grün*|gelb*|rosa|lila|orange|türkis",
        "size": "größer*|kleiner*",
        "format": "gif|4k|mov|webm|prores|8k|avi|pdf|3d|hologramm|plakat|poster|flyer|druckanzeige",
        "aspect": "4:5|4:3|21:9|3:4|2:3|3:2|panorama|4 zu 5|4 zu 3|cinemascope",
        "language": "französisch*|spanisch*|italienisch*|portugiesisch*|polnisch*|türkisch*"
        "|chinesisch*|japanisch*|russisch*|arabisch*|niederländisch*|übersetz*|schwedisch*",
        "code": "qr-code|qr code|barcode|strichcode|emoji|emojis|sticker|wasserzeichen",
        "volume": "lautstärke|musik lauter drehen|musik leiser drehen|dezibel",
        "silence": "ohne musik|keine musik|stumm|musik weg|musik raus|musik ganz weg|musik aus"
        "|streich die musik|lösch die musik|entferne die musik",
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
