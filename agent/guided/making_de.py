"""Words for takes, sounds, voices, captions, makers and brands, in German; as `making_en`."""

WORDS: dict[str, dict[str, str]] = {
    "keep": {
        "": "behalt*|so lassen|lass*|bleib*|unverändert|nicht anfassen|nicht ändern|nicht antasten"
        "|nicht anrühren|belass*|unangetastet|nicht verändern|so wie * ist|wie sie sind"
        "|wie sie ist|nicht neu machen|ändere nichts|fass * nicht an"
    },
    "everything_after": {"": "alles nach|alle nach|alle szenen nach|alles hinter|alles ab|was nach"
                         "|die szenen nach|alle szenen hinter|die szenen hinter|szenen nach"},
    "all_else": {"": "den rest|der rest|alles andere|alle anderen|die anderen|die anderen szenen"
                 "|die übrigen|die übrigen szenen|die restlichen|die restlichen szenen|das übrige"
                 "|alles danach|die danach|was danach kommt|die folgenden|rest|die szenen danach"
                 "|alles weitere|die weiteren|die nachfolgenden|alle anderen szenen"},
    "split": {
        "": "teile|teilen|teil die|teil den|teil das|teil szene|teil bitte|teil mal|aufteilen"
        "|zweiteilen|trenn*|halbier*|zerteil*|zerschneid*|in 2 teile|in 2 hälften|in 2 szenen"
        "|in 2 stücke|spalte|aufspalten|geteilt|auf 2 szenen|entzweischneiden|in der mitte durch"
        "|mittendurch|splitte|splitten|splitt*|zerleg*|durchschneiden|unterteil*"
    },
    "in_two": {"": "in 2|in 2 teile|in 2 hälften|in 2 szenen|in 2 stücke|auf 2 szenen|in der mitte"
               "|aus 1 2|2 szenen aus|in die hälfte"},
    "cut_at": {"": "schneid|schneide|schneiden|schnitt"},
    "duplicate": {
        "": "duplizier*|verdoppel*|verdopple|kopier*|dupliziere|wiederhol*|zweimal|doppelt|2 mal"
        "|eine kopie von|eine kopie der|noch einmal dahinter|2-mal|eine kopie|klon*|ein duplikat"
        "|doppel von|noch ein zweites mal|ein zweites mal"
    },
    "back_to": {
        "": "wieder|zurück|nimm|nutze|verwende|wähl*|lieber|besser|hätte gern|möchte|will|nehmen"
        "|benutz*|zurück zu|zurück zum|zurück zur|nochmal|gefiel|gefallen|doch|stell"
    },
    "earlier": {"original": "ursprünglich*|original*|aller erste*|allererste*|anfänglich*",
                "previous": "vorige*|vorherige*|frühere*|letzte*|alte*|älter*|davor"},
    "take_word": {
        "picture": "versuch|versuche|aufnahme|aufnahmen|fassung|version|bild|bilder|foto|variante"
        "|motiv|take|anlauf|entwurf",
        "clip": "clip|clips|video|bewegung|animation",
        "sound": "ton|sound|geräusch|klang",
    },
    "making_new": {"": "neu*|ander*|noch ein*|weiter*|frisch*"},
    "use": {"": "nimm|nutze|verwende|setz*|pack*|hier ist|das ist|für|als|mit|mach*|benutz*|zeig*"},
    "this_picture": {
        "": "dieses bild|das bild|diese bilder|dieses foto|das foto|mein bild|mein foto"
        "|mein eigenes bild|das angehängte|angehängt*|das hochgeladene|hochgeladene*|dieses|es|das"
        "|diese fotos|erstes bild|startbild|meine bilder|diese aufnahme|eigenes bild|eigene bild"
        "|mein eigenes foto|anfangsbild"
    },
    "made_picture": {
        "": "gemachte bild|gemachtes bild|gezeichnete bild|gezeichnetes bild|erzeugte bild"
        "|erzeugtes bild|generierte bild|generiertes bild|dein bild|deine bild|euer bild"
        "|das bild von dir|das bild vom studio|studiobild|dein eigenes bild|ki-bild"
        "|erstellte bild|berechnete bild|gemachtes foto|erzeugte foto|generierte foto"
    },
    "my_picture": {"": "mein bild|mein foto|mein eigenes bild|meinem bild|hochgeladene bild"
                   "|hochgeladenes bild|eigenes bild|eigene bild|hochgeladene foto|meines bildes"
                   "|mein eigenes foto|eigene foto|hochgeladenen bild"},
    "captions": {"": "untertitel|untertiteln|captions|untertitelung|untertitelt"},
    "on": {"": "an|ein|einschalten|einblenden|mit|zeig*|schalte * ein|dazu|hinzu|aktivier*|ja|bitte"
           "|füg*|will|möchte|brauche|einbrennen|schreib*|hätte gern|sichtbar|anzeigen|anschalten"
           "|mach*"},
    "off": {"": "aus|ab|ohne|kein|keine|keinen|weg|raus|ausschalten|ausblenden|entfern*|lösch*"
            "|deaktivier*|nicht|streich*|brauche keine|abschalten|wegmachen|weglassen|ausmachen"},
    "voice": {
        "": "stimme|sprecher*|erzähler*|gesprochen*|voiceover|voice-over|sprecherstimme|sprechtext"
        "|gesprochener satz|sprech*|sprich|spricht|off-stimme|offstimme|vorlesen|kommentar|dialog"
        "|laut sagen|vorgelesen|sprache|erzählstimme|sagt laut|lies vor|liest vor|offtext|off-text"
    },
    "speaker": {
        "": "lass sie sagen|lass ihn sagen|sie sagt|er sagt|sie soll sagen|er soll sagen|sie soll"
        "|lasse sie sagen|lass sie|lass ihn|sie könnte sagen|jemand sagt|jemand soll sagen"
        "|man hört sie sagen|lass jemanden sagen|die stimme sagt|der sprecher sagt"
        "|die sprecherin sagt|flüster*|soll sie sagen|soll er sagen|sagt sie|sagt er|lass die"
        " stimme"
        "|lass die sprecherin|lass den sprecher|soll die stimme|die stimme soll"
    },
    "hear": {
        "": "hör*|hört|zu hören|geräusch|geräusche|geräusche von|klang von|klang der|toneffekt*"
        "|soundeffekt*|ton von|man hört|klingen|klingt|effekte|effekt|rauschen|hörbar|lausch*"
        "|klänge|sound von|geräuschkulisse|tönen"
    },
    "effect": {
        "bird song": "vogelgezwitscher|vogelgesang|vögel zwitschern|zwitschern*|vogelstimmen"
        "|gezwitscher|singende vögel|vögel singen|vogelzwitschern|vogelgeräusche*",
        "thunder": "donner*|gewitter|donnergrollen", "applause": "applaus|beifall|klatschen",
        "a heartbeat": "herzschlag|herzklopfen|schlagendes herz",
        "footsteps": "schritte|fußtritte|schritten",
        "waves": "wellenrauschen|meeresrauschen|meeresgeräusch*|brandung|wellengeräusch*"
        "|rauschende wellen|das rauschen der wellen|rauschen des meeres|meer rauschen"
        "|rauschen vom meer",
        "a crackling fire": "knisterndes feuer|kaminfeuer|feuerknistern|feuer knistern|knistern",
        "ticking": "ticken|tickende uhr|uhrticken", "bells": "glocken|glockenläuten|läuten",
        "laughter": "lachen|gelächter|kichern|kinderlachen", "a whoosh": "wusch|rauschen vorbei",
        "rain": "regengeräusch*|regenrauschen|regenprasseln|prasselnder regen|regen prasseln"
        "|geräusch von regen|prasseln", "wind": "windrauschen|windgeräusch*|pfeifender wind"
        "|heulender wind|wind rauschen", "rustling leaves": "blätterrauschen|blätterrascheln"
        "|raschelnde blätter|rascheln", "a chime": "glöckchen|klingeln|gong|windspiel",
        "water drops": "wassertropfen hören|tropfendes wasser|plätschern|tropfgeräusch*",
        "sizzling": "brutzeln|zischen", "a drum roll": "trommelwirbel",
        "city noise": "stadtlärm|straßenlärm|verkehrslärm|stadtgeräusche|verkehrsgeräusche",
        "a cat purring": "schnurren|katzenschnurren", "a dog barking": "hundegebell|bellen",
        "humming": "summen", "a camera click": "kameraklick|kameraklicken",
        "a cork popping": "korkenknall|korken knallen|ploppender korken",
        "crickets": "grillenzirpen|zirpen", "a gentle stream": "bachrauschen|bachplätschern",
    },
    "environment": {
        "falling snow": "schnee|schneien|schneit|schneeflocken|schneefall",
        "rain": "regen|regnen|regnet|regentropfen", "smoke": "rauch|qualm",
        "fog": "nebel|neblig*|dunst", "rising steam": "dampf|dampfen*|dampft",
        "confetti": "konfetti|konfettiregen", "falling petals": "blütenblätter|blüten"
        "|rosenblätter|fallende blütenblätter", "falling leaves": "fallende blätter|herbstlaub"
        "|fallendes laub|laub", "bubbles": "seifenblasen|blasen|luftblasen",
        "sparkles": "glitzer|funkeln|glitzern|glitzernd*", "glowing embers": "funken|glut",
        "drops of water": "wassertropfen|tautropfen|tropfen", "hearts": "herzchen",
        "stars": "sternchen|sternschnuppen", "dust in the light": "staub|staubkörner",
    },
    "genre": {
        "jazz": "jazz|jazzig*|bossa nova", "soul": "soul|soulmusik",
        "folk": "folk|akustisch*|akustikgitarre|gitarre|ukulele|country|gitarrenmusik",
        "rock": "rockmusik|rocksong|rockig*|hardrock|metal|punk|rock-musik",
        "electronic": "techno|elektronisch*|elektro*|edm|disco|clubmusik|tanzmusik|house-musik",
        "hip hop": "hip-hop|hip hop|rap|trap", "pop": "popmusik|popsong|pop-musik",
        "funk": "funk|funkig*|latin|salsa|reggae|samba",
        "cinematic": "filmmusik|orchester|orchestral*|trailermusik|kinomusik",
        "classical": "klassik|klassisch*|klavier|klaviermusik|streicher|geige|cello|mozart|harfe",
        "lounge": "lounge|loungemusik|chillout|chillig*|lo-fi|lofi|entspannungsmusik|yogamusik",
    },
    "maker": {"runware": "runware", "mirelo": "mirelo",
              "local": "studio|eingebaute studio|eingebauten studio|eingebautes studio"
              "|lokale studio|lokalen studio|hauseigene studio|kostenlose studio|lokal"
              "|kostenlosen studio|auf diesem rechner|auf meinem rechner|studios|hauseigenen studio"
              "|kostenlos"},
    "make_with": {"": "mach*|mit|nimm|nutze|verwende|lass*|im|in|zurück|über|von|auf|wechsle|bei"
                  "|rendere|erstell*|produzier*|durch|benutz*|für|stell*|soll|mittels|wieder"},
    "model_for": {"clip": "clips|clip|videos|video|bewegtbild|bewegung|animationen",
                  "picture": "bilder|bild|fotos|standbilder|bildern",
                  "sound": "töne|ton|sounds|sound|geräusche|tönen"},
    "model_name": {"runware/bfl:3@1": "flux", "mirelo/sfx-1.5": "mirelo sfx"},
    "continuity": {
        "keyframes": "schlüsselbilder|keyframes|feste bilder",
        "hand_off": "letztes bild übergeben|letzten bild weiter|an das letzte bild anschließen"
        "|vom letzten bild*|ans letzte bild*",
        "independent": "unabhängig*|unabhängige szenen|unverbunden",
    },
    "brand": {"": "marke|markenset|markenpaket|brand|branding|brand kit"},
    "show": {
        "": "zeig*|soll zeigen|zeigen|stell*|setz*|leg*|spielt|spielen|soll spielen|stehen|liegen"
        "|steht|liegt|sehen|sieht|zu sehen|sitzen|schweben|schwebt|platzier*|pack*|soll sein"
        "|ersetze das bild|stattfinden|findet statt|ist|sein|aussehen|schwimmen|schwimmt|treiben"
        "|hänge*|hängt|sich befinden|darstellen|abbilden|man sieht|beginnt mit|öffnet mit|soll"
        " beginnen mit"
    },
    "add_thing": {"": "füg*|mit|stell*|leg*|pack*|hinzu|dazu|ergänz*|noch ein*|zeig*|setz*"},
    "let": {"": "lass*|soll|sollen|wo|während|muss|könnte"},
    "too": {
        "warmer": "kalt|kühl|blau", "cooler": "warm|gelb", "brighter": "dunkel|düster|finster",
        "darker": "hell|grell", "faster": "langsam|langweilig|lahm|statisch|träge|öde|ruhig",
        "slower": "schnell|hektisch|wild|unruhig|zappelig|rasant", "quieter": "laut|aufdringlich"
        "|aggressiv", "louder": "leise", "shorter": "lang", "longer": "kurz", "softer": "hart"
        "|scharf", "more colourful": "grau|blass|farblos|trist",
    },
    "too_before": {"": "zu|viel zu|etwas zu|ein bisschen zu|nicht so|weniger|nicht ganz so"
                   "|ein wenig zu|deutlich zu|bisschen zu|wirkt|wirkt etwas|wirkt ein bisschen|ist"
                   " etwas"
                   "|ist ein bisschen|ist noch|ist ziemlich|ist recht|wirkt recht|wirkt ziemlich"
                   "|ist ein wenig|wirkt noch|ist immer noch|finde ich etwas|ist mir"},
    "dislike": {"": "gefällt mir nicht|mag * nicht|nervt|langweilig|schlecht|furchtbar|schrecklich"
                "|passt nicht|überzeugt * nicht|hässlich|nicht schön|nicht gut|doof|blöd|kitschig"
                "|unpassend|misslungen|funktioniert nicht|komisch|seltsam"},
    "way": {"keep_next": "behalt*|rest|lass*|bleib*", "shorter": "kürzer*|kürz*|weniger zeit",
            "model": "modell|anderes modell|andere modell",
            "studio": "studio|eingebaute*|kostenlos*|lokal*|umsonst|gratis"},
    "cheapest": {"": "billigste*|günstigste*|am billigsten|am günstigsten|preiswerteste*"},
    "near_light": {
        "golden": "strand|sonne|sommer|meer|wüste|urlaub|sand|feld|wiese|morgen|herbst"
        "|sonnenuntergang|sonnenaufgang", "neon": "stadt|club|nacht|straße|bar|party|skyline",
        "cool": "schnee|winter|eis|berg|berge|bergen|see|wasser|regen|gletscher|weltall",
        "green": "wald|garten|dschungel|pflanzen|blätter|moos|park|bäume|baum",
        "bright": "küche|bad|badezimmer|büro|fenster|himmel|wolken|balkon",
        "soft": "bett|schlafzimmer|leinen|seide|kissen|kinderzimmer",
    },
    "because": {"": "weil|denn|da sie|sie ist zu|es ist zu|zu|sie wirkt|es wirkt|damit"},
}
