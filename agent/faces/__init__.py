"""The doors to one conversation. A face draws events and passes words on; it decides nothing."""
