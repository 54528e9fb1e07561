package dev.veltrano.tests.random;

/// Puts comments, blank lines and indentation into a program, where any may stand.
final class Comments {
  private final Dice dice;

  Comments(Dice dice) {
    this.dice = dice;
  }

  String sprinkle(String text) {
    StringBuilder out = new StringBuilder();
    boolean documented = false;
    boolean quiet = dice.chance(40);
    boolean inDocumentation = false;
    for (String line : text.split("\n")) {
      if (line.startsWith("/**")) {
        inDocumentation = true;
      }
      if (!quiet && !documented && !inDocumentation) {
        before(out);
      }
      out.append(line);
      if (!quiet && !line.isEmpty() && !line.startsWith("//") && !inDocumentation) {
        if (dice.chance(5)) {
          out.append(" // after ").append(dice.below(99));
        } else if (dice.chance(2)) {
          out.append(" /* after */");
        }
      }
      out.append('\n');
      documented = line.startsWith("///") || inDocumentation;
      if (line.endsWith("*/")) {
        inDocumentation = false;
      }
    }
    return out.toString();
  }

  private void before(StringBuilder out) {
    switch (dice.below(60)) {
      case 0 -> out.append("\n");
      case 1 -> out.append("// before ").append(dice.below(99)).append('\n');
      case 2 -> out.append("/* block */\n");
      case 3 -> out.append("/* two\n   lines */\n");
      case 4 -> out.append("\n// one\n// two\n\n");
      case 5 -> out.append("/* in front */ ");
      default -> {}
    }
  }
}
