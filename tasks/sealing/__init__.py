"""Electronic seals: one on a letter, by the office's own certificate or a 签章 system's."""
