package dev.veltrano.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command of the command line: `operands` are shown as they stand in the help, at least `least`
/// and at most `most` of them are accepted.
enum Command {
  NEW(
      "new",
      "PATH",
      1,
      1,
      "Make a new project in a new folder",
      List.of(Option.NAME),
      "veltrano new hello",
      "veltrano new apps/word-count --name counter"),
  INIT(
      "init",
      "[PATH]",
      0,
      1,
      "Make a project of a folder that is there already",
      List.of(Option.NAME),
      "veltrano init",
      "veltrano init --name counter"),
  CHECK(
      "check",
      "[FILE|FOLDER]",
      0,
      1,
      "Find all mistakes, build nothing",
      List.of(Option.MESSAGE_FORMAT),
      "veltrano check",
      "veltrano check hello.vl",
      "veltrano check --message-format json"),
  TRANSPILE(
      "transpile",
      "[FILE|FOLDER]",
      0,
      1,
      "Write the Rust of a program as a Cargo project",
      List.of(Option.OUTPUT_FOLDER, Option.STDOUT, Option.RUNTIME, Option.MESSAGE_FORMAT),
      "veltrano transpile hello.vl -o hello-rust",
      "veltrano transpile hello.vl --stdout"),
  BUILD(
      "build",
      "[FILE|FOLDER]",
      0,
      1,
      "Make a native program",
      List.of(Option.RELEASE, Option.OUTPUT_FILE, Option.MESSAGE_FORMAT),
      "veltrano build --release",
      "veltrano build hello.vl -o hello"),
  RUN(
      "run",
      "[FILE|FOLDER] [-- ARGUMENTS…]",
      0,
      1,
      "Build a program and run it",
      List.of(Option.RELEASE, Option.MESSAGE_FORMAT),
      "veltrano run",
      "veltrano run hello.vl < input.txt",
      "veltrano run --release -- --depth 20"),
  TEST(
      "test",
      "[FILE|FOLDER] [FILTER]",
      0,
      2,
      "Run the test blocks of a program",
      List.of(Option.RELEASE, Option.MESSAGE_FORMAT),
      "veltrano test",
      "veltrano test parser",
      "veltrano test hello.vl \"empty input\""),
  FMT(
      "fmt",
      "[FILE|FOLDER]… [-]",
      0,
      Integer.MAX_VALUE,
      "Lay sources out in the one style that there is",
      List.of(Option.CHECK, Option.STDIN, Option.MESSAGE_FORMAT),
      "veltrano fmt",
      "veltrano fmt --check",
      "veltrano fmt hello.vl src",
      "veltrano fmt - < hello.vl"),
  CONTRACTS(
      "contracts",
      "[FILE|FOLDER] [FUNCTION]",
      0,
      2,
      "Show what each function asks of lifetimes",
      List.of(Option.ALLOCATIONS, Option.WHY, Option.FORMAT, Option.MESSAGE_FORMAT),
      "veltrano contracts graph.vl",
      "veltrano contracts graph.vl child --allocations",
      "veltrano contracts graph.vl child --why node",
      "veltrano contracts --format json"),
  EXPLAIN(
      "explain",
      "CODE",
      0,
      1,
      "Explain an error code",
      List.of(Option.LIST),
      "veltrano explain VL0302",
      "veltrano explain --list"),
  CLEAN(
      "clean",
      "[FOLDER]",
      0,
      1,
      "Remove what builds have left behind",
      List.of(Option.CACHE),
      "veltrano clean",
      "veltrano clean --cache"),
  COMPLETIONS(
      "completions",
      "SHELL",
      1,
      1,
      "Print completions for a shell: bash, zsh or fish",
      List.of(),
      "veltrano completions bash > ~/.local/share/bash-completion/completions/veltrano",
      "veltrano completions zsh > ~/.zfunc/_veltrano",
      "veltrano completions fish > ~/.config/fish/completions/veltrano.fish"),
  HELP("help", "[COMMAND]", 0, 1, "Show the help of a command", List.of(), "veltrano help run");

  private final String name;
  private final String operands;
  private final int least;
  private final int most;
  private final String summary;
  private final List<Option> options;
  private final String[] examples;

  Command(
      String name,
      String operands,
      int least,
      int most,
      String summary,
      List<Option> options,
      String... examples) {
    this.name = name;
    this.operands = operands;
    this.least = least;
    this.most = most;
    this.summary = summary;
    this.options = options;
    this.examples = examples;
  }

  static @Nullable Command named(String name) {
    for (Command command : values()) {
      if (command.name.equals(name)) {
        return command;
      }
    }
    return null;
  }

  String title() {
    return name;
  }

  String operands() {
    return operands;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  String summary() {
    return summary;
  }

  /// Its own options, those that every command has not counted.
  List<Option> options() {
    return options;
  }

  List<String> examples() {
    return List.of(examples);
  }

  @Nullable Option option(String written) {
    for (Option option : options) {
      if (option.isNamed(written)) {
        return option;
      }
    }
    for (Option option : Option.EVERYWHERE) {
      if (option.isNamed(written)) {
        return option;
      }
    }
    return null;
  }
}
