"""Text for people, without Qt: sizes and durations in words, pretty-printed bodies, coloured tokens."""
