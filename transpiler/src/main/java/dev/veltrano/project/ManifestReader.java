package dev.veltrano.project;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Turns the text of a manifest into a [Manifest].
///
/// The table is walked by what is in it, not by what is asked for, so that nothing in the file is
/// ignored in silence.
final class ManifestReader {
  private static final List<String> SECTIONS = List.of("package", "build", "rust-dependencies");
  private static final List<String> PACKAGE_KEYS =
      List.of("name", "version", "description", "authors", "license", "repository");
  private static final List<String> BUILD_KEYS = List.of("overflow-checks");

  private final SourceFile file;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private @Nullable String name;
  private String version = Manifest.About.FIRST_VERSION;
  private Optional<String> description = Optional.empty();
  private List<String> authors = List.of();
  private Optional<String> license = Optional.empty();
  private Optional<String> repository = Optional.empty();
  private boolean overflowChecks;

  ManifestReader(SourceFile file) {
    this.file = file;
  }

  Manifest.Reading read() {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), file.bytes())) {
      report(new ManifestProblem.NotUtf8(file, firstBadByte()));
      return new Manifest.Reading(Optional.empty(), List.copyOf(diagnostics));
    }
    // A byte order mark is no TOML, but some editors write one; a blank keeps the columns.
    TomlParseResult toml = Toml.parse(text.startsWith("\uFEFF") ? " " + text.substring(1) : text);
    for (TomlParseError error : toml.errors()) {
      report(
          new ManifestProblem.Syntax(
              file, here(error.position()), String.valueOf(error.getMessage())));
    }
    sections(toml);
    if (name == null && diagnostics.isEmpty()) {
      TomlPosition section = toml.inputPositionOf(List.of("package"));
      report(
          new ManifestProblem.NoName(
              file, section == null ? new Span(0, 0) : places().key(offset(section), "package")));
    }
    if (!diagnostics.isEmpty() || name == null) {
      return new Manifest.Reading(Optional.empty(), List.copyOf(diagnostics));
    }
    Manifest.About about =
        new Manifest.About(name, version, description, authors, license, repository);
    return new Manifest.Reading(
        Optional.of(new Manifest(file, about, new Manifest.Switches(overflowChecks))), List.of());
  }

  private void sections(TomlTable toml) {
    for (String section : toml.keySet()) {
      Entry entry = new Entry(toml, List.of(), section);
      switch (section) {
        case "package" -> keys(entry, PACKAGE_KEYS);
        case "build" -> keys(entry, BUILD_KEYS);
        case "rust-dependencies" -> dependencies(entry);
        default -> {
          boolean misplaced =
              PACKAGE_KEYS.contains(section) && !(entry.value() instanceof TomlTable);
          report(
              misplaced
                  ? new ManifestProblem.OutsideSection(file, entry.keySpan(), section)
                  : new ManifestProblem.UnknownKey(
                      file, entry.keySpan(), section, Optional.empty(), meant(section), SECTIONS));
        }
      }
    }
  }

  /// The section that was perhaps meant; Cargo's own names count as near.
  private static Optional<String> meant(String section) {
    return section.equals("dependencies")
        ? Optional.of("rust-dependencies")
        : nearest(section, SECTIONS);
  }

  private static Optional<String> nearest(String word, List<String> known) {
    Spelling spelling = new Spelling(word);
    for (String each : known) {
      spelling.offer(each);
    }
    return spelling.best();
  }

  private void keys(Entry section, List<String> known) {
    TomlTable table = table(section);
    if (table == null) {
      return;
    }
    for (String key : table.keySet()) {
      Entry entry = new Entry(table, List.of(section.key), key);
      if (!known.contains(key)) {
        report(
            new ManifestProblem.UnknownKey(
                file, entry.keySpan(), key, Optional.of(section.key), nearest(key, known), known));
      } else if (section.key.equals("build")) {
        overflowChecks = truth(entry);
      } else {
        about(entry);
      }
    }
  }

  private void about(Entry entry) {
    switch (entry.key) {
      case "name" -> text(entry).ifPresent(text -> name(entry, text));
      case "version" -> text(entry).ifPresent(text -> version(entry, text));
      case "description" -> description = text(entry);
      case "license" -> license = text(entry);
      case "repository" -> repository = text(entry);
      case "authors" -> authors = texts(entry);
      default -> throw new IllegalStateException(entry.key);
    }
  }

  private void name(Entry entry, String text) {
    Optional<PackageName.Flaw> flaw = PackageName.flaw(text);
    if (flaw.isPresent()) {
      report(
          new ManifestProblem.BadName(
              file, entry.valueSpan(), text, flaw.get().reason(), flaw.get().suggestion()));
    } else {
      name = text;
    }
  }

  private void version(Entry entry, String text) {
    if (isVersion(text)) {
      version = text;
    } else {
      report(new ManifestProblem.BadVersion(file, entry.valueSpan(), text));
    }
  }

  private void dependencies(Entry section) {
    TomlTable table = table(section);
    if (table == null) {
      return;
    }
    for (String key : table.keySet()) {
      Entry entry = new Entry(table, List.of(section.key), key);
      report(new ManifestProblem.Dependency(file, entry.keySpan(), key));
    }
  }

  private @Nullable TomlTable table(Entry entry) {
    if (entry.value() instanceof TomlTable table) {
      return table;
    }
    wrong(entry, "a section");
    return null;
  }

  private Optional<String> text(Entry entry) {
    if (entry.value() instanceof String text) {
      return Optional.of(text);
    }
    wrong(entry, "text");
    return Optional.empty();
  }

  private boolean truth(Entry entry) {
    if (entry.value() instanceof Boolean truth) {
      return truth;
    }
    wrong(entry, "`true` or `false`");
    return false;
  }

  private List<String> texts(Entry entry) {
    if (!(entry.value() instanceof TomlArray array)) {
      wrong(entry, "a list of texts");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      Object element = array.get(i);
      if (element instanceof String text) {
        texts.add(text);
      } else {
        Span span = places().element(entry.valueSpan().start(), i);
        report(new ManifestProblem.WrongType(file, span, entry.key, "a list of texts", element));
      }
    }
    return texts;
  }

  private void wrong(Entry entry, String expected) {
    report(
        new ManifestProblem.WrongType(file, entry.valueSpan(), entry.key, expected, entry.value()));
  }

  private void report(ManifestProblem problem) {
    diagnostics.add(problem.diagnostic());
  }

  /// `1.2.3`, with a part after `-` or `+` or both, as Cargo has it.
  static boolean isVersion(String text) {
    int plus = text.indexOf('+');
    if (plus >= 0 && !areIdentifiers(text.substring(plus + 1), false)) {
      return false;
    }
    String release = plus < 0 ? text : text.substring(0, plus);
    int minus = release.indexOf('-');
    if (minus >= 0 && !areIdentifiers(release.substring(minus + 1), true)) {
      return false;
    }
    String[] numbers = (minus < 0 ? release : release.substring(0, minus)).split("\\.", -1);
    return numbers.length == 3
        && isNumber(numbers[0])
        && isNumber(numbers[1])
        && isNumber(numbers[2]);
  }

  private static boolean isNumber(String digits) {
    return !digits.isEmpty()
        && digits.length() < 19
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && (digits.length() == 1 || digits.charAt(0) != '0');
  }

  private static boolean areIdentifiers(String dotted, boolean numbersAreStrict) {
    for (String part : dotted.split("\\.", -1)) {
      boolean letters =
          part.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
      boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (part.isEmpty() || !letters || (digits && numbersAreStrict && !isNumber(part))) {
        return false;
      }
    }
    return true;
  }

  private TomlPlaces places() {
    return new TomlPlaces(file.bytes());
  }

  private int firstBadByte() {
    String repaired = new String(file.bytes(), StandardCharsets.UTF_8);
    byte[] again = repaired.getBytes(StandardCharsets.UTF_8);
    int at = Arrays.mismatch(again, file.bytes());
    return Math.max(0, Math.min(at, file.length() - 1));
  }

  /// Where a position of the parser is in the file. Its columns count characters.
  private int offset(TomlPosition position) {
    byte[] bytes = file.bytes();
    int at = 0;
    for (int line = 1; line < position.line() && at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        line++;
      }
    }
    for (int column = 1; column < position.column() && at < bytes.length; column++) {
      at++;
      while (at < bytes.length && (bytes[at] & 0xC0) == 0x80) {
        at++;
      }
    }
    return at;
  }

  private Span here(TomlPosition position) {
    return places().word(offset(position));
  }

  /// A key of a table and where it stands.
  private final class Entry {
    private final TomlTable table;
    private final List<String> section;
    private final String key;

    Entry(TomlTable table, List<String> section, String key) {
      this.table = table;
      this.section = section;
      this.key = key;
    }

    /// A value of the table, which holds no nulls.
    Object value() {
      Object value = table.get(List.of(key));
      if (value == null) {
        throw new IllegalStateException("no value for " + section + key);
      }
      return value;
    }

    private int start() {
      TomlPosition position = table.inputPositionOf(List.of(key));
      return position == null ? 0 : offset(position);
    }

    Span keySpan() {
      return places().key(start(), key);
    }

    Span valueSpan() {
      return places().valueOfKey(start());
    }
  }
}
