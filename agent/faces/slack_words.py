"""The few words that the Slack face says itself, in English and German."""

from storage.records import Language

_WORDS: dict[str, tuple[str, str]] = {
    "approve": ("Approve", "Freigeben"),
    "change": ("Change", "Ändern"),
    "at_hand": ("Use that picture", "Das Bild nehmen"),
    "stop": ("Stop", "Lassen"),
    "halt": ("Stop", "Anhalten"),
    "what_else": ("What should be different? Just say it here in the thread.",
                  "Was soll anders sein? Sag es einfach hier im Thread."),
    "approved": ("Approved by {who}", "Freigegeben von {who}"),
    "declined": ("Declined by {who}", "Abgelehnt von {who}"),
    "superseded": ("There is a newer offer.", "Es gibt ein neueres Angebot."),
    "asks": ("{who} may approve this.", "{who} kann das freigeben."),
    "left": ("Left of the budget: {amount}", "Vom Budget übrig: {amount}"),
    "making": ("Making the film", "Der Film entsteht"),
    "time_left": ("{time} left", "noch {time}"),
    "done": ("Done", "Fertig"),
    "failed": ("Not finished", "Nicht fertig geworden"),
    "cancelled": ("Stopped; what is finished is kept", "Angehalten; was fertig ist, bleibt"),
    "open": ("Open in the browser", "Im Browser öffnen"),
    "too_large": ("The film is too large to be put here ({mb} MB).",
                  "Der Film ist zu groß für diesen Thread ({mb} MB)."),
    "not_taken": ("Slack does not take the film.", "Slack nimmt den Film nicht an."),
    "version": ("version {number}", "Version {number}"),
    "shot": ("Shot {number}", "Szene {number}"),
    "touches": ("changes shots {changed}, keeps {kept}", "ändert Szenen {changed}, lässt {kept}"),
    "in_all": ("made for {cost}", "gemacht für {cost}"),
    "projects": ("Your projects", "Deine Projekte"),
    "say_number": ("Say the number of the picture to take.",
                   "Sag die Nummer des Bildes, das es sein soll."),
    "check": ("Check again", "Noch mal nachsehen"),
    "again": ("Try again", "Noch mal versuchen"),
    "lost": ("Count it as lost", "Verloren geben"),
    "uncertain": ("It is not known whether {what} ({amount}) was bought.",
                  "Es ist nicht bekannt, ob {what} ({amount}) gekauft wurde."),
    "after_restart": ("I was interrupted in the middle of this. Here is how things stand.",
                      "Ich wurde mittendrin unterbrochen. So steht es jetzt."),
}


def word(key: str, language: Language, **values: object) -> str:
    """One of them; what is put in is put in as it is."""
    return _WORDS[key][language == "de"].format(**values)


NOT_HERE = "I am not set up to work in this channel. Ask whoever runs AdFlow here."
NOT_YOU = "I do not know whose projects you work on. Ask whoever runs AdFlow here to add you."
