package dev.veltrano.cli;

import dev.veltrano.build.BuildException;
import dev.veltrano.build.Upkeep;
import dev.veltrano.diagnostic.Code;
import dev.veltrano.project.Skeleton;

/// `veltrano new` and `veltrano init`: the beginning of a project.
final class NewCommand {
  private NewCommand() {}

  static int create(Task task) throws BuildException {
    return layDown(task, String.valueOf(task.arguments().operand(0)), true);
  }

  static int init(Task task) throws BuildException {
    String folder = task.arguments().operand(0);
    return layDown(task, folder == null ? "." : folder, false);
  }

  private static int layDown(Task task, String folder, boolean fresh) throws BuildException {
    Upkeep upkeep = new Upkeep(task.environment());
    Skeleton.Created created;
    try {
      created = upkeep.layDown(folder, task.arguments().value(Option.NAME), fresh);
    } catch (BuildException refused) {
      Code code = refused.diagnostic().code();
      int status = task.show(refused.diagnostic());
      // Something else in the way than the machine: another folder or name was meant.
      return code == Code.CANNOT_WRITE || code == Code.CANNOT_READ ? status : ExitStatus.USAGE;
    }
    Terminal terminal = task.terminal();
    terminal.say("Created", "project `" + created.name() + "`" + (fresh ? " in " + folder : ""));
    for (String kept : created.kept()) {
      terminal.say("Kept", kept + ", which was there already");
    }
    String start = fresh ? "cd " + quoted(folder) + " && veltrano run" : "veltrano run";
    terminal.say("Next", start);
    return ExitStatus.FINE;
  }

  /// A word as a shell takes it.
  private static String quoted(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-./+:@%,".indexOf(c) < 0) {
        return "'" + word.replace("'", "'\\''") + "'";
      }
    }
    return word;
  }
}
