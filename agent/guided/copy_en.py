"""English ad copy. Headlines up to 34 characters, pains up to 18; no claims, no numbers."""

from agent.guided.copy_shape import CategoryCopy, Copy

COPY = Copy(
    categories={
        "pets": CategoryCopy(
            words="pet pets dog dogs cat cats puppy puppies kitten* horse* rabbit* paw paws leash*"
            " pet-* hamster*",
            hooks={
                "warm": (
                    ("Someone at home", "thinks you're the best."),
                    ("They give you everything.", "Give a little back."),
                ),
                "bold": (
                    ("Small paws.", "Big personality."),
                    ("No compromises.", "Not for your best friend."),
                ),
                "elegant": (
                    ("For the one", "who never leaves your side."),
                    ("Devotion,", "beautifully returned."),
                ),
                "playful": (
                    ("Warning:", "zoomies ahead."),
                    ("They can't say it.", "But that look says plenty."),
                ),
            },
            pains=(
                ("Sad eyes", "Big sighs", "Same old"),
                ("Bored looks", "Long waits", "Empty bowls"),
            ),
            turns={
                "warm": "Your best friend deserves better.",
                "bold": "Second best? Not for them.",
                "elegant": "They deserve your good taste.",
                "playful": "You know that look.",
            },
            reasons=("For your favourite face.", "For the happiest hello."),
            points=(
                "Made with them in mind", "For every day together", "For moments big and small",
            ),
        ),
        "kids": CategoryCopy(
            words="kid kids child children* baby babies toddler* toy toys nursery teddy newborn*"
            " playmat* schoolbag*",
            hooks={
                "warm": (
                    ("They're only little once.", "Make it count."),
                    ("Small hands.", "Big wonders."),
                ),
                "bold": (
                    ("Big dreams", "start small."),
                    ("Let them be loud.", "Let them be bold."),
                ),
                "elegant": (
                    ("Childhood,", "thoughtfully made."),
                    ("The quiet magic", "of being little."),
                ),
                "playful": (
                    ("Ready?", "Set. Giggle!"),
                    ("Grown-ups may look.", "Kids go first."),
                ),
            },
            pains=(
                ("Rainy days", "Long faces", "“I'm bored”"),
                ("Grumpy mornings", "Cranky hours", "Short naps"),
            ),
            turns={
                "warm": "Little ones need little wonders.",
                "bold": "Boredom, meet your match.",
                "elegant": "They deserve the lovely things.",
                "playful": "Time to call in the fun.",
            },
            reasons=("For the best part of the day.", "For little people with big ideas."),
            points=("Made for little explorers", "A joy to share", "For every single day"),
        ),
        "jewellery": CategoryCopy(
            words="jewel* ring rings necklace* earring* bracelet* pendant* brooch* watch watches"
            " gemstone*",
            hooks={
                "warm": (
                    ("Some moments", "want to be kept."),
                    ("Wear it close.", "Every day."),
                ),
                "bold": (("Don't whisper.", "Shine."), ("One piece.", "Every eye.")),
                "elegant": (
                    ("A quiet gleam.", "A lasting thought."),
                    ("Less is more.", "This is enough."),
                ),
                "playful": (("Plain outfit?", "Plot twist."), ("Go on.", "Sparkle a little.")),
            },
            pains=(
                ("Too plain", "Too much", "Too ordinary"),
                ("Forgotten gifts", "Plain looks", "Safe choices"),
            ),
            turns={
                "warm": "Some days deserve to be marked.",
                "bold": "Ordinary was never your style.",
                "elegant": "True style needs only one detail.",
                "playful": "Your outfit called. It's bored.",
            },
            reasons=("The detail that makes the look.", "A small thing that says a lot."),
            points=("For every day and every night", "A gift to remember", "Part of your story"),
        ),
        "garden": CategoryCopy(
            words="garden* plant plants flower* seed seeds pot pots planter* herb herbs succulent*"
            " soil lawn balcony bouquet*",
            hooks={
                "warm": (
                    ("Something good", "is about to grow."),
                    ("Plant a little joy.", "Watch it grow."),
                ),
                "bold": (("Grey is over.", "Bring on the green."), ("Go wild.", "Go green.")),
                "elegant": (
                    ("Let nature", "have the last word."),
                    ("A quiet corner.", "A living picture."),
                ),
                "playful": (
                    ("Psst.", "Your windowsill is lonely."),
                    ("Be-leaf it.", "Green looks good on you."),
                ),
            },
            pains=(
                ("Bare corners", "Grey days", "Sad leaves"),
                ("Empty pots", "Brown tips", "Grey views"),
            ),
            turns={
                "warm": "Everyone needs a bit of green.",
                "bold": "Time to take back the green.",
                "elegant": "Beauty likes to grow slowly.",
                "playful": "Your plants have been talking.",
            },
            reasons=("A little green goes a long way.", "For the gardener in you."),
            points=(
                "For your own patch of green", "A daily bit of nature", "Joy that grows on you",
            ),
        ),
        "home": CategoryCopy(
            words="candle* home house lamp lamps vase* cushion* blanket* bedding pillow* diffuser*"
            " furniture chair* table sofa* mug mugs ceramic* pottery towel* interior* room rooms"
            " decor* poster* rug rugs",
            hooks={
                "warm": (
                    ("Close the door.", "Breathe out."),
                    ("The day is done.", "This evening is yours."),
                ),
                "bold": (
                    ("Change one thing.", "Change the room."),
                    ("Your place.", "Your rules."),
                ),
                "elegant": (
                    ("The art", "of an evening at home."),
                    ("A room remembers", "the small things."),
                ),
                "playful": (
                    ("Plans tonight?", "Yes. Staying in."),
                    ("Sofa? Check.", "Snacks? Double check."),
                ),
            },
            pains=(
                ("Long days", "Loud thoughts", "Cold rooms"),
                ("Endless to-dos", "Harsh light", "No pause"),
            ),
            turns={
                "warm": "Home should feel like a hug.",
                "bold": "Plain rooms never moved anyone.",
                "elegant": "A home deserves quiet beauty.",
                "playful": "Your sofa deserves company.",
            },
            reasons=("For evenings that are all yours.", "It turns a room into your place."),
            points=("For the rooms you love", "A gift, even to yourself", "Made for slow evenings"),
        ),
        "tech": CategoryCopy(
            words="app apps phone* headphone* earbud* speaker* charger* laptop* keyboard* camera*"
            " gadget* software smart* device* usb* wireless bluetooth* drone* tablet* cable*"
            " powerbank* monitor*",
            hooks={
                "warm": (("Less hassle.", "More life."), ("Technology", "that feels like you.")),
                "bold": (("The next move", "is yours."), ("Switch on.", "Stand out.")),
                "elegant": (("Form. Function.", "Nothing else."), ("So simple.", "So considered.")),
                "playful": (("Old gadget?", "Awkward."), ("Hey, you.", "Ready for an upgrade?")),
            },
            pains=(
                ("Too slow", "Too clunky", "Too much"),
                ("Extra steps", "Lost minutes", "Old habits"),
            ),
            turns={
                "warm": "It should simply work for you.",
                "bold": "Settling is so last year.",
                "elegant": "Good design asks for less.",
                "playful": "Tried turning it off and on?",
            },
            reasons=("Clever, right where you need it.", "Made for the way you live."),
            points=("Made for every day", "Ready when you are", "Feels right from day one"),
        ),
        "fitness": CategoryCopy(
            words="fitness gym workout* training run running runner* yoga sport* dumbbell* protein*"
            " bike bikes cycling hiking climbing pilates muscle* athlete*",
            hooks={
                "warm": (("One small step.", "One good day."), ("Your body.", "Your pace.")),
                "bold": (("No excuses.", "Just you."), ("Get up.", "Show up.")),
                "elegant": (("Strength", "can be quiet."), ("Move well.", "Live well.")),
                "playful": (
                    ("Sweat now.", "Selfie later."),
                    ("You versus the sofa.", "Place your bets."),
                ),
            },
            pains=(
                ("Heavy legs", "Snooze button", "No drive"),
                ("Lost rhythm", "Late excuses", "Slow Mondays"),
            ),
            turns={
                "warm": "You're closer than you think.",
                "bold": "“Tomorrow” is not a plan.",
                "elegant": "Discipline likes good company.",
                "playful": "Your sofa will forgive you.",
            },
            reasons=("For everyone who keeps moving.", "Your partner for every round."),
            points=("There when you start", "Ready when you are", "For the first rep and the last"),
        ),
        "fashion": CategoryCopy(
            words="shirt* dress dresses shoe shoes sneaker* jacket* coat coats bag bags handbag*"
            " scarf scarves hat hats jeans sweater* hoodie* fashion clothing clothes wallet*"
            " leather backpack* sock socks linen sunglasses t-shirt* boots",
            hooks={
                "warm": (
                    ("Put it on.", "Feel at home."),
                    ("The good days", "start with a favourite."),
                ),
                "bold": (("Walk in.", "Turn heads."), ("Don't dress down.", "Dress up the day.")),
                "elegant": (
                    ("Style whispers.", "People lean in."),
                    ("One line. One cut.", "Nothing to add."),
                ),
                "playful": (
                    ("Nothing to wear?", "Not any more."),
                    ("Your mirror", "just winked at you."),
                ),
            },
            pains=(
                ("Full wardrobe", "Nothing fits", "Same again"),
                ("Safe choices", "Dull Mondays", "Fast trends"),
            ),
            turns={
                "warm": "You should feel like yourself.",
                "bold": "Blending in is overrated.",
                "elegant": "True style never tries too hard.",
                "playful": "Your wardrobe needs a plot twist.",
            },
            reasons=("Made to be lived in.", "The piece you reach for first."),
            points=("For weekdays and weekends", "Goes where you go", "A favourite in the making"),
        ),
        "drink": CategoryCopy(
            words="drink drinks juice* lemonade* water wine wines beer beers gin whisky whiskey rum"
            " vodka soda sodas smoothie* kombucha cocktail* spritz cider liqueur* aperitif*"
            " champagne prosecco",
            hooks={
                "warm": (
                    ("Pull up a chair.", "Pour one for a friend."),
                    ("Good company.", "Good glass."),
                ),
                "bold": (("One sip.", "No more boring."), ("Open it up.", "Let it in.")),
                "elegant": (
                    ("Raise a glass", "to the finer hours."),
                    ("Pour slowly.", "Savour every drop."),
                ),
                "playful": (
                    ("Is it sip o'clock yet?", "It is now."),
                    ("Clink, clink.", "Who's in?"),
                ),
            },
            pains=(
                ("Flat taste", "Long days", "Same old sip"),
                ("Tired toasts", "Boring breaks", "Empty glasses"),
            ),
            turns={
                "warm": "Good moments want a good glass.",
                "bold": "Boring is hard to swallow.",
                "elegant": "Good taste deserves your time.",
                "playful": "Your glass is judging you.",
            },
            reasons=("The sip that makes the moment.", "Made for the good hours."),
            points=("For sharing. Or not.", "Made to be savoured", "For your kind of moment"),
        ),
        "coffee": CategoryCopy(
            words="coffee* espresso cappuccino latte tea teas matcha brew roast roasts roasted"
            " roastery chai cocoa barista*",
            hooks={
                "warm": (
                    ("Before the world wakes,", "there's this cup."),
                    ("Hold it with both hands.", "Stay a while."),
                ),
                "bold": (("Wake up", "like you mean it."), ("First cup.", "First win.")),
                "elegant": (
                    ("The finest minutes", "come in a cup."),
                    ("Slow the morning.", "Lift the cup."),
                ),
                "playful": (("But first:", "you know what."), ("Talk to me", "after this cup.")),
            },
            pains=(
                ("Foggy heads", "Early alarms", "Grey Mondays"),
                ("Bland cups", "Rushed breaks", "Cold leftovers"),
            ),
            turns={
                "warm": "Your morning deserves better.",
                "bold": "Weak starts are over.",
                "elegant": "A cup should be worth the pause.",
                "playful": "Your mug deserves a promotion.",
            },
            reasons=("The cup you look forward to.", "Your favourite part of the day."),
            points=("For first cups and long talks", "A small daily ritual", "Made to be savoured"),
        ),
        "food": CategoryCopy(
            words="food ice chocolate* cookie* cake cakes bread honey jam jams sauce* snack* pasta"
            " oil olive* spice* cheese granola muesli candy sweets nut nuts ice-cream meal meals"
            " bakery delicious tasty pizza burger* fruit*",
            hooks={
                "warm": (
                    ("Come to the table.", "There's something good."),
                    ("Some things taste", "like coming home."),
                ),
                "bold": (("Taste first.", "Talk later."), ("Big flavour.", "No small talk.")),
                "elegant": (
                    ("The best pauses", "have a taste."),
                    ("Savour slowly.", "It's worth it."),
                ),
                "playful": (
                    ("Hide it", "from your flatmates."),
                    ("Sharing is caring.", "Good luck with that."),
                ),
            },
            pains=(
                ("Bland lunches", "Hungry eyes", "Same again"),
                ("Sad snacks", "Rushed meals", "Dull plates"),
            ),
            turns={
                "warm": "Good food should feel like love.",
                "bold": "Bland had its chance.",
                "elegant": "Taste is worth a little care.",
                "playful": "Your tummy filed a complaint.",
            },
            reasons=("For the best bite of the day.", "The taste you come back for."),
            points=("Made to be shared", "For cravings big and small", "A treat at any time"),
        ),
        "skincare": CategoryCopy(
            words="skin skincare serum* cream creams lotion* face facial moisturi* soap soaps"
            " shampoo* conditioner* hair beard cosmetic* makeup make-up lipstick* perfume*"
            " fragrance* deodorant* balm* sunscreen* body-* beauty",
            hooks={
                "warm": (
                    ("A few minutes.", "Just for you."),
                    ("Some mornings", "deserve a softer start."),
                ),
                "bold": (
                    ("Face the day.", "On your terms."),
                    ("Look again.", "That's you."),
                ),
                "elegant": (
                    ("A quiet ritual.", "A lovely moment."),
                    ("Less on the shelf.", "More in the moment."),
                ),
                "playful": (
                    ("Hello, gorgeous.", "Yes, you in the mirror."),
                    ("Mirror, mirror …", "guess who's smiling?"),
                ),
            },
            pains=(
                ("Tired mornings", "Crowded shelves", "Empty promises"),
                ("No time", "Too many jars", "Too much fuss"),
            ),
            turns={
                "warm": "It's time to be kind to yourself.",
                "bold": "No more settling.",
                "elegant": "Care should feel effortless.",
                "playful": "Even your mirror is yawning.",
            },
            reasons=("Care you look forward to.", "A small ritual, all yours."),
            points=("Made for every day", "A moment just for you", "Made to feel good"),
        ),
        "generic": CategoryCopy(
            words="",
            hooks={
                "warm": (
                    ("It's the little things", "that make the day."),
                    ("Made for you.", "And for days like this."),
                ),
                "bold": (
                    ("Stop scrolling.", "You've found it."),
                    ("Pay attention.", "Here it comes."),
                ),
                "elegant": (
                    ("Quietly different.", "Simply beautiful."),
                    ("The beauty", "of good things."),
                ),
                "playful": (
                    ("Well, hello.", "Where have you been?"),
                    ("Don't blink.", "You'll want to see this."),
                ),
            },
            pains=(
                ("Same old", "Good enough", "Maybe later"),
                ("Little hassles", "Long days", "Half measures"),
            ),
            turns={
                "warm": "You deserve something better.",
                "bold": "“Good enough” isn't.",
                "elegant": "The difference is in the details.",
                "playful": "Surely there's a nicer way?",
            },
            reasons=("The one you've been looking for.", "Made for days like yours."),
            points=("Made for every day", "Easy to love", "Ready when you are"),
        ),
    },
    leads={
        "warm": ("Say hello to", "Meet"),
        "bold": ("This is", "Here comes"),
        "elegant": ("Introducing", "Discover"),
        "playful": ("Ta-da! It's", "Look who's here:"),
    },
    closings={
        "warm": ("Treat yourself.", "Make it part of your day.", "You've earned it."),
        "bold": ("Your move.", "Go and get it.", "What are you waiting for?"),
        "elegant": ("Make it yours.", "Simply yours.", "Allow yourself."),
        "playful": ("Go on, treat yourself!", "You know you want to.", "Resistance? Adorable."),
    },
    buttons={
        "warm": "Discover more", "bold": "Get yours", "elegant": "Discover",
        "playful": "Yes, please!",
    },
    actions=(
        ("order* buy* purchas*", "Order now"), ("shop* store*", "Shop now"),
        ("book* reserv* appointment*", "Book now"), ("subscribe* newsletter", "Subscribe"),
        ("sign* regist* join*", "Join now"), ("download* install*", "Download now"),
        ("follow* instagram tiktok", "Follow us"), ("call* phone ring", "Call us"),
        ("try* test* taste*", "Try it now"), ("write* mail* message* contact*", "Contact us"),
        ("visit* website* site page web online come", "Visit us"),
        ("learn* read* find* discover* more", "Learn more"), ("get* grab*", "Get yours"),
    ),
    favourite="Your new favourite",
    audience="For",
    audience_not=(),
    titles={
        "hook": ("First look", "The opening", "A first glimpse"),
        "problem": ("The old way", "What was missing", "Before"),
        "solution": ("The reveal", "In its best light", "Here it is"),
        "cta": ("The invitation", "Make it yours", "The last frame"),
    },
    function_words=(
        "for with without that which who whose where when because so and but made from in on at to"
        " by while as if or"
    ),
    conditions=(
        "if when over from until only up unless except orders first not no without per"
    ),
    strip_action=(
        r"(?:(?:they|people|customers|viewers|everyone|you|the viewer)\s+(?:should|could|can|must)"
        r"|i want (?:them|people|you) to|to|please|just|should)\s+"
    ),
    strip_audience=(
        r"(?:(?:it'?s|its|it is)\s+)?(?:mostly|mainly|especially|above all|primarily|basically)?\s*"
        r"(?:meant|made|aimed)?\s*(?:for|at)\s+|(?:mostly|mainly|especially|primarily)\s+"
    ),
    strip_purpose=r"(?:it\s+is|it's|its|this\s+is|that's|we\s+sell|i\s+sell)\s+",
)
