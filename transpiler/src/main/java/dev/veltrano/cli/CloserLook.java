package dev.veltrano.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Reads any command line with picocli, words what is wrong with it, and shows help.
///
/// picocli's model is built from the tables [Command] and [Option]; see [PlainArguments] for why it
/// is not the first to look.
final class CloserLook {
  private static final String NAME = "veltrano";

  /// What stands for a `-` while picocli reads.
  private static final String DASH = "\u0000";

  private final CommandLine line;

  CloserLook() {
    CommandSpec root = CommandSpec.create().name(NAME);
    add(root, Option.EVERYWHERE);
    root.addOption(spec(Option.VERSION));
    for (Command command : Command.values()) {
      CommandSpec spec = CommandSpec.create().name(command.title());
      add(spec, Option.EVERYWHERE);
      add(spec, command.options());
      spec.addPositional(
          PositionalParamSpec.builder()
              .index("0..*")
              .arity("0..*")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .paramLabel(command.operands())
              .hidden(true)
              .build());
      spec.usageMessage()
          .description(command.summary() + ".")
          .customSynopsis(synopsis(command))
          .optionListHeading("%nOptions:%n")
          .synopsisHeading("Usage: ")
          .descriptionHeading("%n");
      root.addSubcommand(command.title(), spec);
    }
    root.usageMessage()
        .description("Veltrano: programs in arenas, made native by way of Rust.")
        .customSynopsis(NAME + " COMMAND [OPTIONS] …")
        .synopsisHeading("Usage: ")
        .descriptionHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    line = new CommandLine(root);
    line.setAbbreviatedOptionsAllowed(true);
    line.setOverwrittenOptionsAllowed(false);
    line.setExpandAtFiles(false);
    line.setPosixClusteredShortOptionsAllowed(true);
  }

  /// What a closer look finds: arguments, or a text to show (help, version) and nothing to do.
  record Finding(@Nullable Arguments arguments, String text) {}

  Finding read(String[] written, Ansi ansi, int columns) throws UsageException {
    int end = Arrays.asList(written).indexOf("--");
    boolean runs = end >= 0 && Arrays.asList(written).subList(0, end).contains("run");
    String[] ours = runs ? Arrays.copyOf(written, end) : written;
    List<String> program =
        runs ? List.of(Arrays.copyOfRange(written, end + 1, written.length)) : List.of();
    if (Arrays.asList(ours).contains("")) {
      throw new UsageException(
          "one of the arguments is empty", "a shell variable in it may not be set");
    }
    // picocli stumbles over a lone `-`.
    ours = ours.clone();
    for (int i = 0; i < ours.length; i++) {
      ours[i] = ours[i].equals("-") ? DASH : ours[i];
    }
    ParseResult result;
    try {
      result = line.parseArgs(ours);
    } catch (ParameterException e) {
      throw complaint(e);
    }
    ParseResult sub = result.hasSubcommand() ? result.subcommand() : null;
    if (result.hasMatchedOption(Option.VERSION.longName())) {
      return new Finding(null, "veltrano " + dev.veltrano.build.Version.NUMBER + "\n");
    }
    if (sub == null || result.hasMatchedOption(Option.HELP.longName())) {
      if (sub == null && ours.length > 0 && !result.hasMatchedOption(Option.HELP.longName())) {
        throw new UsageException("no command was given", "`veltrano --help` lists the commands");
      }
      return new Finding(null, help(sub == null ? null : sub.commandSpec(), ansi, columns));
    }
    if (sub.hasMatchedOption(Option.HELP.longName())) {
      return new Finding(null, help(sub.commandSpec(), ansi, columns));
    }
    Command command = Command.named(sub.commandSpec().name());
    if (command == null) {
      throw new IllegalStateException(sub.commandSpec().name());
    }
    List<String> operands = new ArrayList<>(sub.matchedPositionalValue(0, List.<String>of()));
    operands.replaceAll(operand -> operand.equals(DASH) ? "-" : operand);
    check(command, operands);
    if (command == Command.HELP) {
      return new Finding(null, help(topic(operands), ansi, columns));
    }
    Map<Option, String> options = new EnumMap<>(Option.class);
    take(Option.EVERYWHERE, result, options);
    take(Option.EVERYWHERE, sub, options);
    take(command.options(), sub, options);
    return new Finding(new Arguments(command, options, List.copyOf(operands), program), "");
  }

  private static void take(List<Option> table, ParseResult result, Map<Option, String> into)
      throws UsageException {
    for (Option option : table) {
      if (result.hasMatchedOption(option.longName())) {
        String value = option.takesValue() ? result.matchedOptionValue(option.longName(), "") : "";
        if (!option.allows(value)) {
          throw new UsageException(
              "`" + option.longName() + "` does not know `" + value + "`", choices(option, value));
        }
        into.put(option, value);
      }
    }
  }

  private static String choices(Option option, String value) {
    String near = Nearest.of(value, option.choices());
    return near != null
        ? "did you mean `" + near + "`?"
        : "it takes one of: " + String.join(", ", option.choices());
  }

  private static void check(Command command, List<String> operands) throws UsageException {
    String usage = "usage: " + synopsis(command);
    if (operands.size() < command.least()) {
      throw new UsageException(
          "`veltrano " + command.title() + "` needs " + command.operands(), usage);
    }
    if (operands.size() > command.most()) {
      String extra = operands.get(command.most());
      throw new UsageException(
          "`veltrano " + command.title() + "` does not know what to do with `" + extra + "`",
          command == Command.RUN
              ? "arguments for the program itself go after `--`: veltrano run … -- " + extra
              : usage);
    }
  }

  private @Nullable CommandSpec topic(List<String> operands) throws UsageException {
    if (operands.isEmpty()) {
      return null;
    }
    CommandLine found = line.getSubcommands().get(operands.getFirst());
    if (found == null) {
      throw unknownCommand(operands.getFirst());
    }
    return found.getCommandSpec();
  }

  private static UsageException unknownCommand(String word) {
    List<String> names = new ArrayList<>();
    for (Command command : Command.values()) {
      names.add(command.title());
    }
    String near = Nearest.of(word, names);
    String help =
        word.endsWith(".vl")
            ? "to run a file: veltrano run " + word
            : near != null
                ? "did you mean `" + near + "`?"
                : "`veltrano --help` lists the commands";
    String shown = word.equals(DASH) ? "-" : word;
    return new UsageException("there is no command `" + shown + "`", help);
  }

  private static UsageException complaint(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    Command command = Command.named(spec.name());
    String see =
        command == null ? "`veltrano --help` shows what there is" : "usage: " + synopsis(command);
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      if (!word.startsWith("-") && command == null) {
        return unknownCommand(word);
      }
      return unknownOption(command, word, see);
    }
    ArgSpec argument = e.getArgSpec();
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      argument = missing.getMissing().getFirst();
    }
    if (e instanceof OverwrittenOptionException twice) {
      argument = twice.getOverwritten();
    }
    String option = argument instanceof OptionSpec found ? found.longestName() : null;
    if (e instanceof MissingParameterException && argument != null && option != null) {
      return new UsageException(
          "`" + option + "` needs a value: " + option + " " + argument.paramLabel(), see);
    }
    if ((e instanceof OverwrittenOptionException || e instanceof MaxValuesExceededException)
        && option != null) {
      return new UsageException("`" + option + "` is given twice", see);
    }
    return new UsageException(String.valueOf(e.getMessage()), see);
  }

  private static UsageException unknownOption(@Nullable Command command, String word, String see) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<String> names = new ArrayList<>();
    for (Option option : Option.EVERYWHERE) {
      names.add(option.longName());
    }
    String elsewhere = null;
    for (Command other : Command.values()) {
      for (Option option : other.options()) {
        if (other == command) {
          names.add(option.longName());
        } else if (option.isNamed(name) && elsewhere == null) {
          elsewhere = other.title();
        }
      }
    }
    if (command == null) {
      names.add(Option.VERSION.longName());
    }
    String place = command == null ? "`veltrano`" : "`veltrano " + command.title() + "`";
    String near = Nearest.of(name, names);
    String help =
        near != null
            ? "did you mean `" + near + "`?"
            : command == null && elsewhere != null
                ? "it belongs behind the command: veltrano " + elsewhere + " … " + name
                : command == Command.RUN
                    ? "options for the program itself go after `--`: veltrano run … -- " + word
                    : see;
    return new UsageException(place + " has no option `" + name + "`", help);
  }

  private String help(@Nullable CommandSpec spec, Ansi ansi, int columns) {
    CommandLine shown = spec == null ? line : line.getSubcommands().getOrDefault(spec.name(), line);
    shown.getCommandSpec().usageMessage().width(Math.clamp(columns, 80, 100));
    ColorScheme plain = new ColorScheme.Builder(ansi).build();
    ColorScheme coloured = ansi.enabled() ? CommandLine.Help.defaultColorScheme(ansi) : plain;
    // What follows is not wrapped: a command that was broken in two cannot be copied.
    return shown.getUsageMessage(coloured) + (spec == null ? CLOSING : examples(spec));
  }

  private static void add(CommandSpec spec, List<Option> options) {
    for (Option option : options) {
      spec.addOption(spec(option));
    }
  }

  private static OptionSpec spec(Option option) {
    String shortName = option.shortName();
    OptionSpec.Builder builder =
        shortName == null
            ? OptionSpec.builder(option.longName())
            : OptionSpec.builder(shortName, option.longName());
    builder.description(option.summary());
    if (option.takesValue()) {
      builder.type(String.class).arity("1").paramLabel(option.value());
    } else {
      builder.type(boolean.class).arity("0");
    }
    if (option == Option.HELP) {
      builder.usageHelp(true);
    }
    if (option == Option.VERSION) {
      builder.versionHelp(true);
    }
    return builder.build();
  }

  private static String synopsis(Command command) {
    String options = command.options().isEmpty() ? "" : " [OPTIONS]";
    String operands = command.operands();
    return NAME + " " + command.title() + options + (operands.isEmpty() ? "" : " " + operands);
  }

  private static String examples(CommandSpec spec) {
    Command command = Command.named(spec.name());
    StringBuilder text = new StringBuilder("\nExamples:\n");
    if (command != null) {
      for (String example : command.examples()) {
        text.append("  ").append(example).append('\n');
      }
    }
    return text.toString();
  }

  private static final String CLOSING =
      """

      Examples:
        veltrano new hello            make a project
        veltrano run                  build and run the project of this folder
        veltrano run hello.vl         run a single file
        veltrano explain VL0302       explain an error

      Exit status: 0 fine, 1 mistakes in the program, 2 wrong usage,
      3 something is missing around it (Cargo, network, space), 70 a bug in veltrano;
      `run` ends with the status of the program.
      """;
}
