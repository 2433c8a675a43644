"""Media operations: intake, probe, conform, cut, captions, loudness. The one home of FFmpeg."""
