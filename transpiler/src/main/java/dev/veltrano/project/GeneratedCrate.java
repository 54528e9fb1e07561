package dev.veltrano.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A crate as the back end made it, and what it takes to make a Cargo project of it.
///
/// `sources` are the Rust files (`src/main.rs`) and whatever belongs to them; `manifest` is the
/// name of the file that the first line of `Cargo.toml` gives as its origin.
public record GeneratedCrate(
    String veltranoVersion,
    String manifest,
    Manifest.About about,
    CrateKind kind,
    Manifest.Switches switches,
    RuntimeSource runtime,
    List<CrateFile> sources) {
  private static final String RUNTIME_FOLDER = "veltrano-runtime";

  /// What Cargo writes beside the crate, and what we keep there for ourselves.
  private static final String IGNORED = "/target\n/" + FolderLock.NAME + "\n";

  /// All files of the project, in no particular order.
  public List<CrateFile> files() {
    List<CrateFile> files = new ArrayList<>(sources);
    files.add(file("Cargo.toml", cargoToml()));
    files.add(file(".gitignore", "# " + mark() + "\n" + IGNORED));
    switch (runtime) {
      case RuntimeSource.Packed _ -> {
        files.addAll(RuntimeCrate.files(RUNTIME_FOLDER + "/"));
        files.add(lock());
      }
      case RuntimeSource.Shared _ -> files.add(lock());
      // What these need is not known here; Cargo finds out.
      case RuntimeSource.AtPath _, RuntimeSource.Version _ -> {}
    }
    return files;
  }

  private CrateFile lock() {
    String lock = RuntimeCrate.lockFor(about.name(), about.version());
    return new CrateFile("Cargo.lock", lock.getBytes(StandardCharsets.UTF_8), true);
  }

  private static CrateFile file(String path, String text) {
    return new CrateFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private String mark() {
    return CrateWriter.mark(veltranoVersion, manifest);
  }

  private String cargoToml() {
    Map<String, Object> values = new HashMap<>();
    values.put("mark", mark());
    values.put("name", quoted(about.name()));
    values.put("version", quoted(about.version()));
    values.put("about", aboutLines());
    values.put("binary", kind == CrateKind.BINARY);
    values.put("library", kind == CrateKind.LIBRARY);
    values.put("runtime", dependency());
    values.put("packed", runtime instanceof RuntimeSource.Packed);
    values.put("overflowChecks", switches.overflowChecks());
    return Templates.fill(PackedFiles.TEMPLATES, "Cargo.toml.mustache", values);
  }

  private List<Map<String, String>> aboutLines() {
    List<Map<String, String>> lines = new ArrayList<>();
    about.description().ifPresent(text -> lines.add(line("description", quoted(text))));
    if (!about.authors().isEmpty()) {
      StringBuilder list = new StringBuilder();
      for (String author : about.authors()) {
        list.append(list.isEmpty() ? "[" : ", ").append(quoted(author));
      }
      lines.add(line("authors", list.append(']').toString()));
    }
    about.license().ifPresent(text -> lines.add(line("license", quoted(text))));
    about.repository().ifPresent(text -> lines.add(line("repository", quoted(text))));
    return lines;
  }

  private static Map<String, String> line(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private String dependency() {
    return switch (runtime) {
      case RuntimeSource.Packed _ -> "{ path = \"" + RUNTIME_FOLDER + "\" }";
      case RuntimeSource.Shared(Path folder) -> "{ path = " + quoted(slashes(folder)) + " }";
      case RuntimeSource.AtPath(Path folder) -> "{ path = " + quoted(slashes(folder)) + " }";
      case RuntimeSource.Version(String requirement) -> quoted(requirement);
    };
  }

  private static String slashes(Path folder) {
    return folder.toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  /// A basic string of TOML.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7F) {
            quoted.append("\\u00").append(Character.forDigit(c >> 4, 16));
            quoted.append(Character.forDigit(c & 15, 16));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
