"""German words of places, things and sounds in English, for what models are told in English.

No translator: word by word and a few phrases, so the order of words stays. What is not in it stays
German, which models mostly understand.
"""

import re
from functools import cache

_PHRASES = (
    "am strand=on the beach|an einem strand=on a beach|im wald=in the forest|am meer=by the sea"
    "|im wasser=in the water|unter wasser=under water|im regen=in the rain|im schnee=in the snow"
    "|am fenster=by the window|im garten=in the garden|in der küche=in the kitchen|zu hause=at home"
    "|im bad=in the bathroom|in den bergen=in the mountains|im hintergrund=in the background"
    "|im vordergrund=in the foreground|bei nacht=at night|am abend=in the evening"
    "|am morgen=in the morning|von oben=from above|von unten=from below|von der seite=from the side"
    "|aus der nähe=close up|voller=full of|voll von=full of|neben einem=beside a|ein paar=a few"
    "|mit blick auf=with a view of|im freien=outdoors|auf dem land=in the countryside"
    "|in der stadt=in the city|im sonnenlicht=in sunlight|im büro=in the office|im bett=in bed"
    "|bei sonnenuntergang=at sunset|bei sonnenaufgang=at sunrise|in der wüste=in the desert"
    "|auf der straße=in the street|im park=in the park|am pool=by the pool|am see=by the lake"
    "|im café=in a café|in der nacht=at night|in der sonne=in the sun|vor dem spiegel=before a"
    " mirror"
)
_WORDS = (
    "strand=beach|meer=sea|ozean=ocean|welle=wave|wellen=waves|sand=sand|wald=forest|bäume=trees"
    "|baum=tree|berg=mountain|berge=mountains|bergen=mountains|see=lake|fluss=river|bach=stream"
    "|wiese=meadow|feld=field|garten=garden|blume=flower|blumen=flowers|blüten=blossoms|gras=grass"
    "|blätter=leaves|blatt=leaf|himmel=sky|wolken=clouds|sonne=sun|mond=moon|sterne=stars"
    "|sonnenuntergang=sunset|sonnenaufgang=sunrise|regen=rain|schnee=snow|eis=ice|wind=wind"
    "|nebel=fog|feuer=fire|kamin=fireplace|kerze=candle|kerzen=candles|kerzenlicht=candlelight"
    "|wasser=water|wassertropfen=drops of water|tropfen=drops|dampf=steam|rauch=smoke|küche=kitchen"
    "|küchentisch=kitchen table|bad=bathroom|badezimmer=bathroom|schlafzimmer=bedroom"
    "|wohnzimmer=living room|büro=office|schreibtisch=desk|tisch=table|holztisch=wooden table"
    "|stuhl=chair|bett=bed|fenster=window|fensterbank=window sill|tür=door|wand=wall|boden=floor"
    "|regal=shelf|spiegel=mirror|treppe=stairs|balkon=balcony|terrasse=terrace|dach=roof"
    "|stadt=city|straße=street|strasse=street|café=café|bar=bar|laden=shop|markt=market|park=park"
    "|brücke=bridge|hafen=harbour|boot=boat|schiff=ship|auto=car|fahrrad=bicycle|zug=train"
    "|felsen=rock|fels=rock|stein=stone|steine=stones|steinen=stones|marmor=marble|holz=wood"
    "|moos=moss|muschel=shell|muscheln=shells|flasche=bottle|fläschchen=small bottle|dose=can"
    "|tiegel=jar|tube=tube|glas=glass|gläser=glasses|tasse=cup|teller=plate|schale=bowl"
    "|löffel=spoon"
    "|handtuch=towel|tuch=cloth|seide=silk|leinen=linen|samt=velvet|decke=blanket|kissen=cushion"
    "|buch=book|bücher=books|uhr=clock|wecker=alarm clock|koffer=suitcase|karton=box|geschenk=gift"
    "|orange=orange|orangen=oranges|orangenscheibe=slice of orange|zitrone=lemon|zitronen=lemons"
    "|zitronenscheibe=slice of lemon|apfel=apple|äpfel=apples|beeren=berries|obst=fruit"
    "|früchte=fruit|kräuter=herbs|honig=honey|kaffee=coffee|kaffeebohnen=coffee beans|tee=tea"
    "|milch=milk|brot=bread|schokolade=chocolate|rosen=roses|rose=rose|lavendel=lavender"
    "|palme=palm tree|palmen=palm trees|sonnenschirm=parasol|liegestuhl=deck chair|pool=pool"
    "|frau=woman|mann=man|kind=child|kinder=children|hand=hand|hände=hands|gesicht=face"
    "|menschen=people|leute=people|familie=family|hund=dog|katze=cat|vogel=bird|vögel=birds"
    "|vögeln=birds|möwen=seagulls|pferd=horse|schmetterling=butterfly|schmetterlinge=butterflies"
    "|licht=light|schatten=shadow|spiegelung=reflection|hintergrund=background|nahaufnahme=close-up"
    "|produkt=product|serum=serum|creme=cream|logo=logo|wüste=desert|höhle=cave"
    "|wasserfall=waterfall"
    "|insel=island|dorf=village|burg=castle|turm=tower|bauernhof=farm|scheune=barn|zelt=tent"
    "|lagerfeuer=campfire|musik=music|klavier=piano|trommel=drum|glocken=bells|schritte=footsteps"
    "|stimmen=voices|lachen=laughter|applaus=applause|donner=thunder|rauschen=sound of"
    "|geräusch=sound|geräusche=sounds|ton=sound|sanft=gentle|sanfte=gentle|sanfter=gentle"
    "|sanftes=gentle|sanftem=gentle|leise=quiet|leises=quiet|leiser=quiet|laut=loud|lautes=loud"
    "|weit=far|entfernt=distant|entferntes=distant|ferne=distant|fernes=distant|nass=wet"
    "|nasse=wet|nassen=wet|nassem=wet|alt=old|alte=old|alten=old|altes=old|alter=old|neu=new"
    "|groß=big|große=big|großen=big|großer=big|großes=big|klein=small|kleine=small|kleinen=small"
    "|kleiner=small|kleines=small|rot=red|rote=red|roten=red|blau=blue|blaue=blue|blauen=blue"
    "|grün=green|grüne=green|grünen=green|weiß=white|weiße=white|weißen=white|schwarz=black"
    "|schwarze=black|schwarzen=black|gelb=yellow|gelbe=yellow|braun=brown|golden=golden"
    "|goldene=golden|hölzernen=wooden|hölzerne=wooden|verschneite=snowy|verschneiten=snowy"
    "|sonnig=sunny|sonnige=sunny|sonnigen=sunny|dunkel=dark|dunkle=dark|dunklen=dark|hell=bright"
    "|helle=bright|hellen=bright|leer=empty|leere=empty|leeren=empty|voll=full|offen=open|zwei=two"
    "|drei=three|vier=four|viele=many|viel=much|einige=some|der=the|die=the|das=the|dem=the|den=the"
    "|des=of the|ein=a|eine=a|einen=a|einem=a|einer=a|eines=of a|und=and|oder=or|mit=with"
    "|ohne=without"
    "|auf=on|in=in|im=in the|ins=into the|am=by the|an=at|vor=in front of|hinter=behind"
    "|neben=beside"
    "|unter=under|über=over|zwischen=between|bei=at|beim=at the|von=of|vom=of the|aus=out of"
    "|um=around"
    "|durch=through|zum=to the|zur=to the|zu=to|nach=after|für=for|als=as|wie=like|sich=itself"
    "|ist=is|sind=are|steht=stands|stehen=stand|liegt=lies|liegen=lie|schwebt=floats|fällt=falls"
    "|fallen=fall|fließt=flows|dreht=turns|drehen=turn|öffnet=opens|öffnen=open|langsam=slowly"
    "|schnell=quickly|sieht=sees|man=one|langsamen=slow|läuft=runs|rollt=rolls|rollen=roll"
    "|tropft=drips|weht=blows|brennt=burns|kommt=comes|geht=goes|aufgehen=open|deckel=lid"
)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(one.split("=") for one in f"{_PHRASES}|{_WORDS}".split("|"))
    ordered = sorted(pairs, key=lambda words: (-len(words), words))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.I), pairs


def words() -> frozenset[str]:
    """All single words of the glossary, in both languages: they are no slips of the finger."""
    pairs = _table()[1]
    return frozenset(word for pair in pairs.items() for phrase in pair for word in phrase.split())


def english(text: str) -> str:
    """A German text with the words that are in the glossary in English."""
    expression, pairs = _table()
    return expression.sub(lambda match: pairs[match[0].lower()], text)
