"""What AdFlow keeps: records, the catalogue in SQLite, the media library on disk."""
