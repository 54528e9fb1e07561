package dev.veltrano.cli;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.explain.ErrorPages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `veltrano explain`: the page of an error code.
final class ExplainCommand {
  private ExplainCommand() {}

  static int run(Task task) throws UsageException {
    Terminal terminal = task.terminal();
    ErrorPages pages = new ErrorPages(ExplainCommand::resource);
    String written = task.arguments().operand(0);
    if (task.arguments().has(Option.LIST)) {
      terminal.print(pages.list(terminal.outIsColoured(), terminal.columns()));
      return ExitStatus.FINE;
    }
    if (written == null) {
      throw new UsageException(
          "which code shall be explained?",
          "write `veltrano explain VL0302`, or `veltrano explain --list` for all of them");
    }
    Optional<Code> code = ErrorPages.find(written);
    if (code.isEmpty()) {
      throw new UsageException("there is no code `" + written + "`", help(written));
    }
    terminal.print(pages.render(code.get(), terminal.outIsColoured(), terminal.columns()));
    return ExitStatus.FINE;
  }

  private static String help(String written) {
    List<Code> near = ErrorPages.nearest(written);
    if (near.isEmpty()) {
      return "`veltrano explain --list` lists them all";
    }
    StringBuilder text = new StringBuilder("did you mean ");
    for (int i = 0; i < near.size(); i++) {
      text.append(i == 0 ? "" : i == near.size() - 1 ? " or " : ", ");
      text.append('`').append(near.get(i).id()).append('`');
    }
    return text.append("? `veltrano explain --list` lists them all").toString();
  }

  private static @Nullable String resource(String name) {
    try (InputStream in = ExplainCommand.class.getResourceAsStream("/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return null;
    }
  }
}
