package dev.veltrano.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command line that was understood. `program` holds what stands after `--`, for the program that
/// `run` starts. An option without a value is present with the empty text.
record Arguments(
    Command command, Map<Option, String> options, List<String> operands, List<String> program) {

  boolean has(Option option) {
    return options.containsKey(option);
  }

  @Nullable String value(Option option) {
    return options.get(option);
  }

  /// The operand at an index, if there are so many.
  @Nullable String operand(int index) {
    return index < operands.size() ? operands.get(index) : null;
  }
}
