package dev.veltrano.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of `cargo build` or `cargo test --no-run` and what came of it.
///
/// Cargo tells what it does in two ways: messages as JSON on its stdout, and lines for people on
/// its stderr. Both are read while it runs, so that somebody who waits sees what is being compiled.
record CargoRun(int status, List<RustMessage> messages, List<Program> programs, String said) {

  /// An executable file that Cargo made; `test` if it is a test harness.
  record Program(Path file, String name, boolean test) {}

  /// What Cargo is asked for. `crate` is what Cargo calls the program, `shown` what the user does.
  record Order(
      Path manifest,
      @Nullable Path target,
      boolean release,
      boolean tests,
      String crate,
      String shown) {}

  /// Runs Cargo. With `offline` it looks for crates only on this machine.
  static CargoRun start(
      Cargo cargo, Order order, boolean offline, Environment environment, Progress progress)
      throws IOException {
    List<String> command = command(cargo, order, offline);
    progress.verbose("$ " + String.join(" ", command));
    ProcessBuilder builder = Processes.builder(environment, command);
    builder.environment().put("CARGO_TERM_COLOR", "never");
    builder.environment().put("CARGO_TERM_PROGRESS_WHEN", "never");
    // Deeply nested code needs more than rustc's own threads have.
    builder.environment().putIfAbsent("RUST_MIN_STACK", Integer.toString(64 << 20));
    // Cargo sets this for the programs it starts; left over from a Cargo above us it is wrong
    // below.
    builder.environment().remove("CARGO");
    try (Child child = Child.start(builder)) {
      Process process = child.process();
      process.getOutputStream().close();
      StatusLines lines = new StatusLines(process, progress, order);
      Thread reader = new Thread(lines, "veltrano-cargo-status");
      reader.setDaemon(true);
      reader.start();
      List<RustMessage> messages = new ArrayList<>();
      List<Program> programs = new ArrayList<>();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          take(line, messages, programs);
        }
      }
      int status = child.waitFor();
      lines.join(reader);
      return new CargoRun(status, List.copyOf(messages), List.copyOf(programs), lines.text());
    }
  }

  private static List<String> command(Cargo cargo, Order order, boolean offline) {
    List<String> command = new ArrayList<>();
    command.add(cargo.program().toString());
    command.add(order.tests() ? "test" : "build");
    if (order.tests()) {
      command.add("--no-run");
    }
    command.add("--message-format");
    command.add("json");
    command.add("--manifest-path");
    command.add(order.manifest().toString());
    Path target = order.target();
    if (target != null) {
      command.add("--target-dir");
      command.add(target.toString());
    }
    if (order.release()) {
      command.add("--release");
    }
    if (offline) {
      command.add("--offline");
    }
    return command;
  }

  private static void take(String line, List<RustMessage> messages, List<Program> programs) {
    if (!line.startsWith("{")) {
      return;
    }
    Json json = Json.parse(line);
    if (json == null) {
      return;
    }
    String reason = json.get("reason").text();
    if (reason.equals("compiler-message")) {
      messages.add(RustMessage.of(json));
    } else if (reason.equals("compiler-artifact")) {
      String file = json.get("executable").text();
      if (!file.isEmpty()) {
        programs.add(
            new Program(
                Path.of(file),
                json.get("target").get("name").text(),
                json.get("profile").get("test").isTrue()));
      }
    }
  }

  boolean succeeded() {
    return status == 0;
  }

  /// Whether it failed only because it was kept from the network: some crate is not on this
  /// machine.
  boolean missesCrates() {
    return !succeeded()
        && messages.isEmpty()
        && (said.contains("--offline") || said.contains("offline mode"));
  }

  /// Whether it failed because crates could not be fetched.
  boolean missesNetwork() {
    return !succeeded()
        && messages.isEmpty()
        && (missesCrates()
            || said.contains("network error")
            || said.contains("Could not resolve host")
            || said.contains("failed to download")
            || said.contains("failed to get `")
            || said.contains("net.offline")
            || said.contains("download of "));
  }

  /// Reads what Cargo tells people and passes it on as it comes.
  private static final class StatusLines implements Runnable {
    private final Process process;
    private final Progress progress;
    private final Order order;
    private final StringBuilder text = new StringBuilder();

    StatusLines(Process process, Progress progress, Order order) {
      this.process = process;
      this.progress = progress;
      this.order = order;
    }

    @Override
    public void run() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          take(line);
        }
      } catch (IOException ended) {
        // The other end is gone; its exit status tells the rest.
      }
    }

    private void take(String line) {
      synchronized (text) {
        text.append(line).append('\n');
      }
      String verb = verb(line);
      String rest = verb == null ? "" : line.substring(12).strip();
      switch (verb) {
        case null -> progress.verbose(line);
        case "Compiling" -> {
          String crate = named(rest);
          progress.detail(verb, crate);
          progress.working(verb, crate);
        }
        case "Downloading", "Downloaded", "Updating" -> {
          progress.detail(verb, rest);
          progress.working(verb, rest);
        }
        case "Blocking" -> progress.say("Waiting", "for another cargo (" + rest + ")");
        default -> progress.verbose(line);
      }
    }

    /// The verb of a line such as ` Compiling bumpalo v3.20.3`.
    private static @Nullable String verb(String line) {
      if (line.length() < 14 || line.charAt(12) != ' ' || line.charAt(11) == ' ') {
        return null;
      }
      String verb = line.substring(0, 12).strip();
      for (int i = 0; i < verb.length(); i++) {
        if (!Character.isLetter(verb.charAt(i))) {
          return null;
        }
      }
      return verb;
    }

    /// A crate as people know it: without the folder that it is in, and our own without the number
    /// that tells it from other people's.
    private String named(String crate) {
      int folder = crate.indexOf(" (");
      String name = folder < 0 ? crate : crate.substring(0, folder);
      return name.startsWith(order.crate() + " ") ? order.shown() : name;
    }

    void join(Thread reader) {
      try {
        // A daemon that Cargo left behind may hold the pipe open; what was said until now will do.
        reader.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    String text() {
      synchronized (text) {
        return text.toString();
      }
    }
  }
}
