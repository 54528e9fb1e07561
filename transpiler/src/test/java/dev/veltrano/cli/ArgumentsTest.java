package dev.veltrano.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ArgumentsTest {

  @Test
  void ordinaryLinesAreReadWithoutPicocli() {
    Arguments run = plain("run", "hello.vl", "--release", "--", "--depth", "20");
    assertThat(run.command()).isEqualTo(Command.RUN);
    assertThat(run.operands()).containsExactly("hello.vl");
    assertThat(run.program()).containsExactly("--depth", "20");
    assertThat(run.has(Option.RELEASE)).isTrue();

    Arguments before = plain("--color", "never", "-q", "check");
    assertThat(before.value(Option.COLOR)).isEqualTo("never");
    assertThat(before.has(Option.QUIET)).isTrue();

    assertThat(plain("transpile", "a.vl", "-o", "out").value(Option.OUTPUT_FOLDER))
        .isEqualTo("out");
    assertThat(plain("build", "a.vl", "-o", "out").value(Option.OUTPUT_FILE)).isEqualTo("out");
  }

  @Test
  void picocliReadsTheOddOnes() throws UsageException {
    assertThat(closer("check", "--color=never").value(Option.COLOR)).isEqualTo("never");
    assertThat(closer("check", "-qv").has(Option.VERBOSE)).isTrue();
    assertThat(closer("build", "--rel").has(Option.RELEASE)).isTrue();
    assertThat(closer("run", "--", "-v").program()).containsExactly("-v");
    assertThat(closer("check", "--", "-odd.vl").operands()).containsExactly("-odd.vl");
  }

  /// Whatever the quick way understands, picocli understands in the same way.
  @Test
  void bothWaysAgree() throws UsageException {
    List<String> words = new ArrayList<>(List.of("a.vl", "b", "--", "x", "-x", "", "VL0302"));
    for (Command command : Command.values()) {
      words.add(command.title());
      words.add(command.title());
    }
    for (Option option : Option.values()) {
      words.add(option.longName());
      String shortName = option.shortName();
      if (shortName != null) {
        words.add(shortName);
      }
      words.addAll(option.choices());
    }
    Random random = new Random(7);
    int agreed = 0;
    CloserLook closerLook = new CloserLook();
    for (int i = 0; i < 20_000; i++) {
      String[] line = new String[1 + random.nextInt(5)];
      for (int j = 0; j < line.length; j++) {
        line[j] = words.get(random.nextInt(words.size()));
      }
      if (random.nextBoolean()) {
        line[0] = Command.values()[random.nextInt(Command.values().length)].title();
      }
      Arguments quick = PlainArguments.read(line);
      if (quick != null) {
        assertThat(closerLook.read(line, Ansi.OFF, 0).arguments())
            .describedAs(String.join(" ", line))
            .isEqualTo(quick);
        agreed++;
      }
    }
    assertThat(agreed).isGreaterThan(500);
  }

  @Test
  void complaintsSayWhatWasMeant() {
    complains("there is no command `chek`", "did you mean `check`?", "chek");
    complains("there is no command `hello.vl`", "to run a file: veltrano run hello.vl", "hello.vl");
    complains("`veltrano run` has no option `--relase`", "`--release`", "run", "--relase");
    complains("`--message-format` does not know `jsn`", "`json`", "check", "--message-format=jsn");
    complains("`--color` needs a value", "usage: veltrano check", "check", "--color");
    complains("`veltrano new` needs PATH", "usage: veltrano new", "new");
    complains("do with `two`", "go after `--`", "run", "one", "two");
    complains("`veltrano` has no option `--release`", "behind the command", "--release", "run");
    complains("`--color` is given twice", "usage", "check", "--color=auto", "--color=auto");
  }

  private static void complains(String message, String help, String... line) {
    assertThat(PlainArguments.read(line)).isNull();
    assertThatThrownBy(() -> new CloserLook().read(line, Ansi.OFF, 0))
        .isInstanceOfSatisfying(
            UsageException.class,
            e -> {
              assertThat(e).hasMessageContaining(message);
              assertThat(e.help()).contains(help);
            });
  }

  private static Arguments plain(String... line) {
    return there(PlainArguments.read(line));
  }

  private static Arguments closer(String... line) throws UsageException {
    assertThat(PlainArguments.read(line))
        .satisfiesAnyOf(
            quick -> assertThat(quick).isNull(), quick -> assertThat(quick).isNotNull());
    return there(new CloserLook().read(line, Ansi.OFF, 0).arguments());
  }

  private static Arguments there(@Nullable Arguments arguments) {
    if (arguments == null) {
      throw new AssertionError("not understood");
    }
    return arguments;
  }
}
