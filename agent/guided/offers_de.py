"""What the guided director says of changes, prices, versions and makers, in German."""

REPLIES: dict[str, str] = {
    "changes_only": "Das ändert nur {changed}: {made}, {price}, {time}{tail}; unverändert: {kept}.",
    "changes_all": "Das ändert {changed}: {made}, {price}, {time}{tail}.",
    "changes_none": "Die Szenen bleiben, wie sie sind: {made}, {price}, {time}.",
    "changed_nothing": "Erledigt. Nichts muss neu gemacht werden.",
    "tail_one": "; {shots} schließt daran an und wird auch neu gemacht (sag *behalte den Rest*,"
                " dann"
    " bleibt sie, mit einem harten Schnitt)",
    "tail_many": "; {shots} schließen daran an und werden auch neu gemacht (sag *behalte den Rest*,"
    " dann bleiben sie, mit einem harten Schnitt)",
    "pictures_first": "Zuerst nur {made}, zum Ansehen: {price}, {time}; dann frage ich nach dem"
                      " Rest.",
    "go": "Los?",
    "storyboard_changed": "Das Storyboard ist geändert: {changed}.",
    "quote_pictures": "Zuerst nur {made}, zum Ansehen, bevor sich etwas bewegt. {price} Das dauert"
    " {time}. Danach frage ich nach den Clips. Soll ich?",
    "storyboard_ready": "Dein Storyboard steht: **{scenes}, {length} Sekunden, {aspect}**.",
    "cheaper_ways": "So, wie es ist, würde es **{now}** kosten. Günstiger geht es so:",
    "cheaper_question": "Was davon? Sag die Nummer, oder *lass es*.",
    "cheaper_none": "Günstiger als **{now}** kann ich diesen Film nicht machen, ohne ihn zu"
                    " ändern.",
    "cheaper_free": "Es ist schon kostenlos.",
    "cheaper_left": "Gut, es bleibt, wie es ist.",
    "way_keep_next": "*behalte den Rest* nach Szene {detail}: **{price}**. Nach Szene {detail} ist"
                     " dann"
    " ein harter Schnitt.",
    "way_shorter": "*kürzere* Szenen ({detail}), für kürzere Clips: **{price}**.",
    "way_model": "*ein anderes Modell* für die Clips, `{detail}`: **{price}**. Die Clips werden neu"
    " gemacht und sehen anders aus.",
    "way_studio": "*Studio*, das eingebaute: **{price}**. Bilder und Clips werden hier gezeichnet,"
                  " nicht"
    " gefilmt.",
    "versions": "Die Versionen bisher:",
    "version_line": "{number}{name}: {note}{marks}",
    "versions_how": "Sag *geh zu Version 2* oder ihren Namen; *nenn das Sommer* gibt der jetzigen"
                    " einen"
    " Namen.",
    "no_versions": "Es gibt erst eine Version.",
    "at_version": "Das ist wieder Version {version}.",
    "named": "Das hier heißt jetzt **{name}**. *Zurück zu {name}* führt wieder hierher.",
    "which_name": "Wie soll sie heißen? Sag es so: *nenn das Sommer*.",
    "which_version": "Welche? Sag *zeig mir die Versionen*, dann eine Nummer oder einen Namen.",
    "variant": "Das ist jetzt **{name}**, eine Kopie zum Ausprobieren. Die davor bleibt:"
               " *rückgängig*"
    " oder *zeig mir die Versionen* führt zurück.",
    "stays_anyway": "Daran schließt nichts an, es bleibt also ohnehin, wie es ist.",
    "keep_when": "Sag es mit der Änderung zusammen, etwa *mach Szene 2 wärmer, aber behalte den"
                 " Rest*.",
    "models": "Die Bilder dieses Films macht `{picture}`, die Clips `{clip}`, die Töne"
              " `{sound}`{music}."
    " Du kannst sagen: *mach es mit runware*, *nimm klingai 5@2 für die Clips* oder *zurück ins"
    " Studio*;"
    " `adflow models` nennt alle mit ihren Preisen.",
    "models_music": ", die Musik `{music}`",
    "which_model": "Welches Modell genau? Sag seinen ganzen Namen, etwa *nimm klingai 5@2 für die"
                   " Clips*;"
    " `adflow models` nennt alle.",
    "brand_now": "Dieser Film nutzt die Marke **{name}**. Mit *keine Marke* geht es ohne, mit"
                 " *nimm meine"
    " Marke …* mit einer anderen.",
    "brand_none": "Dieser Film nutzt keine Marke. Sag *nimm meine Marke Aurela*, mit dem Namen"
                  " deiner"
    " Marke.",
    "which_brand": "Welche Marke? Sag ihren Namen, etwa *nimm meine Marke Aurela*, oder *keine"
                   " Marke*.",
    "brand_unknown": "Eine Marke **{name}** kenne ich nicht. {brands}",
    "brands_known": "Deine: {names}.",
    "brands_unset": "Du hast noch keine: *leg eine Marke namens Aurela an, mit #112233 und Gold*.",
    "kits": "Deine Marken:",
    "kits_how": "*Nimm die Marke …* nutzt eine in diesem Film; *ändere den Akzent von … auf Gold*"
    " ändert sie.",
    "kits_none": "Du hast noch keine Marke. Sag zum Beispiel *leg eine Marke namens Aurela an, mit"
    " diesem Logo, Farben #112233 und Gold, Ton elegant, Aufruf „Jetzt kaufen“, sag nie billig*.",
    "kit_kept": "Gemerkt: {kit}.",
    "kit_apply": "*Nimm die Marke {name}* nutzt sie in diesem Film.",
    "kit_taken": "Dieser Film nutzt sie, und neue auch.",
    "kit_removed": "**{name}** ist vergessen. Filme, die damit gemacht wurden, behalten sie.",
    "kit_name": "Eine Marke braucht einen Namen. Sag *leg eine Marke namens Aurela an, mit #112233"
    " und Gold*; ein Logo oder eine Schrift dazu nehme ich gleich mit.",
    "kit_which": "Du hast mehrere Marken. Sag den Namen dazu, etwa *ändere den Akzent von Aurela"
    " auf Gold*.",
    "kit_unknown": "So eine Marke kenne ich nicht. *Welche Marken habe ich?* zählt deine auf; *leg"
    " eine Marke namens … an* macht eine.",
    "kit_colour": "Sag die Farbe der Marke mit Namen oder Ziffern, etwa *der Akzent der Marke ist"
    " Gold* oder *#d4af37*.",
    "kit_logo": "Schick das Logo zusammen mit den Worten, dann nimmt die Marke es an.",
    "kit_font": "Schick die Schrift, eine TTF- oder OTF-Datei, zusammen mit den Worten, dann nimmt"
    " die Marke sie an.",
    "which_project": "Welches Projekt? *Zeig mir meine Projekte* zählt sie auf.",
    "which_font": "Eine Schrift gehört zu einer Marke. Sag *nimm diese Schrift für die Marke"
    " Aurela*, mit dem Namen deiner Marke.",
    "projects_mine": "Deine Projekte:",
    "projects_how": "*Öffne 2* macht hier damit weiter; *umbenennen*, *duplizieren* und *löschen*"
    " geht auch.",
    "projects_none": "Du hast noch keine anderen Projekte.",
    "project_opened": "Jetzt geht es um **{title}**.",
    "project_copied": "Das hier ist jetzt **{title}**, eine Kopie; das andere bleibt, wie es war.",
    "project_is": "Es hat {shots} Szenen und {seconds} Sekunden.",
    "project_renamed": "Dieses Projekt heißt jetzt **{title}**.",
    "project_delete": "**{title}** wäre endgültig weg: {goes}, {megabytes} MB. Soll ich es löschen?"
    " *Nur ein klares Ja tut es.*",
    "project_stays": "Es bleibt.",
    "studio_picture": "Das eingebaute Studio zeichnet nicht nach Worten, das kann es in {shots}"
                      " also nicht"
    " zeigen. Es kann dort das Licht ändern (*{light} Licht in Szene {shot}*), die Bewegung"
    " (*langsam"
    " heranzoomen in Szene {shot}*) oder den Look des Films (*dunkler Look*). Auch ein eigenes"
    " Bild geht:"
    " schick es mit *nimm dieses Bild für Szene {shot}*. Und *mach es mit runware* zeichnet nach"
    " Worten,"
    " das kostet Geld.",
    "studio_sound": "Das eingebaute Studio macht seine Töne passend zur Szene, nicht nach Worten."
                    " Andere"
    " kann es machen: *neuer Ton für Szene {shot}*. Mit *mach es mit runware* entscheiden Worte.",
    "studio_action": "Das eingebaute Studio bewegt Kamera, Licht und was in der Luft liegt; sonst"
                     " lässt es"
    " nichts geschehen. Es kann *langsam heranzoomen in Szene {shot}*, *schneller* sein oder *es"
    " in Szene"
    " {shot} schneien lassen*. Mit *mach es mit runware* entscheiden Worte.",
    "studio_voice": "Das eingebaute Studio hat keine Stimme: Der Satz ist notiert, und *Untertitel"
                    " an*"
    " zeigt ihn.",
    "near_music": "{kind} habe ich nicht; ich habe *{mood}* Musik genommen, das ist am nächsten."
                  " Es gibt"
    " *warm*, *kräftig* und *ruhig*, oder schick mir deine eigene.",
    "music_in_sounds": "In diesem Film bringt der Ton jeder Szene seine eigene Musik mit, darum"
                       " wird jeder"
    " neu gemacht.",
    "no_transition": "In diesem Film schließt jede Szene an die vorige an, für Übergänge ist kein"
                     " Platz;"
    " nur harte Schnitte.",
    "needs_picture": "Schick mir das Bild und sag *nimm dieses Bild für Szene 2*.",
    "cannot_aspect": "Ich mache *9:16*, *1:1* und *16:9*. Was kommt dem am nächsten?",
    "cannot_language": "Ich schreibe Deutsch und Englisch. Sag *auf Englisch bitte* und dann"
                       " *schreib es"
    " neu*.",
    "cannot_volume": "Lautstärken kann ich nicht stellen: Musik, Töne und Stimmen sind"
    " ausgeglichen. Was geht: ein anderes Stück, *ruhige Musik* oder *kräftige Musik*, oder deine"
    " eigene Tondatei.",
    "cannot_code": "Codes, Emojis und Sticker kann ich nicht zeichnen. Worte, ein Logo und eine"
                   " Adresse"
    " kann ich: *die Adresse soll … heißen*.",
}
