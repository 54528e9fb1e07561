package dev.veltrano.project;

import dev.veltrano.rust.name.RustName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names a package may have. The name is that of the program, of the crate in Rust and of
/// files in Cargo's folders, and all three have their rules.
public final class PackageName {
  /// The longest name; with it go the longest names of files that Cargo makes of it.
  private static final int LONGEST = 64;

  /// Cargo has folders of these names where it puts programs.
  private static final Set<String> FOLDERS = Set.of("build", "deps", "examples", "incremental");

  /// Crates that every generated program sees.
  private static final Set<String> CRATES =
      Set.of("alloc", "core", "proc_macro", "std", "test", "veltrano_runtime", "bumpalo");

  /// What is wrong with a name, and a name like it that would do.
  public record Flaw(String reason, Optional<String> suggestion) {}

  private PackageName() {}

  /// What is wrong with a name, if anything.
  public static Optional<Flaw> flaw(String name) {
    String reason = reason(name);
    return reason == null ? Optional.empty() : Optional.of(new Flaw(reason, near(name)));
  }

  /// A valid name made of what is usable in a text, such as the name of a folder.
  public static Optional<String> near(String text) {
    StringBuilder name = new StringBuilder();
    // Marks fall off letters, so that Größe gives grosse.
    String plain = Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c < 128 && (Character.isLetterOrDigit(c) || c == '_')) {
        name.append(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK
          && !name.isEmpty()
          && name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    while (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
      name.setLength(name.length() - 1);
    }
    if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
      name.insert(0, "app-");
    }
    name.setLength(Math.min(name.length(), LONGEST));
    String lower = name.toString().toLowerCase(Locale.ROOT);
    if (!lower.isEmpty() && reason(lower) != null) {
      lower += "-app";
    }
    return lower.isEmpty() || reason(lower) != null ? Optional.empty() : Optional.of(lower);
  }

  private static @Nullable String reason(String name) {
    if (name.isEmpty()) {
      return "it is empty";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 128) {
        return "Cargo takes letters from a to z, digits, `-` and `_`";
      }
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return "`" + c + "` is not allowed, only letters, digits, `-` and `_`";
      }
    }
    if (!Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
      return "it does not begin with a letter";
    }
    if (name.length() > LONGEST) {
      return "it is longer than " + LONGEST + " characters";
    }
    String crate = name.replace('-', '_');
    if (crate.chars().allMatch(c -> c == '_')) {
      return "it has no letters";
    }
    if (isKeyword(crate)) {
      return "it is a keyword of Rust";
    }
    if (CRATES.contains(crate)) {
      return "a crate that every program needs is called like that";
    }
    if (FOLDERS.contains(name)) {
      return "Cargo keeps a folder of that name";
    }
    if (ReservedNames.isDevice(name)) {
      return "files cannot be called like that on Windows";
    }
    return null;
  }

  /// Keywords are the words that look different as names.
  private static boolean isKeyword(String word) {
    String plain = RustName.plain(word);
    return plain.equals(word) && !RustName.value(word).equals(word);
  }
}
