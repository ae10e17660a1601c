"""送达: every letter's way to each of its recipients, from the first attempt to the proof."""
