package dev.veltrano.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The list of the files that we wrote into a folder, kept in the folder itself. It is what allows
/// to remove files that are no longer made, and what keeps us from files of other people.
///
/// While files are being replaced the record holds both contents of each, so that a run that is cut
/// off at any point leaves a folder that the next run understands. Lines that are no record, and
/// paths that lead out of the folder, are ignored.
final class FileRecord {
  static final String NAME = ".veltrano-files";

  private static final String HEADING =
      "# Files that veltrano made here, and what was in them. It renews and removes these, no"
          + " others.\n";

  /// What was written to one path: the fingerprints that are ours, and whether Cargo may change it.
  record Entry(List<Fingerprint> contents, boolean seed) {}

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /// Reads the record of a folder; empty if there is none.
  static FileRecord read(Path folder) throws IOException {
    FileRecord record = new FileRecord();
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return record;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      record.line(line);
    }
    return record;
  }

  private void line(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (line.startsWith("#") || first < 0 || second < 0) {
      return;
    }
    String path = line.substring(second + 1);
    if (!isInside(path)) {
      return;
    }
    List<Fingerprint> contents = new ArrayList<>();
    for (String text : line.substring(0, first).split(",", -1)) {
      contents.add(new Fingerprint(text));
    }
    boolean seed = line.substring(first + 1, second).equals("seed");
    entries.put(path, new Entry(List.copyOf(contents), seed));
  }

  /// Whether a path stays in the folder that it is taken relative to.
  static boolean isInside(String path) {
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return path.indexOf('\\') < 0 && path.indexOf(':') < 0 && path.indexOf('\0') < 0;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  void put(String path, Entry entry) {
    entries.put(path, entry);
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(HEADING);
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      String separator = "";
      for (Fingerprint content : entry.getValue().contents()) {
        text.append(separator).append(content.text());
        separator = ",";
      }
      text.append(entry.getValue().seed() ? " seed " : " file ")
          .append(entry.getKey())
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
