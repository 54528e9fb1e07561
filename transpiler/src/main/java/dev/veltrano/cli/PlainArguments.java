package dev.veltrano.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the command lines in which nothing is odd.
///
/// picocli reads every command line and words every complaint, but loading it takes longer than all
/// else that `veltrano check` does. So the ordinary forms (a command, its options written out in
/// full, operands) are read here, and whatever is not ordinary (help, abbreviations, joined short
/// options, mistakes) is left to it. A test holds that both understand the same.
final class PlainArguments {
  private PlainArguments() {}

  /// The arguments, or nothing if they need a closer look.
  static @Nullable Arguments read(String[] written) {
    Command command = null;
    Map<Option, String> options = new EnumMap<>(Option.class);
    List<String> operands = new ArrayList<>(2);
    List<String> program = List.of();
    for (int i = 0; i < written.length; i++) {
      String word = written[i];
      if (word.equals("--") && command == Command.RUN) {
        program = List.of(Arrays.copyOfRange(written, i + 1, written.length));
        break;
      }
      if (word.isEmpty()) {
        return null;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        if (command != null) {
          operands.add(word);
        } else {
          command = Command.named(word);
          if (command == null) {
            return null;
          }
        }
        continue;
      }
      Option option = command == null ? everywhere(word) : command.option(word);
      if (option == null || option == Option.HELP) {
        return null;
      }
      String value = "";
      if (option.takesValue()) {
        if (++i == written.length) {
          return null;
        }
        value = written[i];
        if (value.startsWith("-") || value.isEmpty() || !option.allows(value)) {
          return null;
        }
      }
      if (options.put(option, value) != null) {
        return null;
      }
    }
    if (command == null
        || command == Command.HELP
        || operands.size() < command.least()
        || operands.size() > command.most()) {
      return null;
    }
    return new Arguments(command, options, List.copyOf(operands), program);
  }

  private static @Nullable Option everywhere(String word) {
    for (Option option : Option.EVERYWHERE) {
      if (option.isNamed(word)) {
        return option;
      }
    }
    return null;
  }
}
