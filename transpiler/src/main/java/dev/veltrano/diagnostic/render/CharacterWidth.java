package dev.veltrano.diagnostic.render;

/// How many columns of a terminal a character takes, and how one is shown that has no shape.
///
/// The JDK knows which characters combine and which are emoji, but not the East Asian widths of
/// Unicode's UAX #11; the wide blocks are listed here.
final class CharacterWidth {
  /// First and last characters of the wide blocks, emoji aside.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x303E,
    0x3041, 0x3247, 0x3250, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE4,
    0x16FF0, 0x1B2FB, 0x1D300, 0x1D356, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
  };

  static final int ZERO_WIDTH_JOINER = 0x200D;
  static final int EMOJI_VARIATION = 0xFE0F;

  private CharacterWidth() {}

  /// The columns that the character takes when it is shown as it is: 0, 1 or 2.
  static int of(int character) {
    if (character < 0x300) {
      return 1;
    }
    return joins(character) ? 0 : isWide(character) ? 2 : 1;
  }

  /// Whether the character is drawn onto the one before it.
  static boolean joins(int character) {
    if (character < 0x300) {
      return false;
    }
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || character == ZERO_WIDTH_JOINER
        || character == 0x200C
        || (character >= 0x1160 && character <= 0x11FF)
        || (character >= 0xD7B0 && character <= 0xD7FF)
        || Character.isEmojiModifier(character);
  }

  /// Whether the character has no shape of its own, so that a reader would not see it.
  static boolean isInvisible(int character) {
    if (character < 0x20 || character == 0x7F) {
      return true;
    }
    if (character < 0x80 || joins(character)) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> character == 0xA0 || character == 0x3164;
    };
  }

  /// What is shown for an invisible character: Unicode's picture of a control character, or its
  /// number as an escape.
  static String picture(int character) {
    if (character < 0x20) {
      return String.valueOf((char) (0x2400 + character));
    }
    if (character == 0x7F) {
      return "\u2421";
    }
    return "\\u{" + Integer.toHexString(character) + "}";
  }

  private static boolean isWide(int character) {
    if (character < WIDE[0]) {
      return false;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character <= WIDE[i + 1]) {
        if (character >= WIDE[i]) {
          return true;
        }
        break;
      }
    }
    boolean flagLetter = character >= 0x1F1E6 && character <= 0x1F1FF;
    return Character.isEmojiPresentation(character) && !flagLetter;
  }
}
