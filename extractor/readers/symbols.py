"""Signs of the fonts Symbol and Wingdings as characters: «☎ 22-33-44», «✓ выполнено».

Decides what stands for a sign by its place in the font. Leaves finding the font to each reader.
"""

from __future__ import annotations

# Characters of Wingdings and Symbol, by their place in the font.
SYMBOLS = {
    0x28: "☎",  # «☎ 22-33-44»
    0x29: "✆",
    0x2A: "✉",  # «✉ shkola@example.ru»
    0x2D: "–",
    0x6E: "■",
    0x6F: "□",
    0xA7: "▪",
    0xA8: "□",  # «□ очно»
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",  # «≥ 30 %»
    0xA3: "≤",
    0xB7: "•",
    0xD8: "➢",
    0xFB: "☒",
    0xFC: "✓",  # «✓ выполнено»
    0xFE: "☑",
}
