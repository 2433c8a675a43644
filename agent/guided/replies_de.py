"""What the guided director says, in German. Same keys as `replies_en`."""

REPLIES: dict[str, str] = {
    "greet": "Hallo, ich bin dein Kreativdirektor. Zeig mir ein Produkt, und ich mache dir daraus"
    " einen fertigen Werbespot.",
    "greet_again": "Hallo noch mal! Sag mir, was ich ändern soll, oder frag nach *Hilfe*.",
    "ask_photo": "Schick mir ein **Foto von deinem Produkt** oder die Adresse seiner Seite. Was du"
    " mir sonst noch erzählst (Name, wofür es da ist, Tonfall), nehme ich gleich mit.",
    "photo_needed": "Ohne Foto geht es leider nicht. Schick mir eins, oder die Adresse einer"
    " Produktseite, dann nehme ich das Bild von dort.",
    "ask_name": "Wie **heißt** es? *(Jede Frage lässt sich überspringen.)*",
    "ask_purpose": "Was ist es, und **wofür ist es da**? Zum Beispiel *„Ein Serum für müde Haut:"
    " leichte Textur, duftet nach Orange“*. Was nach dem Doppelpunkt kommt, zeige ich als Stärken."
    " *(Oder weiter.)*",
    "ask_audience": "**Für wen** ist es? Zum Beispiel *„Eltern mit wenig Zeit“* oder *„alle, die"
    " guten Kaffee lieben“*. *(Oder weiter.)*",
    "ask_action": "**Was sollen die Leute am Ende tun?** Zum Beispiel *„im Shop bestellen“*. Ein"
    " Angebot oder eine Webadresse nehme ich gern dazu. *(Oder weiter.)*",
    "ask_tone": "Wie soll es sich **anfühlen**: *warm*, *mutig*, *elegant* oder *verspielt*?"
    " *(Oder weiter, dann wähle ich.)*",
    "ask_aspect": "Welches **Format**: *9:16* für TikTok und Reels, *1:1* für den Feed oder *16:9*"
    " für YouTube? *(Oder weiter, dann wird es 9:16.)*",
    "ask_logo": "Letzte Frage: Hast du ein **Logo**? Schick es mir, oder sag *kein Logo*.",
    "ack_photo": "Damit lässt sich gut arbeiten.",
    "ack_photo_card": "Das Foto ist da. Der Hintergrund ist unruhig, darum zeige ich es ganz.",
    "ack_logo": "Das Logo ist da.",
    "ack_track": "Deine Musik ist da, ich schneide darauf.",
    "ack_name": "**{value}**, notiert.",
    "ack_one": "Notiert.",
    "ack_many": "Notiert: {value}.",
    "ack_skip": "Kein Problem, das entscheide ich.",
    "ack_language": "Dann auf Deutsch.",
    "language_film": "Der Film spricht noch Englisch. Sag *schreib es neu*, dann schreibe ich"
    " seine Worte auf Deutsch, und wir reden auf Deutsch weiter.",
    "ask_tone_again": "Ich kann vier Tonlagen: *warm*, *mutig*, *elegant* und *verspielt*. Was"
    " passt am ehesten? *(Oder weiter.)*",
    "ask_aspect_again": "Ich kann *9:16*, *1:1* und *16:9*. Was darf es sein? *(Oder weiter, dann"
    " wird es 9:16.)*",
    "pick_picture": "Gefunden: **{title}**, mit {count} Bildern. Welches zeigt das Produkt am"
    " besten? Sag mir die Nummer.",
    "page_empty": "Gefunden: **{title}**, aber kein Bild, das ich verwenden kann. Schickst du mir"
    " ein Foto?",
    "quote": "Dein Storyboard steht: **{scenes}, {length} Sekunden, {aspect}**. Dafür"
    " mache ich {made}. {price} Das dauert {time}. Soll ich? *Ein Ja genügt; oder sag mir, was"
    " ich vorher ändern soll.*",
    "quote_again": "Zu machen: {made}. {price} Das dauert {time}. Soll ich loslegen?",
    "quote_nothing": "Alles, was der Film braucht, ist schon da. {price} Soll ich ihn"
    " zusammensetzen?",
    "quote_waits": "Ein Ja genügt.",
    "free": "Das ist **kostenlos**.",
    "price": "Das kostet **{value}**.",
    "started": "Los geht’s. Das dauert {time}; ich zeige dir jede Szene, sobald sie fertig ist.",
    "none_at_hand": "Hier ist kein Bild von dir angeboten. Sag *ja*, dann geht es weiter, oder was"
                    " ich ändern soll.",
    "declined": "In Ordnung, es wurde nichts gemacht. Sag mir, was ich ändern soll: Worte, Längen,"
    " Licht, Musik, Format. Oder sag *los*, wenn ich anfangen soll.",
    "ask_go": "Soll ich?",
    "show_them": "Soll ich sie zeigen?",
    "undone": "Zurückgenommen.",
    "redone": "Und da ist es wieder.",
    "no_undo": "Es gibt nichts zurückzunehmen.",
    "no_redo": "Es gibt nichts wiederherzustellen.",
    "rendering": "{percent} % sind fertig; noch {time}.",
    "rendering_unknown": "{percent} % sind fertig.",
    "not_rendering": "Im Moment wird nichts gemacht.",
    "render_done": "Dein Film ist fertig. Sag mir, was ich ändern soll, oder genieß ihn einfach.",
    "render_failed": "Der letzte Lauf ist stehen geblieben: {problem} Sag *los*, dann versuche ich"
    " es noch einmal; was fertig war, bleibt.",
    "nothing_uncertain": "Da ist nichts zu entscheiden: Von allem ist bekannt, ob es gekauft"
    " wurde.",
    "decided_lost": "Als verloren verbucht. Der Rest bleibt; sag *noch mal*, wenn du es doch"
    " willst.",
    "decided_check": "Ich frage noch einmal danach; das kauft nichts.",
    "render_cancelled": "Der letzte Lauf wurde angehalten; was fertig war, bleibt. Sag *los*, dann"
    " geht es weiter.",
    "how_long_before": "Ein Film von 30 Sekunden braucht hier ungefähr ein, zwei Minuten. Die"
    " genaue"
    " Schätzung siehst du, bevor etwas beginnt.",
    "how_much_before": "Es wird nichts gemacht, bevor du den Preis gesehen und Ja gesagt hast. Das"
    " eingebaute Studio ist kostenlos.",
    "spent": "Bisher hat dieses Projekt {value} gekostet.",
    "stopped": "Angehalten. Was fertig war, bleibt; sag *los*, dann geht es weiter.",
    "nothing_to_stop": "Es läuft gerade nichts, was ich anhalten könnte.",
    "restarted": "Alles auf Anfang.",
    "shown": "Hier ist es. Sag mir, was ich ändern soll, oder sag *los*.",
    "no_storyboard": "Es gibt noch kein Storyboard; ein paar Antworten, und ich schreibe es.",
    "thanks": "Sehr gern!",
    "thanks_next": "Sag mir einfach, wenn ich etwas ändern soll.",
    "help_brief": "Ich mache aus einem Produktfoto einen Werbespot. Ich stelle ein paar Fragen"
    " (überspring, was du magst; *überrasch mich* überspringt alle), schreibe vier Szenen, sage"
    " dir,"
    " was es braucht, und mache den Film, wenn du Ja sagst.",
    "help_film": "Du kannst zum Beispiel sagen:\n"
    "- *mach Szene 2 wärmer*, *langsamer*, *5 Sekunden lang*\n"
    "- *Szene 1 soll „Guten Morgen“ sagen*, *streich den zweiten Punkt in 3*\n"
    "- *tausche 2 und 3*, *Szene 3 an den Anfang*, *entferne Szene 2*\n"
    "- *neuer Versuch für Szene 2*, *ruhige Musik*, *dunkler Look*\n"
    "- *mach es quadratisch*, *insgesamt 20 Sekunden*\n"
    "- *rückgängig*, *wie lange noch*, *stopp*, *von vorn*\n\nGern auch mehreres in einem Satz.",
    "unknown": "Das habe ich nicht ganz verstanden.",
    "failed": "Das hat nicht geklappt: {error} {next_step}",
    "which_shot": "Welche Szene meinst du? Sag ihre Nummer, etwa *neuer Versuch für Szene 2*.",
    "which_music": "Wie soll die Musik sein: *warm*, *kräftig* oder *ruhig*? Oder sag *andere"
    " Musik*, oder schick mir deine eigene.",
    "which_picture": "Ist das das neue **Logo** oder das neue **Produktfoto**?",
    "needs_logo": "Schick mir das neue Logo und sag *nimm dieses Logo*; mit *kein Logo* nehme"
    " ich es"
    " heraus.",
    "needs_photo": "Schick mir das neue Bild und sag *nimm dieses Produktfoto*.",
    "needs_sound": "Schick mir dein Stück und sag *nimm diese Musik*.",
    "no_such_shot": "Dieser Film hat {count} Szenen, die finde ich darin nicht.",
    "no_such_line": "Diese Zeile finde ich im Film nicht. Sag mir die Szene und die neuen Worte,"
    " etwa *Szene 1 soll „Guten Morgen“ sagen*.",
    "cannot_voice": "Eine Stimme kann ich nicht aufnehmen. Worte im Bild, Untertitel und Musik"
    " kann ich.",
    "cannot_people": "Menschen kann ich ohne weiteren Anbieter nicht ins Bild setzen. Licht,"
    " Bewegung, Worte und Look kann ich ändern.",
    "cannot_publish": "Veröffentlichen kann ich für dich nicht. Die fertige Datei kannst du"
    " herunterladen und posten.",
    "cannot_font": "Schriftart und Größe kann ich nicht ändern; die Schrift passt sich den Worten"
    " an. Kürzere Worte werden größer.",
    "cannot_colour": "Die Farben kommen aus deinem Produkt, einzelne kann ich nicht setzen. Den"
    " Look"
    " (*dunkel*, *hell*, *bunt*) und das Licht einer Szene (*warm*, *kühl*, *golden*, *Neon*) kann"
    " ich ändern.",
    "cannot_size": "Produkt und Logo stelle ich dahin, wo die Worte Platz lassen. *Heranzoomen*"
    " oder *herauszoomen* kann ich.",
    "cannot_format": "Ich mache MP4 in Full HD. Die Form kann ich ändern: *9:16*, *1:1* oder"
    " *16:9*.",
    "cannot_silence": "Ganz ohne Musik kann ich nicht. Ich kann sie ruhiger machen oder dein"
    " eigenes"
    " Stück nehmen.",
    "question": "So finde ich die passenden Worte und Bilder; du kannst die Frage auch"
    " überspringen.",
    "reported": "Danke, ich habe das an die weitergegeben, die AdFlow hier betreiben. Geändert oder"
    " gelöscht wurde nichts.",
    # Ein Film ohne Produkt
    "ask_film_continuous-flow": "Ein langer Film, der immer weiterfließt. **Was zeigt er?** Zum"
    " Beispiel *„ein Segelboot fährt bei Sonnenuntergang an Inseln vorbei“*.",
    "ask_film_clip-studio": "Clips, zu einem Film verbunden. **Was zeigt jeder?** Einer je Zeile,"
    " oder mit *;* dazwischen: *„ein rotes Auto an der Küste; Wellen von oben“*.",
    "ask_film_timed-pictures": "Bilder im Takt, die einen Text erzählen. **Schick mir den Text**:"
    " eine Geschichte, eine Lektion, einen Sprechertext.",
    "ask_film_animate-shots": "**Zieh die Bilder hierher**, die ich bewegen soll, in ihrer"
    " Reihenfolge.",
    "ask_how": "{length} Sag gern auch einen **Stil**: {styles}. *(Oder überspringen.)*",
    "ask_length": "Wie **lang** wird er: {lengths} Sekunden?",
    "ask_any_length": "Wie viele **Sekunden** ist er lang? Sonst nehme ich {seconds}.",
    "ask_each": "Wie viele **Sekunden** ist jeder Clip lang? Sonst nehme ich {seconds}.",
    "ask_how_animate-shots": "**Wie bewegen sie sich**, und wie viele Sekunden jedes? Zum Beispiel"
    " *„langsam näher, 5 Sekunden“*. Schick gern noch mehr Bilder. *(Oder überspringen.)*",
    "film_how": "Sag mir Länge und Stil, etwa *15 Sekunden, anime*, oder *überspringen*.",
}

WORDS: dict[str, str] = {
    "kit_logo": "Logo", "kit_font": "eigene Schrift", "kit_never": "nie", "kit_empty": "noch leer",
    "kit_preferred": "neue Filme nutzen sie", "project_here": "dieses hier",
    "project_this": "dieses Projekt", "version": "Version", "versions": "Versionen",
    "film_part": "Film", "film_parts": "Filme", "project_draft": "nur, was schon gefragt wurde",
    "shots_plain": "Szenen", "for_free": "kostenlos", "film": "Film", "shown": "die jetzige",
    "light_golden": "goldenes", "light_neon": "Neon", "light_cool": "kühles",
    "light_green": "grünes", "light_bright": "helles", "light_soft": "weiches",
    "light_warm": "warmes", "mood_warm": "warme", "mood_bold": "kräftige", "mood_calm": "ruhige",
    "and": "und", "shot": "Szene", "shots": "die Szenen",
    "all": "alle Szenen", "about": "etwa", "seconds": "Sekunden", "second": "Sekunde",
    "minutes": "Minuten",
    "minute": "Minute", "a_moment": "einen Moment", "nothing": "nichts Neues",
    "picture": "Bild|Bilder", "clip": "Clip|Clips", "sound": "Ton|Töne",
    "music": "Musikstück|Musikstücke",
    "future": "erdachtes Bild|erdachte Bilder", "voice": "Sprechzeile|Sprechzeilen",
    "anew": "1 Szene neu zusammengesetzt|{count} Szenen neu zusammengesetzt",
    "only_cut": "der fertige Schnitt",
    "warm": "warm", "bold": "mutig", "elegant": "elegant", "playful": "verspielt",
    "noir": "dunkler Look", "daylight": "heller Look", "pop": "bunter Look",
    "money": "{whole},{cents} $",
}
