package dev.veltrano.tests.random.objects;

import dev.veltrano.lifetime.Explained;
import dev.veltrano.tests.Program;
import dev.veltrano.tests.random.Dice;
import java.util.regex.Pattern;

/// Writes the contracts that Veltrano finds into the program, as `requires`: what it prints, it
/// must take.
final class Requires {
  /// Parts of a parameter for which `requires` has no words.
  private static final Pattern UNSPEAKABLE = Pattern.compile("\\.(item|takes|gives|error|\\d)\\b");

  private Requires() {}

  /// The same program with contracts at most of its functions.
  static Program written(Program program, String file, Dice dice) {
    String text = program.files().getOrDefault(file, "");
    for (Explained function : program.explain().functions()) {
      int name = text.indexOf("fun " + function.function().name() + "(");
      String contract = String.join(", ", function.contract());
      boolean speakable = !contract.isEmpty() && !UNSPEAKABLE.matcher(contract).find();
      if (name >= 0 && speakable && dice.chance(75)) {
        int end = signatureEnd(text, name);
        text = text.substring(0, end) + " requires " + contract + text.substring(end);
      }
    }
    return program.with(file, text);
  }

  /// Where the body of a function begins, whose signature stands on one line.
  private static int signatureEnd(String text, int start) {
    int at = text.indexOf('(', start);
    int depth = 0;
    do {
      depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
      at++;
    } while (depth > 0);
    while (!text.startsWith(" {", at) && !text.startsWith(" = ", at)) {
      at++;
    }
    return at;
  }
}
