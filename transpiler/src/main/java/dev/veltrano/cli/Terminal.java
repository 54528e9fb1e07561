package dev.veltrano.cli;

import dev.veltrano.build.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The two streams that people and other programs read: data on stdout, everything that is said
/// about the work on stderr. Always UTF-8, colours only where they were asked for or can be seen.
///
/// One lock guards both, because Cargo is listened to on a second thread and the live line is drawn
/// on a third.
final class Terminal implements Progress {
  private static final int VERB_WIDTH = 12;
  private static final String GREEN = "\u001b[1;32m";
  private static final String RED = "\u001b[1;31m";
  private static final String CYAN = "\u001b[1;36m";
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";
  private static final int DEFAULT_COLUMNS = 100;

  private final OutputStream out;
  private final OutputStream err;
  private final boolean outColour;
  private final boolean errColour;
  private final boolean errIsTerminal;
  private final int columns;
  private final boolean quiet;
  private final boolean verbose;
  private @Nullable LiveLine live;

  Terminal(Surroundings around, String colour, boolean quiet, boolean verbose) {
    out = around.out();
    err = around.err();
    errIsTerminal = around.errIsTerminal();
    columns = around.columns() > 0 ? around.columns() : DEFAULT_COLUMNS;
    outColour = isColoured(colour, around.outIsTerminal(), around);
    errColour = isColoured(colour, around.errIsTerminal(), around);
    this.quiet = quiet;
    this.verbose = verbose;
  }

  /// An explicit choice wins; then the two conventions by environment; then what the stream is.
  private static boolean isColoured(String colour, boolean terminal, Surroundings around) {
    if (!colour.equals("auto")) {
      return colour.equals("always");
    }
    if (around.environment().get("NO_COLOR") != null) {
      return false;
    }
    String forced = around.environment().get("CLICOLOR_FORCE");
    if (forced != null && !forced.equals("0")) {
      return true;
    }
    return terminal && !"dumb".equals(around.environment().get("TERM"));
  }

  int columns() {
    return columns;
  }

  boolean outIsColoured() {
    return outColour;
  }

  boolean errIsColoured() {
    return errColour;
  }

  boolean isVerbose() {
    return verbose;
  }

  /// Data, as it is.
  synchronized void print(String text) {
    print(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Data, as it is.
  synchronized void print(byte[] bytes) {
    eraseLive();
    write(out, bytes);
  }

  /// Words about the work, as they are.
  synchronized void tell(String text) {
    eraseLive();
    write(err, text.getBytes(StandardCharsets.UTF_8));
  }

  /// `error: …` with advice below it.
  void error(String message, String... help) {
    StringBuilder text = new StringBuilder();
    text.append(bold(RED, "error")).append(bold("", ": ")).append(bold("", message)).append('\n');
    for (String line : help) {
      text.append("  = ").append(bold("", "help")).append(": ").append(line).append('\n');
    }
    tell(text.toString());
  }

  /// The word for a good or a bad result, on stdout.
  String outMark(String word, boolean good) {
    StringBuilder padded = new StringBuilder(word);
    while (padded.length() < 6) {
      padded.insert(0, ' ');
    }
    return outColour ? (good ? GREEN : RED) + padded + RESET : padded.toString();
  }

  private String bold(String colour, String text) {
    return errColour ? (colour.isEmpty() ? BOLD : colour) + text + RESET : text;
  }

  @Override
  public void say(String verb, String text) {
    if (!quiet) {
      tell(line(verb, text, GREEN));
    }
  }

  /// A step that did not end well; shown even to those who want to hear little.
  void sayFailed(String verb, String text) {
    tell(line(verb, text, RED));
  }

  @Override
  public void detail(String verb, String text) {
    if (!quiet && (errIsTerminal || verbose)) {
      tell(line(verb, text, GREEN));
    }
  }

  @Override
  public void verbose(String text) {
    if (verbose && !quiet) {
      tell(text + "\n");
    }
  }

  @Override
  public synchronized void working(String verb, String text) {
    if (quiet || !errIsTerminal) {
      return;
    }
    LiveLine line = live;
    if (line == null) {
      line = new LiveLine(this);
      live = line;
    }
    line.show(verb, text);
  }

  @Override
  public void idle() {
    LiveLine line = live;
    if (line != null) {
      line.hide();
    }
    flush();
  }

  /// Draws the line that changes in place, over the one drawn before. Called by the live line.
  synchronized void drawIfWorking(LiveLine line, String verb, String text) {
    if (!line.isWorking()) {
      return;
    }
    int room = columns - VERB_WIDTH - 2;
    String shown = text.length() > room ? text.substring(0, Math.max(0, room - 1)) + "…" : text;
    String plain = line(verb, shown, CYAN);
    String drawn = "\r" + plain.substring(0, plain.length() - 1) + "\u001b[K";
    write(err, drawn.getBytes(StandardCharsets.UTF_8));
    flush();
    line.drawn(true);
  }

  private void eraseLive() {
    LiveLine line = live;
    if (line != null && line.drawn(false)) {
      write(err, "\r\u001b[K".getBytes(StandardCharsets.UTF_8));
    }
  }

  synchronized void eraseAndFlush() {
    eraseLive();
    flush();
  }

  private String line(String verb, String text, String colour) {
    StringBuilder line = new StringBuilder();
    for (int i = verb.length(); i < VERB_WIDTH; i++) {
      line.append(' ');
    }
    if (errColour) {
      line.append(colour).append(verb).append(RESET);
    } else {
      line.append(verb);
    }
    return line.append(' ').append(text).append('\n').toString();
  }

  private void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      if (stream == err) {
        // What was printed before on stdout belongs before it for somebody who sees both.
        out.flush();
        err.flush();
      }
    } catch (IOException e) {
      throw closed(stream, e);
    }
  }

  synchronized void flush() {
    try {
      out.flush();
      err.flush();
    } catch (IOException e) {
      throw closed(out, e);
    }
  }

  private OutputClosedException closed(OutputStream stream, IOException e) {
    String reason = String.valueOf(e.getMessage());
    boolean pipe = reason.contains("Broken pipe") || reason.contains("Stream Closed");
    return new OutputClosedException(reason, pipe || stream == err);
  }
}
