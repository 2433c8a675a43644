"""Who talks: the director, its brains, the conversation and its faces."""
