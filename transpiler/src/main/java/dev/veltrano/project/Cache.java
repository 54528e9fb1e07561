package dev.veltrano.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where programs that are a single file, without a project, are built.
///
/// - `crates/NAME-KEY`: the crate of a file, by the path of the file, so that Cargo builds on what
///   it made of the file's last version.
/// - `runtime/KEY`: the runtime crate, by its content; all crates use the same, so that Cargo
///   compiles it once.
/// - `target`: the target folder that they share.
/// - `programs/KEY/NAME`: finished programs by all that went into them. What is there need not be
///   made. The ones used last are kept.
///
/// Everything in it can be made again. What is broken is replaced where it is found.
public final class Cache {
  private static final int SHORT = 12;
  private static final int MOST_PROGRAMS = 64;
  private static final String MARK = ".veltrano-cache";
  private static final List<String> PARTS = List.of("crates", "programs", "runtime", "target");

  private final Path root;

  private Cache(Path root) {
    this.root = root;
  }

  /// The user's cache, by the environment: `VELTRANO_CACHE`, or the usual place on the system.
  public static Cache locate(Map<String, String> environment) {
    Path own = absolute(environment.get("VELTRANO_CACHE"));
    if (own != null) {
      return new Cache(own);
    }
    Path xdg = absolute(environment.get("XDG_CACHE_HOME"));
    if (xdg != null) {
      return new Cache(xdg.resolve("veltrano"));
    }
    Path local = absolute(environment.get("LOCALAPPDATA"));
    if (local != null) {
      return new Cache(local.resolve("veltrano").resolve("cache"));
    }
    Path home = absolute(environment.get("HOME"));
    Path base = home != null ? home : Path.of(System.getProperty("user.home", "."));
    return new Cache(base.toAbsolutePath().resolve(".cache").resolve("veltrano"));
  }

  /// A path of the environment; by the convention for such variables relative ones do not count.
  private static @Nullable Path absolute(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    Path path = Path.of(value);
    return path.isAbsolute() ? path.normalize() : null;
  }

  public Path root() {
    return root;
  }

  /// Cargo's target folder for all crates of the cache.
  public Path cargoTarget() {
    return root.resolve("target");
  }

  /// The crate of a source file.
  public CachedCrate crateFor(Path sourceFile) {
    Path absolute = sourceFile.toAbsolutePath().normalize();
    String file = String.valueOf(absolute.getFileName());
    String stem = file.endsWith(".vl") ? file.substring(0, file.length() - 3) : file;
    String key = ContentKey.of(absolute.toString()).text().substring(0, SHORT);
    String base = PackageName.near(stem).orElse("program");
    String name = base.substring(0, Math.min(base.length(), 40)) + "-" + key;
    return new CachedCrate(root.resolve("crates").resolve(name), name);
  }

  /// Makes the cache if it is not there, and clears the way to its parts. Before anything else is
  /// asked of it.
  public void prepare() throws ProjectException {
    try {
      if (Files.exists(root) && !Files.isDirectory(root)) {
        throw new NotDirectoryException(root.toString());
      }
      OutputFolder.create(root);
      Path mark = root.resolve(MARK);
      if (!Files.exists(mark)) {
        Files.writeString(mark, "What is in crates and runtime was made by veltrano.\n");
      }
    } catch (IOException refused) {
      throw refused(root, refused);
    }
    for (String part : PARTS) {
      clearWay(root.resolve(part));
    }
  }

  /// Whether a folder is one of the crates in a cache, in which nothing can be anybody else's.
  static boolean owns(Path folder) {
    Path part = folder.toAbsolutePath().getParent();
    Path top = part == null ? null : part.getParent();
    return top != null && Files.isRegularFile(top.resolve(MARK));
  }

  /// The runtime crate. A copy that is damaged in any way is made anew.
  public RuntimeSource.Shared runtime() throws ProjectException {
    List<CrateFile> files = RuntimeCrate.files("");
    List<byte[]> parts = new ArrayList<>();
    for (CrateFile file : files) {
      parts.add(file.path().getBytes(StandardCharsets.UTF_8));
      parts.add(file.bytes());
    }
    String key = ContentKey.of(parts).text().substring(0, SHORT);
    Path folder = root.resolve("runtime").resolve(key);
    clearWay(folder);
    try (FolderLock lock =
        FolderLock.acquire(folder, folder.toString(), Duration.ofMinutes(1), () -> {})) {
      CrateWriter.write(lock, files);
    }
    return new RuntimeSource.Shared(folder);
  }

  /// Removes whatever stands where a folder of the cache belongs and is none.
  public void clearWay(Path folder) throws ProjectException {
    try {
      for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
        boolean there = Files.exists(at, LinkOption.NOFOLLOW_LINKS);
        if (there && !at.equals(root) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(at);
        }
      }
    } catch (IOException refused) {
      throw refused(folder, refused);
    }
  }

  private static ProjectException refused(Path path, IOException refused) {
    return new ProjectException(
        new ProjectProblem.NotWritable(path.toString(), Reasons.of(refused)));
  }

  private Path programFolder(ContentKey key) {
    return root.resolve("programs").resolve(key.text());
  }

  /// The finished program for a key, if it is there and whole. Finding it counts as use.
  public Optional<Path> program(ContentKey key, String name) {
    Path program = programFolder(key).resolve(name);
    Path size = programFolder(key).resolve(name + ".size");
    try {
      String expected = Files.readString(size, StandardCharsets.US_ASCII).strip();
      boolean whole = expected.equals(Long.toString(Files.size(program)));
      if (!whole || !Files.isRegularFile(program) || !Files.isExecutable(program)) {
        return Optional.empty();
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    try {
      Files.setLastModifiedTime(programFolder(key), FileTime.from(Instant.now()));
    } catch (IOException _) {
      // A cache that can only be read serves as well.
    }
    return Optional.of(program);
  }

  /// Keeps a program that was built. The program is whole when its size is there, so the size is
  /// written last.
  public Path keep(ContentKey key, String name, Path built) throws ProjectException {
    Path folder = programFolder(key);
    clearWay(folder);
    Path program = folder.resolve(name);
    try {
      Files.createDirectories(folder);
      Path size = folder.resolve(name + ".size");
      Path stage = folder.resolve("stage-" + ProcessHandle.current().pid());
      try {
        Files.copy(
            built, stage, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        String length = Long.toString(Files.size(stage));
        Files.move(stage, program, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(stage, length, StandardCharsets.US_ASCII);
        Files.move(stage, size, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(stage);
      }
    } catch (IOException refused) {
      throw refused(program, refused);
    }
    evict();
    return program;
  }

  /// Lets go of the programs that were not used for longest. Every edit of a file makes a new one.
  private void evict() {
    try {
      List<Path> programs = new ArrayList<>(entries(root.resolve("programs")));
      if (programs.size() <= MOST_PROGRAMS) {
        return;
      }
      Map<Path, Instant> uses = new HashMap<>();
      for (Path program : programs) {
        uses.put(program, modified(program));
      }
      programs.sort(Comparator.comparing(program -> uses.getOrDefault(program, Instant.MIN)));
      for (Path program : programs.subList(0, programs.size() - MOST_PROGRAMS)) {
        Trees.remove(program);
      }
    } catch (IOException _) {
      // Somebody else is at it, or a program is running that the system does not let go of.
    }
  }

  /// Removes the crates and programs that nobody used for the given time; with no time at all, the
  /// whole cache. The target folder is Cargo's and has no dates to go by: it goes with the last
  /// crate.
  public Removed clean(Duration unused) throws ProjectException {
    if (!Files.exists(root)) {
      return new Removed(0, 0);
    }
    if (unused.isZero() && OutputFolder.isMarked(root)) {
      return OutputFolder.remove(root);
    }
    if (!OutputFolder.isMarked(root) && !Files.isRegularFile(root.resolve(MARK))) {
      throw new ProjectException(new ProjectProblem.NotOurs(root));
    }
    return cleanParts(unused);
  }

  private Removed cleanParts(Duration unused) throws ProjectException {
    Instant limit = Instant.now().minus(unused);
    Removed removed = new Removed(0, 0);
    boolean cratesLeft = false;
    try {
      for (String part : List.of("crates", "programs", "runtime")) {
        for (Path entry : entries(root.resolve(part))) {
          if (lastUse(entry).isBefore(limit)) {
            removed = removed.plus(Trees.remove(entry));
          } else {
            cratesLeft |= part.equals("crates");
          }
        }
      }
      if (!cratesLeft && Files.exists(cargoTarget())) {
        removed = removed.plus(Trees.remove(cargoTarget()));
      }
    } catch (IOException refused) {
      throw refused(root, refused);
    }
    return removed;
  }

  /// When somebody last built in a folder or ran what is in it.
  private static Instant lastUse(Path entry) throws IOException {
    Instant last = modified(entry);
    Instant lock = modified(entry.resolve(FolderLock.NAME));
    return lock.isAfter(last) ? lock : last;
  }

  private static Instant modified(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .lastModifiedTime()
          .toInstant();
    } catch (NoSuchFileException _) {
      return Instant.MIN;
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    }
    return entries;
  }
}
