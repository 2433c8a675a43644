"""German ad copy, du-form, written for the ear and not translated. Same limits as the English."""

from agent.guided.copy_shape import CategoryCopy, Copy

COPY = Copy(
    categories={
        "pets": CategoryCopy(
            words="*hund hunde* *hunden katze* *kater haustier* *tier tiere* welpe* pfote* leine*"
            " *napf *futter pferd* kaninchen* hamster*",
            hooks={
                "warm": (
                    ("Zu Hause wartet jemand,", "der dich vergöttert."),
                    ("Sie geben dir alles.", "Gib etwas zurück."),
                ),
                "bold": (
                    ("Kleine Pfoten.", "Großer Charakter."),
                    ("Halbe Sachen?", "Nicht für deinen Liebling."),
                ),
                "elegant": (
                    ("Für den, der nie", "von deiner Seite weicht."),
                    ("So viel Treue", "verdient das Schönste."),
                ),
                "playful": (
                    ("Achtung:", "Hier wird gleich getobt."),
                    ("Sprechen fällt aus.", "Der Blick sagt alles."),
                ),
            },
            pains=(
                ("Traurige Augen", "Lange Seufzer", "Langeweile"),
                ("Müde Pfoten", "Leere Blicke", "Immer dasselbe"),
            ),
            turns={
                "warm": "Dein Liebling hat mehr verdient.",
                "bold": "Zweite Wahl? Nicht bei uns.",
                "elegant": "Gute Freunde verdienen Gutes.",
                "playful": "Diesen Blick kennst du.",
            },
            reasons=("Für die fröhlichste Begrüßung.", "Weil sie zur Familie gehören."),
            points=("Mit Liebe gedacht", "Für jeden gemeinsamen Tag", "Für kleine große Abenteuer"),
        ),
        "kids": CategoryCopy(
            words="kind kinder* *kinder baby* babys kleinkind* spielzeug* *spielzeug kita*"
            " kindergarten* schulranzen* kuscheltier* bauklötze* puppe* schnuller*",
            hooks={
                "warm": (
                    ("Sie sind nur einmal klein.", "Genießt jeden Moment."),
                    ("Kleine Hände.", "Große Wunder."),
                ),
                "bold": (
                    ("Große Träume", "fangen klein an."),
                    ("Laut. Wild.", "Genau richtig."),
                ),
                "elegant": (
                    ("Kindheit,", "liebevoll gedacht."),
                    ("Der leise Zauber", "vom Kleinsein."),
                ),
                "playful": (
                    ("Auf die Plätze,", "fertig, kichern!"),
                    ("Erst die Kleinen.", "Dann die Großen. Vielleicht."),
                ),
            },
            pains=(
                ("Regentage", "Lange Gesichter", "Langeweile"),
                ("Müde Morgen", "Trübe Stimmung", "Kurze Nerven"),
            ),
            turns={
                "warm": "Kleine brauchen kleine Wunder.",
                "bold": "Die Langeweile hat jetzt frei.",
                "elegant": "Für Kinder nur das Schöne.",
                "playful": "Hier fehlt eindeutig Quatsch.",
            },
            reasons=("Für den schönsten Teil vom Tag.", "Für kleine Leute mit großen Ideen."),
            points=("Für kleine Entdecker", "Freude zum Teilen", "Für jeden einzelnen Tag"),
        ),
        "jewellery": CategoryCopy(
            words="schmuck* *schmuck ringe *ring kette* *kette halskette* ohrring* armband*"
            " anhänger* brosche* armbanduhr* uhren edelstein*",
            hooks={
                "warm": (
                    ("Manche Momente", "will man festhalten."),
                    ("Nah am Herzen.", "Jeden Tag."),
                ),
                "bold": (("Nicht flüstern.", "Funkeln."), ("Ein Stück.", "Alle Blicke.")),
                "elegant": (
                    ("Ein leiser Glanz.", "Ein bleibender Gedanke."),
                    ("Weniger ist mehr.", "Das hier genügt."),
                ),
                "playful": (
                    ("Schlichtes Outfit?", "Nicht mehr lange."),
                    ("Na los,", "funkel ein bisschen."),
                ),
            },
            pains=(
                ("Zu schlicht", "Zu viel", "Zu gewöhnlich"),
                ("Brave Looks", "Öde Geschenke", "Nichts Besonderes"),
            ),
            turns={
                "warm": "Schöne Tage wollen ein Zeichen.",
                "bold": "Gewöhnlich war nie dein Stil.",
                "elegant": "Stil braucht nur ein Detail.",
                "playful": "Dein Outfit langweilt sich.",
            },
            reasons=("Das Detail, das alles ausmacht.", "So klein. Und sagt so viel."),
            points=("Für jeden Tag und jede Nacht", "Ein Geschenk mit Gefühl",
                    "Ein Teil deiner Geschichte"),
        ),
        "garden": CategoryCopy(
            words="garten* *garten pflanze* *pflanzen blume* *blumen samen saatgut kräuter*"
            " *topf töpfe balkon* rasen* erde sukkulent* strauß gärtner*",
            hooks={
                "warm": (
                    ("Hier wächst gleich", "etwas Gutes."),
                    ("Pflanz ein bisschen Glück.", "Und schau ihm zu."),
                ),
                "bold": (
                    ("Schluss mit Grau.", "Her mit dem Grün."),
                    ("Mach’s wild.", "Mach’s grün."),
                ),
                "elegant": (
                    ("Das letzte Wort", "hat die Natur."),
                    ("Eine stille Ecke.", "Ein lebendiges Bild."),
                ),
                "playful": (
                    ("Psst:", "Deine Fensterbank ist einsam."),
                    ("Grün steht dir.", "Deinem Balkon auch."),
                ),
            },
            pains=(
                ("Kahle Ecken", "Graue Tage", "Hängende Blätter"),
                ("Leere Töpfe", "Braune Spitzen", "Trister Ausblick"),
            ),
            turns={
                "warm": "Ein bisschen Grün braucht jeder.",
                "bold": "Hol dir das Grün zurück.",
                "elegant": "Schönes wächst in Ruhe.",
                "playful": "Deine Pflanzen tuscheln schon.",
            },
            reasons=("Für alle mit Lust auf Grün.", "Ein kleines Stück Natur für dich."),
            points=("Für dein eigenes Stück Grün", "Jeden Tag ein wenig Natur",
                    "Freude, die wächst"),
        ),
        "home": CategoryCopy(
            words="kerze* *kerze *kerzen zuhause wohn* lampe* *lampe vase* *kissen decke* *decke"
            " bettwäsche diffuser möbel* stuhl *stuhl tisch *tisch sofa* tasse *tasse keramik*"
            " handtuch* handtücher raum räume deko* poster* teppich*",
            hooks={
                "warm": (
                    ("Tür zu.", "Durchatmen."),
                    ("Der Tag ist geschafft.", "Der Abend gehört dir."),
                ),
                "bold": (
                    ("Ändere eine Sache.", "Und der Raum ist neu."),
                    ("Dein Zuhause.", "Deine Regeln."),
                ),
                "elegant": (
                    ("Die Kunst,", "zu Hause anzukommen."),
                    ("Räume erinnern sich", "an die kleinen Dinge."),
                ),
                "playful": (
                    ("Pläne für heute Abend?", "Ja. Sofa."),
                    ("Sofa? Da.", "Snacks? Auch da."),
                ),
            },
            pains=(
                ("Lange Tage", "Laute Gedanken", "Kühle Räume"),
                ("Volle Listen", "Grelles Licht", "Keine Pause"),
            ),
            turns={
                "warm": "Zuhause soll sich gut anfühlen.",
                "bold": "Kahle Räume lassen alle kalt.",
                "elegant": "Ein Zuhause verdient Schönes.",
                "playful": "Dein Sofa will Gesellschaft.",
            },
            reasons=("Für Abende, die dir gehören.", "Damit du gern nach Hause kommst."),
            points=("Für deinen Lieblingsplatz", "Ein Geschenk, auch an dich",
                    "Für ruhige Abende"),
        ),
        "tech": CategoryCopy(
            words="app apps handy* smartphone* kopfhörer* lautsprecher* ladegerät* laptop*"
            " tastatur* kamera* gerät* software smart* usb* kabellos* bluetooth* drohne* tablet*"
            " powerbank* bildschirm*",
            hooks={
                "warm": (
                    ("Weniger Kram.", "Mehr Leben."),
                    ("Technik,", "die sich nach dir richtet."),
                ),
                "bold": (("Der nächste Zug", "gehört dir."), ("Einschalten.", "Durchstarten.")),
                "elegant": (
                    ("Form. Funktion.", "Sonst nichts."),
                    ("So schlicht.", "So durchdacht."),
                ),
                "playful": (("Altes Gerät?", "Peinlich."), ("Na, du?", "Bereit fürs Upgrade?")),
            },
            pains=(
                ("Zu langsam", "Zu sperrig", "Zu kompliziert"),
                ("Umwege", "Verlorene Zeit", "Alte Macken"),
            ),
            turns={
                "warm": "Es soll einfach funktionieren.",
                "bold": "Sich abfinden war gestern.",
                "elegant": "Gutes Design verlangt weniger.",
                "playful": "Schon mal aus und an gemacht?",
            },
            reasons=("Clever, wo du es brauchst.", "Gemacht für deinen Alltag."),
            points=("Für jeden Tag gemacht", "Bereit, wenn du es bist",
                    "Fühlt sich sofort richtig an"),
        ),
        "fitness": CategoryCopy(
            words="fitness* gym workout* training* *training laufen läufer* joggen yoga* sport*"
            " hantel* protein* fahrrad* rad wandern klettern pilates muskel*",
            hooks={
                "warm": (
                    ("Ein kleiner Schritt.", "Ein guter Tag."),
                    ("Dein Körper.", "Dein Tempo."),
                ),
                "bold": (("Keine Ausreden.", "Nur du."), ("Aufstehen.", "Abliefern.")),
                "elegant": (("Stärke", "kann leise sein."), ("Gut bewegt.", "Gut gelebt.")),
                "playful": (
                    ("Erst schwitzen.", "Dann Selfie."),
                    ("Du gegen das Sofa.", "Die Wetten laufen."),
                ),
            },
            pains=(
                ("Schwere Beine", "Schlummertaste", "Kein Antrieb"),
                ("Müder Montag", "Späte Ausreden", "Wenig Schwung"),
            ),
            turns={
                "warm": "Du bist näher dran, als du denkst.",
                "bold": "„Morgen“ ist kein Plan.",
                "elegant": "Disziplin mag gute Begleitung.",
                "playful": "Dein Sofa wird dir verzeihen.",
            },
            reasons=("Für alle, die dranbleiben.", "Dein Partner für jede Runde."),
            points=("Dabei, wenn du loslegst", "Bereit, wenn du es bist",
                    "Vom ersten bis zum letzten Meter"),
        ),
        "fashion": CategoryCopy(
            words="hemd* kleid kleider* schuh* *schuhe sneaker* jacke* *jacke mantel tasche*"
            " *tasche schal* mütze* jeans pullover* hoodie* mode kleidung portemonnaie* leder*"
            " rucksack* socken* leinen* sonnenbrille* t-shirt* stiefel*",
            hooks={
                "warm": (
                    ("Anziehen.", "Ankommen."),
                    ("Gute Tage beginnen", "mit einem Lieblingsteil."),
                ),
                "bold": (
                    ("Reinkommen.", "Auffallen."),
                    ("Nicht nur anziehen.", "Blicke anziehen."),
                ),
                "elegant": (
                    ("Stil flüstert.", "Alle hören hin."),
                    ("Schnitt. Linie.", "Mehr braucht es nicht."),
                ),
                "playful": (
                    ("Nichts anzuziehen?", "Das war gestern."),
                    ("Dein Spiegel", "hat gerade gezwinkert."),
                ),
            },
            pains=(
                ("Voller Schrank", "Nichts passt", "Schon wieder"),
                ("Brave Outfits", "Müde Montage", "Schnelle Trends"),
            ),
            turns={
                "warm": "Fühl dich wieder wie du selbst.",
                "bold": "Mitlaufen können andere.",
                "elegant": "Echter Stil drängt sich nie auf.",
                "playful": "Dein Schrank braucht Abenteuer.",
            },
            reasons=("Das Teil, nach dem du greifst.", "Gemacht, um gelebt zu werden."),
            points=("Für Alltag und Wochenende", "Kommt überallhin mit", "Dein Lieblingsstück"),
        ),
        "drink": CategoryCopy(
            words="getränk* saft säfte *saft limonade* limo wasser wein weine *wein bier biere"
            " gin whisky rum wodka smoothie* kombucha cocktail* spritz cider likör* aperitif*"
            " sekt prosecco schorle*",
            hooks={
                "warm": (("Setz dich dazu.", "Schenk ein."), ("Gute Leute.", "Gutes Glas.")),
                "bold": (
                    ("Ein Schluck.", "Und alles ist wach."),
                    ("Aufmachen.", "Anstoßen."),
                ),
                "elegant": (
                    ("Ein Glas", "auf die schönen Stunden."),
                    ("Langsam einschenken.", "Lange genießen."),
                ),
                "playful": (
                    ("Zeit für ein Schlückchen?", "Jetzt ja."),
                    ("Kling, kling.", "Wer ist dabei?"),
                ),
            },
            pains=(
                ("Fader Geschmack", "Lange Tage", "Immer dasselbe"),
                ("Müde Runden", "Fade Pausen", "Leere Gläser"),
            ),
            turns={
                "warm": "Gute Zeit braucht ein gutes Glas.",
                "bold": "Langeweile schmeckt nach nichts.",
                "elegant": "Geschmack verdient Zeit.",
                "playful": "Dein Glas guckt schon komisch.",
            },
            reasons=("Der Schluck zum Moment.", "Gemacht für die guten Stunden."),
            points=("Zum Teilen. Oder auch nicht.", "Zum Genießen gemacht", "Für deinen Moment"),
        ),
        "coffee": CategoryCopy(
            words="kaffee* *kaffee espresso* cappuccino tee *tee tees matcha röst* *röstung chai"
            " kakao* barista*",
            hooks={
                "warm": (
                    ("Bevor die Welt aufwacht,", "gibt es diese Tasse."),
                    ("Beide Hände um die Tasse.", "Und kurz bleiben."),
                ),
                "bold": (("Wach werden.", "Und zwar richtig."), ("Erste Tasse.", "Erster Sieg.")),
                "elegant": (
                    ("Die feinsten Minuten", "passen in eine Tasse."),
                    ("Kurz innehalten.", "Die Tasse heben."),
                ),
                "playful": (
                    ("Erst mal …", "du weißt schon."),
                    ("Sprich mich bitte erst", "nach dieser Tasse an."),
                ),
            },
            pains=(
                ("Schwere Lider", "Früher Wecker", "Grauer Montag"),
                ("Fade Tassen", "Kurze Pausen", "Kalter Rest"),
            ),
            turns={
                "warm": "Dein Morgen hat mehr verdient.",
                "bold": "Schluss mit lauwarm.",
                "elegant": "Diese Pause soll sich lohnen.",
                "playful": "Deine Tasse will mehr vom Leben.",
            },
            reasons=("Die Tasse, auf die du dich freust.", "Dein liebster Moment am Tag."),
            points=("Für den ersten Schluck am Tag", "Ein kleines Ritual", "Zum Genießen gemacht"),
        ),
        "food": CategoryCopy(
            words="essen schokolade* *schokolade keks* kuchen* *kuchen brot* *brot honig*"
            " marmelade* sauce* soße* snack* pasta nudel* *öl gewürz* käse* granola müsli*"
            " süßigkeit* nüsse lecker* bäckerei* pizza obst praline* eis",
            hooks={
                "warm": (
                    ("Komm zu Tisch.", "Es gibt was Gutes."),
                    ("Manches schmeckt", "nach Zuhause."),
                ),
                "bold": (("Erst probieren.", "Dann reden."), ("Viel Geschmack.", "Wenig Gerede.")),
                "elegant": (
                    ("Die schönsten Pausen", "schmeckt man."),
                    ("Langsam genießen.", "Es lohnt sich."),
                ),
                "playful": (
                    ("Gut verstecken.", "Die WG hat Hunger."),
                    ("Teilen ist schön.", "Viel Glück dabei."),
                ),
            },
            pains=(
                ("Öde Snacks", "Hektisches Essen", "Immer dasselbe"),
                ("Grauer Alltag", "Großer Hunger", "Fade Teller"),
            ),
            turns={
                "warm": "Gutes Essen umarmt von innen.",
                "bold": "Fade war lange genug dran.",
                "elegant": "Genuss verdient Sorgfalt.",
                "playful": "Dein Bauch hat sich beschwert.",
            },
            reasons=("Für den besten Bissen des Tages.", "Ein Geschmack zum Wiederkommen."),
            points=(
                "Zum Teilen gemacht", "Für großen und kleinen Hunger", "Genuss, wann du willst",
            ),
        ),
        "skincare": CategoryCopy(
            words="haut* *haut serum* *serum creme* *creme lotion* gesicht* feuchtigkeit* seife*"
            " *seife shampoo* spülung haar haare* *haar bart* kosmetik* *kosmetik make-up"
            " lippenstift* parfüm* parfum* duft deo deodorant* balsam* sonnencreme* pflege*"
            " *pflege",
            hooks={
                "warm": (
                    ("Ein paar Minuten.", "Nur für dich."),
                    ("Mancher Morgen", "darf sanft beginnen."),
                ),
                "bold": (
                    ("Zeig dich dem Tag.", "Nach deinen Regeln."),
                    ("Schau noch mal hin.", "Das bist du."),
                ),
                "elegant": (
                    ("Ein stilles Ritual.", "Ein schöner Moment."),
                    ("Weniger im Regal.", "Mehr im Moment."),
                ),
                "playful": (
                    ("Na, du Schönheit?", "Ja, du im Spiegel."),
                    ("Spieglein, Spieglein …", "wer strahlt denn da?"),
                ),
            },
            pains=(
                ("Müde Morgen", "Volle Regale", "Leere Versprechen"),
                ("Keine Zeit", "Zu viele Tiegel", "Zu viel Theater"),
            ),
            turns={
                "warm": "Du darfst gut zu dir sein.",
                "bold": "Schluss mit Kompromissen.",
                "elegant": "Pflege darf leicht sein.",
                "playful": "Sogar dein Spiegel gähnt.",
            },
            reasons=("Pflege, auf die du dich freust.", "Ein kleines Ritual, ganz deins."),
            points=("Für jeden Tag gemacht", "Ein Moment nur für dich", "Zum Wohlfühlen gemacht"),
        ),
        "generic": CategoryCopy(
            words="",
            hooks={
                "warm": (
                    ("Es sind die kleinen Dinge,", "die den Tag schön machen."),
                    ("Für dich gemacht.", "Und für Tage wie diesen."),
                ),
                "bold": (
                    ("Nicht weiterscrollen.", "Du hast es gefunden."),
                    ("Pass gut auf.", "Jetzt kommt’s."),
                ),
                "elegant": (("Leise anders.", "Einfach schön."), ("Die Schönheit", "guter Dinge.")),
                "playful": (
                    ("Ach, hallo!", "Wo warst du so lange?"),
                    ("Nicht blinzeln.", "Das willst du sehen."),
                ),
            },
            pains=(
                ("Immer dasselbe", "Geht schon", "Später vielleicht"),
                ("Kleine Sorgen", "Lange Tage", "Halbe Sachen"),
            ),
            turns={
                "warm": "Du hast etwas Besseres verdient.",
                "bold": "Ganz okay reicht nicht.",
                "elegant": "Der Unterschied liegt im Detail.",
                "playful": "Das geht doch auch schöner.",
            },
            reasons=("Genau das hast du gesucht.", "Gemacht für Tage wie deine."),
            points=("Für jeden Tag gemacht", "Zum Verlieben schön", "Bereit, wenn du es bist"),
        ),
    },
    leads={
        "warm": ("Das ist", "Endlich da:"),
        "bold": ("Hier kommt", "Das ist"),
        "elegant": ("Darf ich vorstellen?", "Das ist"),
        "playful": ("Tadaa:", "Schau mal, wer da ist:"),
    },
    closings={
        "warm": ("Gönn es dir.", "Mach es zu deinem.", "Du hast es dir verdient."),
        "bold": ("Du bist dran.", "Hol es dir.", "Worauf wartest du?"),
        "elegant": ("Einfach deins.", "Gönn dir das Schöne.", "Mach es zu deinem."),
        "playful": ("Na los, gönn dir!", "Du willst es doch auch.", "Widerstand? Zwecklos."),
    },
    buttons={
        "warm": "Mehr entdecken", "bold": "Jetzt holen", "elegant": "Entdecken",
        "playful": "Ja, bitte!",
    },
    actions=(
        ("*bestell* *kauf* order*", "Jetzt bestellen"), ("*shop* *laden", "Zum Shop"),
        ("*buch* *reservier* *termin*", "Jetzt buchen"), ("*abonnier* newsletter", "Abonnieren"),
        ("*anmeld* *registrier* mitmachen", "Jetzt anmelden"),
        ("*herunterlad* *download* *installier*", "Jetzt laden"),
        ("*folg* instagram tiktok", "Folge uns"), ("*anruf* *telefon*", "Ruf uns an"),
        ("*probier* *test*", "Jetzt probieren"), ("*schreib* mail* *kontakt*", "Schreib uns"),
        ("*besuch* *webs* *seite* online vorbei*", "Jetzt ansehen"),
        ("*erfahr* *les* *entdeck* mehr", "Mehr erfahren"), ("*hol*", "Jetzt holen"),
    ),
    favourite="Dein neuer Liebling",
    audience="Für",
    audience_not=("der", "ein", "jeder", "mein", "unser", "den", "dem", "die frau", "wir", "man"),
    titles={
        "hook": ("Der erste Blick", "Der Auftakt", "Ein erster Eindruck"),
        "problem": ("So war es bisher", "Was gefehlt hat", "Vorher"),
        "solution": ("Die Enthüllung", "Im besten Licht", "Da ist es"),
        "cta": ("Die Einladung", "Mach es zu deinem", "Das letzte Bild"),
    },
    function_words=(
        "für mit ohne das die der den dem dessen deren wo wenn weil damit und aber aus in im an am"
        " auf bei beim zum zur von vom während als oder gegen nach"
    ),
    conditions=(
        "wenn ab bei nur bis außer erste ersten nicht kein keine ohne pro über solange"
    ),
    strip_action=(
        r"(?:(?:sie|die leute|leute|kunden|kundinnen|alle|man|die zuschauer)\s+(?:sollen|sollten|"
        r"soll|können|kann)|bitte|einfach)\s+"
    ),
    strip_audience=(
        r"(?:(?:es|das)\s+ist\s+)?(?:vor allem|hauptsächlich|besonders|eher)?\s*(?:gedacht\s+)?"
        r"für\s+|(?:vor allem|hauptsächlich|besonders|eher)\s+|an\s+(?=alle)"
    ),
    strip_purpose=r"(?:es\s+ist|das\s+ist|ist|wir\s+verkaufen|ich\s+verkaufe)\s+",
)
