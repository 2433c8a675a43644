"""The guided brain: a director who needs no key, no network and no luck."""
