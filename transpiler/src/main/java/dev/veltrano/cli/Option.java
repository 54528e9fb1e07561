package dev.veltrano.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An option of the command line: its names, what it takes, and what it is for.
///
/// The two ways of reading arguments, the help and the completions of the shells all follow this
/// table. An option with an empty `value` takes none; `choices` are the only values allowed, if
/// any.
enum Option {
  COLOR(
      "--color",
      null,
      "WHEN",
      List.of("auto", "always", "never"),
      "Colours: auto (on a terminal), always or never."),
  QUIET("--quiet", "-q", "", List.of(), "Say nothing but errors and warnings."),
  VERBOSE("--verbose", "-v", "", List.of(), "Say more: what is run, where files are, how long."),
  HELP("--help", "-h", "", List.of(), "Show this help."),
  VERSION("--version", "-V", "", List.of(), "Show the version."),
  MESSAGE_FORMAT(
      "--message-format",
      null,
      "FORMAT",
      List.of("human", "short", "json", "sarif"),
      "How errors are shown: human, short, or on stdout json or sarif."),
  RELEASE("--release", null, "", List.of(), "Optimise: a slower build, a faster program."),
  OUTPUT_FOLDER("--output", "-o", "DIR", List.of(), "The folder for the Cargo project."),
  OUTPUT_FILE("--output", "-o", "FILE", List.of(), "Copy the finished program to this place."),
  STDOUT("--stdout", null, "", List.of(), "Print the Rust instead of writing files."),
  RUNTIME(
      "--runtime",
      null,
      "WHERE",
      List.of(),
      "The runtime crate: path=DIR or version=X.Y.Z instead of a copy."),
  NAME("--name", null, "NAME", List.of(), "The name of the package, if not that of the folder."),
  LIST("--list", null, "", List.of(), "List all codes with their titles."),
  ALLOCATIONS(
      "--allocations", null, "", List.of(), "Tell where each thing that is made is put, and warn."),
  WHY(
      "--why",
      null,
      "NAME",
      List.of(),
      "Tell why the lifetime of a parameter or variable is what it is."),
  FORMAT("--format", null, "FORMAT", List.of("text", "json"), "How to print it: text or json."),
  CHECK("--check", null, "", List.of(), "Change nothing: show what is not formatted, exit with 1."),
  STDIN("--stdin", null, "", List.of(), "Format standard input to standard output, as `-` does."),
  CACHE("--cache", null, "", List.of(), "Remove what single files left in the cache.");

  /// Accepted by every command, before it or after it.
  static final List<Option> EVERYWHERE = List.of(COLOR, QUIET, VERBOSE, HELP);

  private final String longName;
  private final @Nullable String shortName;
  private final String value;
  private final List<String> choices;
  private final String summary;

  Option(
      String longName,
      @Nullable String shortName,
      String value,
      List<String> choices,
      String summary) {
    this.longName = longName;
    this.shortName = shortName;
    this.value = value;
    this.choices = choices;
    this.summary = summary;
  }

  String longName() {
    return longName;
  }

  @Nullable String shortName() {
    return shortName;
  }

  String value() {
    return value;
  }

  boolean takesValue() {
    return !value.isEmpty();
  }

  List<String> choices() {
    return choices;
  }

  String summary() {
    return summary;
  }

  boolean allows(String text) {
    return choices.isEmpty() || choices.contains(text);
  }

  boolean isNamed(String text) {
    return longName.equals(text) || text.equals(shortName);
  }
}
