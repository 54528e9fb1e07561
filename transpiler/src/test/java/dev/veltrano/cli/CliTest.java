package dev.veltrano.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  @TempDir Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    for (Command command : Command.values()) {
      Shell.Result help = shell.run(command.title(), "--help");
      assertThat(help.status()).isZero();
      assertThat(help.err()).isEmpty();
      assertThat(help.out())
          .startsWith("Usage: veltrano " + command.title())
          .contains(command.summary())
          .contains("Example")
          .contains("veltrano " + command.title());
      assertThat(shell.run("help", command.title()).out()).isEqualTo(help.out());
      for (String example : command.examples()) {
        assertThat(help.out()).contains(example);
      }
    }
    assertThat(shell.run().out()).contains("Commands:").contains("Exit status:");
    assertThat(shell.run("--help").out()).isEqualTo(shell.run().out());
    assertThat(shell.run("--version").out()).isEqualTo("veltrano 0.1.0\n");
  }

  @Test
  void theManualNamesEveryCommandAndCommonOption() throws IOException {
    Path root = Path.of(System.getProperty("veltrano.root", ".."));
    String manual = Files.readString(root.resolve("docs/command-line.md"));
    for (Command command : Command.values()) {
      assertThat(manual).contains("\n| `" + command.title());
    }
    for (Option option : Option.EVERYWHERE) {
      assertThat(manual).contains("`" + option.longName());
    }
  }

  @Test
  void wrongUsageIsStatusTwoAndOneMessage() {
    Shell.Result result = shell.run("chek");
    assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo("error: there is no command `chek`\n  = help: did you mean `check`?\n");
  }

  @Test
  void whatIsNotThereIsWrongUsage() throws IOException {
    Shell.Result missing = shell.run("check", "nope.vl");
    assertThat(missing.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(missing.err()).contains("`nope.vl`").contains("no such file");

    file("hello.vl", "fun main() {}\n");
    assertThat(shell.run("check", "helo.vl").err()).contains("hello.vl");

    Shell.Result nothing = shell.run("run");
    assertThat(nothing.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(nothing.err()).contains("veltrano.toml").contains("veltrano new");

    Shell.Result plain = shell.run("check", ".");
    assertThat(plain.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(plain.err()).contains("the folder `.` has no veltrano.toml");
  }

  @Test
  void aGoodFileIsChecked() throws IOException {
    file("mit raum/größe.vl", "fun main() {\n    println(\"hi\")\n}\n");
    Shell.Result result = shell.run("check", "mit raum/größe.vl");
    assertThat(result.err()).isEqualTo("     Checked mit raum/größe.vl\n");
    assertThat(result.status()).isZero();
    assertThat(shell.run("-q", "check", "mit raum/größe.vl").err()).isEmpty();
  }

  @Test
  void mistakesAreToldInEveryForm() throws IOException {
    file("bad.vl", "fun main() {\n    val x: Int = \"a\"\n    println(x)\n}\n");
    Shell.Result human = shell.run("check", "bad.vl");
    assertThat(human.status()).isEqualTo(ExitStatus.PROGRAM);
    assertThat(human.out()).isEmpty();
    assertThat(human.err())
        .startsWith("error[VL0302]")
        .contains("--> bad.vl:2:18")
        .endsWith("\nerror: 1 error\n")
        .doesNotContain("\u001b");

    assertThat(shell.run("check", "bad.vl", "--message-format", "short").err())
        .startsWith("bad.vl:2:18: error[VL0302]: ")
        .hasLineCount(2);

    Shell.Result json = shell.run("check", "bad.vl", "--message-format", "json");
    assertThat(json.out()).startsWith("{\"code\":").contains("VL0302").hasLineCount(1);
    assertThat(json.err()).isEmpty();
    assertThat(json.status()).isEqualTo(ExitStatus.PROGRAM);

    assertThat(shell.run("check", "bad.vl", "--message-format=sarif").out())
        .contains("\"2.1.0\"")
        .contains("VL0302");
    file("good.vl", "fun main() {}\n");
    assertThat(shell.run("check", "good.vl", "--message-format=sarif").out()).contains("2.1.0");
    assertThat(shell.run("check", "good.vl", "--message-format=json").out()).isEmpty();
  }

  @Test
  void manyErrorsAreCounted() throws IOException {
    StringBuilder text = new StringBuilder("fun main() {\n");
    for (int i = 0; i < 80; i++) {
      text.append("    println(missing").append(i).append(")\n");
    }
    file("bad.vl", text.append("}\n").toString());
    Shell.Result result = shell.run("check", "bad.vl", "--message-format=short");
    assertThat(result.err()).hasLineCount(51).endsWith("80 errors (the first 50 are shown)\n");
    assertThat(shell.run("check", "bad.vl", "--message-format=json").out()).hasLineCount(80);
  }

  @Test
  void coloursFollowTheConventions() throws IOException {
    file("bad.vl", "fun main() {\n    println(missing)\n}\n");
    assertThat(shell.run("check", "bad.vl", "--color", "always").err()).contains("\u001b[");
    shell.variables.put("CLICOLOR_FORCE", "1");
    assertThat(shell.run("check", "bad.vl").err()).contains("\u001b[");
    shell.variables.remove("CLICOLOR_FORCE");

    shell.terminal = true;
    assertThat(shell.run("check", "bad.vl").err()).contains("\u001b[");
    assertThat(shell.run("check", "bad.vl", "--color=never").err()).doesNotContain("\u001b");
    shell.variables.put("TERM", "dumb");
    assertThat(shell.run("check", "bad.vl").err()).doesNotContain("\u001b");
    shell.variables.put("TERM", "xterm");
    shell.variables.put("NO_COLOR", "1");
    assertThat(shell.run("check", "bad.vl").err()).doesNotContain("\u001b");
    assertThat(shell.run("check", "bad.vl", "--color=always").err()).contains("\u001b[");
  }

  @Test
  void aProjectIsMadeAndFoundFromWithin() {
    Shell.Result made = shell.run("new", "hello");
    assertThat(made.status()).isZero();
    assertThat(made.err())
        .contains("Created project `hello` in hello")
        .contains("Next cd hello && veltrano run");
    assertThat(shell.run("check", "hello").status()).isZero();
    assertThat(new Shell(folder.resolve("hello/src")).run("check").status()).isZero();

    Shell.Result again = shell.run("new", "hello");
    assertThat(again.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(again.err()).contains("veltrano init");
    assertThat(shell.run("init", "hello").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(shell.run("clean", "hello").err()).contains("nothing");
    assertThat(shell.run("clean").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(shell.run("clean", "--cache").status()).isZero();
  }

  @Test
  void withoutCargoTheStatusIsThree() throws IOException {
    file("hello.vl", "fun main() {}\n");
    shell.variables.put("PATH", "/nowhere");
    shell.variables.remove("CARGO_HOME");
    Shell.Result result = shell.run("run", "hello.vl");
    assertThat(result.status()).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(result.err()).contains("cargo was not found").contains("rustup.rs");
  }

  @Test
  void codesAreExplained() {
    assertThat(shell.run("explain", "--list").out()).contains("VL0302");
    assertThat(shell.run("explain", "vl0302").out()).contains("VL0302");
    Shell.Result unknown = shell.run("explain", "VL0399");
    assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(unknown.err()).contains("there is no code `VL0399`").contains("--list");
    assertThat(shell.run("explain").status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void completionsKnowAllCommandsAndOptions() throws Exception {
    for (String name : new String[] {"bash", "zsh", "fish"}) {
      String script = shell.run("completions", name).out();
      for (Command command : Command.values()) {
        assertThat(script).contains(command.title());
      }
      assertThat(script).contains("message-format").contains("sarif");
    }
    Path script = folder.resolve("completions.bash");
    Files.writeString(
        script,
        shell.run("completions", "bash").out()
            + "COMP_WORDS=(veltrano che); COMP_CWORD=1; _veltrano; echo \"${COMPREPLY[@]}\"\n"
            + "COMP_WORDS=(veltrano check --color ne); COMP_CWORD=3; _veltrano;"
            + " echo \"${COMPREPLY[@]}\"\n");
    Process bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.lines().filter(line -> !line.contains("compopt")))
        .containsExactly("check", "never");
    assertThat(shell.run("completions", "bsh").err()).contains("did you mean `bash`?");
  }

  @Test
  void aClosedPipeEndsQuietly() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new Cli(shell.around(failing("Broken pipe"), err)).run(new String[] {"explain", "--list"});
    assertThat(status).isEqualTo(ExitStatus.CLOSED_PIPE);
    assertThat(err.size()).isZero();
  }

  @Test
  void aFullDiskBehindStdoutIsSaid() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full = failing("No space left on device");
    int status = new Cli(shell.around(full, err)).run(new String[] {"--help"});
    assertThat(status).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("the output cannot be written: No space left on device");
  }

  @Test
  void ourOwnMistakesAreCalledThat() {
    assertThat(bug(new IllegalStateException("no such thing"), false))
        .isEqualTo(
            "error: this is a bug in veltrano 0.1.0: IllegalStateException: no such thing\n"
                + "  = help: please report it, with the file and the command;"
                + " `-v` shows where it happened\n");
    assertThat(bug(new IllegalStateException("no such thing"), true))
        .contains("at dev.veltrano.cli.CliTest.");
    assertThat(bug(new StackOverflowError(), false)).contains("nested more deeply");
    assertThat(bug(new OutOfMemoryError(), false)).contains("memory is used up", "-Xmx");
  }

  private String bug(Throwable thrown, boolean verbose) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(shell.around(new ByteArrayOutputStream(), err), "auto", false, verbose);
    assertThat(Cli.bug(thrown, terminal))
        .isEqualTo(thrown instanceof OutOfMemoryError ? ExitStatus.ENVIRONMENT : ExitStatus.BUG);
    return err.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
