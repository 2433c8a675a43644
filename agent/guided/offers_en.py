"""What the guided director says of changes, prices, versions and makers, in English."""

REPLIES: dict[str, str] = {
    # The contract after a change
    "changes_only": "Changes only {changed}: {made}, {price}, {time}{tail}; {kept} reused.",
    "changes_all": "Changes {changed}: {made}, {price}, {time}{tail}.",
    "changes_none": "The shots stay as they are: {made}, {price}, {time}.",
    "changed_nothing": "Done. Nothing has to be made anew.",
    "tail_one": "; {shots} goes on from there and is made anew too (say *keep the rest* to keep it,"
    " with a hard cut)",
    "tail_many": "; {shots} go on from there and are made anew too (say *keep the rest* to keep"
    " them, with a hard cut)",
    "pictures_first": "First only {made}, to look at: {price}, {time}; then I ask about the rest.",
    "go": "Go?",
    "storyboard_changed": "The storyboard is changed: {changed}.",
    "quote_pictures": "First only {made}, to look at before anything moves. {price} It takes"
                      " {time}."
    " After that I ask about the clips. Shall I?",
    "storyboard_ready": "Your storyboard is ready: **{scenes}, {length} seconds, {aspect}**.",
    # Cheaper ways
    "cheaper_ways": "It would cost **{now}** as it is. Cheaper ways:",
    "cheaper_question": "Which one? Say its number, or *leave it*.",
    "cheaper_none": "I know no cheaper way than **{now}** that keeps the film as it is.",
    "cheaper_free": "It's free already.",
    "cheaper_left": "Good, it stays as it is.",
    "way_keep_next": "*keep the rest* as it is after shot {detail}: **{price}**. There's a hard cut"
    " after shot {detail}.",
    "way_shorter": "*shorter* scenes ({detail}), for shorter clips: **{price}**.",
    "way_model": "*another model* for the clips, `{detail}`: **{price}**. Clips are made anew and"
    " look different.",
    "way_studio": "*studio*, the built-in one: **{price}**. Pictures and clips are drawn here, not"
    " filmed.",
    # Versions
    "versions": "The versions so far:",
    "version_line": "{number}{name}: {note}{marks}",
    "versions_how": "Say *go to version 2* or its name; *call this one summer* names the one you"
    " see.",
    "no_versions": "There's one version only.",
    "at_version": "That's version {version} again.",
    "named": "This one is called **{name}** now. *Back to {name}* brings you here.",
    "which_name": "What shall I call it? Say it like *call this one summer*.",
    "which_version": "Which one? Say *show me the versions*, then a number or a name.",
    "variant": "This is **{name}** now, a copy to try things on. The one before stays: *undo* or"
    " *show me the versions* leads back.",
    # Keeping the rest
    "stays_anyway": "Nothing goes on from it, so that stays as it is anyway.",
    "keep_when": "Say it with the change, like *make shot 2 warmer but keep the rest*.",
    # Makers, brands, projects
    "models": "This film's pictures are made by `{picture}`, its clips by `{clip}`, its sounds by"
    " `{sound}`{music}. You can say *make it with runware*, *use klingai 5@2 for the clips* or"
    " *back"
    " to the studio*; `adflow models` lists all with their prices.",
    "models_music": ", its music by `{music}`",
    "which_model": "Which model exactly? Say its whole name, like *use klingai 5@2 for the clips*;"
    " `adflow models` lists them.",
    "brand_now": "This film uses the brand **{name}**. Say *no brand* to go without, or *use my …"
                 " brand*"
    " for another.",
    "brand_none": "This film uses no brand kit. Say *use my Aurela brand*, with your brand's name.",
    "which_brand": "Which brand? Say its name, like *use my Aurela brand*, or *no brand*.",
    "brand_unknown": "I know no brand **{name}**. {brands}",
    "brands_known": "Yours: {names}.",
    "brands_unset": "You have none yet: *set up a brand called Aurela in #112233 and gold*.",
    "kits": "Your brand kits:",
    "kits_how": "*Use brand …* puts one on this ad; *change the accent of … to gold* changes one.",
    "kits_none": "You have no brand kit yet. Say for example *set up a brand called Aurela with"
    " this logo, colours #112233 and gold, tone elegant, call to action “Shop now”, never say"
    " cheap*.",
    "kit_kept": "Kept: {kit}.",
    "kit_apply": "*Use brand {name}* puts it on this ad.",
    "kit_taken": "This ad takes it, and new ones do.",
    "kit_removed": "**{name}** is forgotten. Ads that were made with it keep it.",
    "kit_name": "A brand kit needs a name. Say *set up a brand called Aurela in #112233 and gold*;"
    " a logo or a font you drop in with it are taken, too.",
    "kit_which": "You have several brands. Say its name with it, like *change the accent of Aurela"
    " to gold*.",
    "kit_unknown": "I know no such brand. *Which brands do I have?* lists yours; *set up a brand"
    " called …* makes one.",
    "kit_colour": "Say the brand's colour by its name or its digits, like *the brand's accent is"
    " gold* or *#d4af37*.",
    "kit_logo": "Drop in the logo together with the words, and the brand takes it.",
    "kit_font": "Drop in the font, a TTF or OTF file, together with the words, and the brand takes"
    " it.",
    "which_project": "Which project? *Show me my projects* lists them.",
    "which_font": "A font belongs to a brand kit. Say *use this font for brand Aurela*, with your"
    " brand's name.",
    "projects_mine": "Your projects:",
    "projects_how": "*Open 2* goes on with one here; *rename*, *duplicate* and *delete* work, too.",
    "projects_none": "You have no other projects yet.",
    "project_opened": "We're on **{title}** now.",
    "project_copied": "This is **{title}** now, a copy; the other stays as it was.",
    "project_is": "It has {shots} scenes and {seconds} seconds.",
    "project_renamed": "This project is called **{title}** now.",
    "project_delete": "**{title}** would be gone for good: {goes}, {megabytes} MB. Shall I delete"
    " it? *Only a plain yes does.*",
    "project_stays": "It stays.",
    # What the built-in studio does instead
    "studio_picture": "The built-in studio doesn't draw from words, so it can't show that in"
                      " {shots}."
    " It can change the light there (*{light} light in shot {shot}*), the movement (*zoom in"
    " slowly in"
    " shot {shot}*) or the look of the film (*dark look*). A picture of your own works as well:"
    " drop it"
    " in with *use this picture for shot {shot}*. And *make it with runware* draws from words, for"
    " money.",
    "studio_sound": "The built-in studio makes its sounds to fit the scene, not from words. It can"
                    " make"
    " others: *another sound for shot {shot}*. With *make it with runware* words decide.",
    "studio_action": "The built-in studio moves camera, light and what is in the air, but lets"
                     " nothing"
    " else happen. It can *zoom in slowly in shot {shot}*, be *faster*, or *let it snow in shot"
    " {shot}*. With *make it with runware* words decide.",
    "studio_voice": "The built-in studio has no voice: the line is written down, and *captions on*"
                    " shows"
    " it.",
    "near_music": "I have no {kind}; I took *{mood}* music, the nearest. There's *warm*, *bold* and"
    " *calm*, or drop in your own.",
    "music_in_sounds": "In this film every shot's sound brings its own music, so each is made"
                       " anew.",
    "no_transition": "In this film each scene goes on from the one before, so there's no room for"
    " transitions; only hard cuts.",
    # What is missing
    "needs_picture": "Drop in the picture and say *use this picture for shot 2*.",
    "cannot_aspect": "I make *9:16*, *1:1* and *16:9*. Which one is nearest?",
    "cannot_language": "I write English and German. Say *auf Deutsch bitte* and then *rewrite it*.",
    "cannot_volume": "I can't set volumes: music, sounds and voices are balanced for you. What I"
    " can do is another piece, *calm music* or *bold music*, or your own track: drop it in.",
    "cannot_code": "I can't draw codes, emoji or stickers. I can set words, a logo and an address:"
                   " *the"
    " address should be …*.",
}
