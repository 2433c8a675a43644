"""What the guided director says, in English. Same keys as `replies_de`."""

REPLIES: dict[str, str] = {
    "greet": "Hi, I'm your creative director. Show me a product and I'll make you a finished ad.",
    "greet_again": "Hi again! Tell me what to change, or say *help*.",
    "ask_photo": "Drop in a **photo of your product**, or paste the address of its page. Anything"
    " else you tell me now (name, what it's for, tone) I'll use, too.",
    "photo_needed": "The photo is the one thing I can't do without. Drop one in, or paste the"
    " address of a product page and I'll take the picture from there.",
    "ask_name": "What is it **called**? *(You can skip any question.)*",
    "ask_purpose": "What is it, and **what is it for**? For example *“A vitamin C serum for tired"
    " skin: light texture, smells of oranges”*. What follows the colon becomes its strong points."
    " *(Or skip.)*",
    "ask_audience": "**Who is it for?** For example *“busy parents”* or *“people who love good"
    " coffee”*. *(Or skip.)*",
    "ask_action": "**What should viewers do** in the end? For example *“order in our shop”*. Add an"
    " offer or a web address if you have one. *(Or skip.)*",
    "ask_tone": "How should it **feel**: *warm*, *bold*, *elegant* or *playful*? *(Or skip and I'll"
    " choose.)*",
    "ask_aspect": "Which **format**: *9:16* for TikTok and Reels, *1:1* for the feed, or *16:9* for"
    " YouTube? *(Skip for 9:16.)*",
    "ask_logo": "Last one: do you have a **logo**? Drop it in, or say *no logo*.",
    "ack_photo": "What a good picture to start from.",
    "ack_photo_card": "Got the photo. Its background isn't plain, so I'll show it whole.",
    "ack_logo": "Got the logo.",
    "ack_track": "Got your music; I'll cut to it.",
    "ack_name": "**{value}**, noted.",
    "ack_one": "Noted.",
    "ack_many": "Noted: {value}.",
    "ack_skip": "No problem, I'll decide that.",
    "ack_language": "English it is.",
    "language_film": "The film still speaks German. Say *rewrite it* and I'll write its words"
    " anew in English, and we go on in English.",
    "ask_tone_again": "I know four tones: *warm*, *bold*, *elegant* and *playful*. Which one is"
    " closest? *(Or skip.)*",
    "ask_aspect_again": "I make *9:16*, *1:1* and *16:9*. Which one? *(Skip for 9:16.)*",
    "pick_picture": "I found **{title}**, with {count} pictures. Which one shows the product best?"
    " Say its number.",
    "page_empty": "I found **{title}** but no picture I can use there. Could you drop in a photo?",
    "quote": "Your storyboard is ready: **{scenes}, {length} seconds, {aspect}**. To make it"
    " I'd produce {made}. {price} It takes {time}. Shall I? *A yes starts it; or tell me what to"
    " change first.*",
    "quote_again": "To make: {made}. {price} It takes {time}. Shall I start?",
    "quote_nothing": "Everything this film needs is already made. {price} Shall I put it together?",
    "quote_waits": "A yes starts it.",
    "free": "It's **free**.",
    "price": "It costs **{value}**.",
    "started": "Off we go. It takes {time}; I'll show you every scene as it's done.",
    "none_at_hand": "No picture of yours is offered here. Say *yes* to go on, or tell me what to"
                    " change.",
    "declined": "All right, nothing was made. Tell me what to change: words, lengths, light, music,"
    " format. Or say *go* when you want it made.",
    "ask_go": "Shall I?",
    "show_them": "Shall I show them?",
    "undone": "Taken back.",
    "redone": "And there it is again.",
    "no_undo": "There's nothing to take back.",
    "no_redo": "There's nothing to bring back.",
    "rendering": "{percent} % done; {time} left.",
    "rendering_unknown": "{percent} % done.",
    "not_rendering": "Nothing is being made at the moment.",
    "render_done": "Your film is ready. Tell me what to change, or enjoy it.",
    "render_failed": "The last render stopped: {problem} Say *go* to try again; what was made is"
    " kept.",
    "nothing_uncertain": "There's nothing to decide: everything is known to be bought or not.",
    "decided_lost": "Counted as lost. The rest stays; say *try again* if you want it after all.",
    "decided_check": "I'm asking for it again; that buys nothing.",
    "render_cancelled": "The last render was stopped; what was finished is kept. Say *go* to go"
    " on.",
    "how_long_before": "A 30-second film takes about a minute or two to make here. You'll see the"
    " exact estimate before anything starts.",
    "how_much_before": "Nothing is made before you've seen its price and said yes. The built-in"
    " studio is free.",
    "spent": "So far this project has cost {value}.",
    "stopped": "Stopped. What was finished is kept; say *go* to go on.",
    "nothing_to_stop": "There's nothing running that I could stop.",
    "restarted": "A fresh start.",
    "shown": "Here it is. Tell me what to change, or say *go*.",
    "no_storyboard": "There's no storyboard yet; a few answers and I'll write it.",
    "thanks": "My pleasure!",
    "thanks_next": "Tell me whenever you'd like something changed.",
    "help_brief": "I make ads from a product photo. I ask a few questions (skip whatever you like;"
    " *surprise me* skips them all), write four scenes, tell you what it takes and make the film"
    " when you say yes.",
    "help_film": "You can say things like:\n"
    "- *make shot 2 warmer*, *slower*, *5 seconds long*\n"
    "- *shot 1 should say “Good morning”*, *drop the second point in 3*\n"
    "- *swap 2 and 3*, *move shot 3 to the start*, *remove shot 2*\n"
    "- *another take of shot 2*, *calm music*, *dark look*\n"
    "- *make it square*, *20 seconds in all*\n"
    "- *undo*, *how long*, *stop*, *start again*\n\nSeveral in one sentence are fine.",
    "unknown": "I didn't quite get that.",
    "failed": "{error} {next_step}",
    "which_shot": "Which shot do you mean? Say its number, like *another take of shot 2*.",
    "which_music": "What should the music be: *warm*, *bold* or *calm*? Or say *other music*, or"
    " drop in your own.",
    "which_picture": "Is that the new **logo** or the new **product photo**?",
    "needs_logo": "Drop in the new logo and say *use this logo*; or say *no logo* to take it out.",
    "needs_photo": "Drop in the new picture and say *use this product photo*.",
    "needs_sound": "Drop in your track and say *use this music*.",
    "no_such_shot": "This film has {count} shots, so I can't find that one.",
    "no_such_line": "I can't find that line in the film. Say the shot and the new words, like *shot"
    " 1 should say “Good morning”*.",
    "cannot_voice": "I can't record a voice. I can set words on screen, captions and music.",
    "cannot_people": "I can't put people into the pictures without another provider. I can change"
    " light, movement, words and look.",
    "cannot_publish": "I can't publish for you. The finished file is yours to download and post.",
    "cannot_font": "I can't change the typeface or its size; it fits itself to the words. Shorter"
    " words get bigger.",
    "cannot_colour": "Colours come from your product and I can't set single ones. I can change the"
    " look (*dark*, *light*, *colourful*) and a shot's light (*warm*, *cool*, *golden*, *neon*).",
    "cannot_size": "I place product and logo where the words leave room. I can *zoom in* or"
    " *pull back*.",
    "cannot_format": "I make MP4 in full HD. I can change the shape: *9:16*, *1:1* or *16:9*.",
    "cannot_silence": "I can't leave the music out. I can make it calmer, or use your own track.",
    "question": "It helps me find the right words and pictures; you can skip it.",
    "reported": "Thank you, I have passed that on to whoever runs AdFlow here. Nothing was changed"
    " or deleted.",
    # A film without a product
    "ask_film_continuous-flow": "One long film, each part going on from the last. **What does it"
    " show?** For example *“a sailing boat passes islands at sunset”*.",
    "ask_film_clip-studio": "Clips, joined into one film. **What does each one show?** One a line,"
    " or with *;* between: *“a red car on a coast road; waves from above”*.",
    "ask_film_timed-pictures": "Pictures on a timeline that tell a text. **Send me the text**: a"
    " story, a lesson, a voice-over.",
    "ask_film_animate-shots": "**Drop in the pictures** that I shall bring to life, in their"
    " order.",
    "ask_how": "{length} Name a **style**, too, if you like: {styles}. *(Or skip.)*",
    "ask_length": "How **long** is it: {lengths} seconds?",
    "ask_any_length": "How many **seconds** is it long? Without a word I take {seconds}.",
    "ask_each": "How many **seconds** is each clip long? Without a word I take {seconds}.",
    "ask_how_animate-shots": "**How do they move**, and how many seconds each? For example *“slow"
    " push in, 5 seconds”*. Send more pictures if there are any. *(Or skip.)*",
    "film_how": "Tell me a length and a style, like *15 seconds, anime*, or say *skip*.",
}

WORDS: dict[str, str] = {
    "kit_logo": "logo", "kit_font": "own font", "kit_never": "never", "kit_empty": "nothing yet",
    "kit_preferred": "new ads take it", "project_here": "this one", "project_this": "this project",
    "version": "version", "versions": "versions", "film_part": "film", "film_parts": "films",
    "project_draft": "only what was asked so far",
    "shots_plain": "shots", "for_free": "free", "film": "film", "shown": "the one you see",
    "light_golden": "golden", "light_neon": "neon", "light_cool": "cool", "light_green": "green",
    "light_bright": "bright", "light_soft": "soft", "light_warm": "warm",
    "mood_warm": "warm", "mood_bold": "bold", "mood_calm": "calm",
    "and": "and", "shot": "shot", "shots": "shots",
    "all": "every shot", "about": "about", "seconds": "seconds", "second": "second",
    "minutes": "minutes", "minute": "minute",
    "a_moment": "a moment", "nothing": "nothing new",
    "picture": "picture|pictures", "clip": "clip|clips", "sound": "sound|sounds",
    "music": "piece of music|pieces of music",
    "future": "imagined picture|imagined pictures", "voice": "spoken line|spoken lines",
    "anew": "1 scene put together anew|{count} scenes put together anew",
    "only_cut": "the final cut",
    "warm": "warm", "bold": "bold", "elegant": "elegant", "playful": "playful",
    "noir": "dark look", "daylight": "light look", "pop": "colourful look",
    "money": "${whole}.{cents}",
}
