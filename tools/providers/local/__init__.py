"""The built-in studio: pictures, clips, music and effects with no key and no network."""
