package dev.veltrano.cli;

import java.util.ArrayList;
import java.util.List;

/// `veltrano completions`: a script that teaches a shell our commands and options. Written from the
/// same tables that the arguments are read by.
final class CompletionsCommand {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private CompletionsCommand() {}

  static int run(Task task) throws UsageException {
    String shell = String.valueOf(task.arguments().operand(0));
    task.terminal()
        .print(
            switch (shell) {
              case "bash" -> bash();
              case "zsh" -> zsh();
              case "fish" -> fish();
              default -> throw unknown(shell);
            });
    return ExitStatus.FINE;
  }

  private static UsageException unknown(String shell) {
    String near = Nearest.of(shell, SHELLS);
    return new UsageException(
        "there are no completions for `" + shell + "`",
        near == null ? "there are some for bash, zsh and fish" : "did you mean `" + near + "`?");
  }

  private static String bash() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Completions of veltrano for bash. Load with: source <(veltrano completions bash)
        _veltrano() {
          local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i
          COMPREPLY=()
          for ((i = 1; i < COMP_CWORD; i++)); do
            case ${COMP_WORDS[i]} in
              --) compopt -o default; return ;;
              -*) ;;
              *) command=${COMP_WORDS[i]}; break ;;
            esac
          done
          case $before in
        """);
    for (Option option : Option.values()) {
      if (!option.choices().isEmpty()) {
        text.append("    ")
            .append(option.longName())
            .append(") COMPREPLY=($(compgen -W '")
            .append(String.join(" ", option.choices()))
            .append("' -- \"$word\")); return ;;\n");
      }
    }
    text.append("    --output|-o) compopt -o default; return ;;\n");
    text.append("  esac\n  local words\n  case $command in\n");
    text.append("    '') words='");
    for (Command command : Command.values()) {
      text.append(command.title()).append(' ');
    }
    text.append(names(Option.EVERYWHERE)).append(' ').append(Option.VERSION.longName());
    text.append("' ;;\n");
    for (Command command : Command.values()) {
      text.append("    ").append(command.title()).append(") words='");
      text.append(names(optionsOf(command)));
      switch (command) {
        case COMPLETIONS -> text.append(' ').append(String.join(" ", SHELLS));
        case HELP -> {
          for (Command topic : Command.values()) {
            text.append(' ').append(topic.title());
          }
        }
        default -> {}
      }
      text.append("' ;;\n");
    }
    text.append(
        """
          esac
          COMPREPLY=($(compgen -W "$words" -- "$word"))
          case $command in
            check|transpile|build|run|test|fmt|contracts)
              local IFS=$'\\n'
              COMPREPLY+=($(compgen -f -X '!*.vl' -- "$word") $(compgen -d -- "$word"))
              compopt -o filenames ;;
            new|init|clean)
              local IFS=$'\\n'
              COMPREPLY+=($(compgen -d -- "$word"))
              compopt -o filenames ;;
          esac
        }
        complete -F _veltrano veltrano
        """);
    return text.toString();
  }

  private static String zsh() {
    StringBuilder text = new StringBuilder();
    text.append("#compdef veltrano\n# Completions of veltrano for zsh; put this file on $fpath.\n");
    text.append("_veltrano() {\n  local context state line\n  typeset -A opt_args\n");
    text.append("  _arguments -C \\\n");
    for (Option option : Option.EVERYWHERE) {
      text.append("    ").append(zshOption(option)).append(" \\\n");
    }
    text.append("    ").append(zshOption(Option.VERSION)).append(" \\\n");
    text.append("    '1: :->command' '*:: :->rest'\n  case $state in\n    command)\n");
    text.append("      local -a commands=(\n");
    for (Command command : Command.values()) {
      text.append("        '")
          .append(command.title())
          .append(':')
          .append(quoted(command.summary()))
          .append("'\n");
    }
    text.append("      )\n      _describe command commands ;;\n    rest)\n");
    text.append("      case $line[1] in\n");
    for (Command command : Command.values()) {
      text.append("        ").append(command.title()).append(")\n          _arguments");
      for (Option option : optionsOf(command)) {
        text.append(" \\\n            ").append(zshOption(option));
      }
      String operand = zshOperand(command);
      if (!operand.isEmpty()) {
        text.append(" \\\n            ").append(operand);
      }
      text.append(" ;;\n");
    }
    text.append("      esac ;;\n  esac\n}\n");
    text.append("if [ \"$funcstack[1]\" = _veltrano ]; then\n  _veltrano \"$@\"\nelse\n");
    text.append("  compdef _veltrano veltrano\nfi\n");
    return text.toString();
  }

  private static String zshOption(Option option) {
    String what = "[" + quoted(option.summary()).replace("[", "\\[").replace("]", "\\]") + "]";
    String value = "";
    if (!option.choices().isEmpty()) {
      value = ":" + option.value() + ":(" + String.join(" ", option.choices()) + ")";
    } else if (option.takesValue()) {
      value = ":" + option.value() + ":_files";
    }
    String shortName = option.shortName();
    if (shortName == null) {
      return "'" + option.longName() + what + value + "'";
    }
    String both = shortName + " " + option.longName();
    return "'(" + both + ")'{" + shortName + "," + option.longName() + "}'" + what + value + "'";
  }

  private static String zshOperand(Command command) {
    return switch (command) {
      case CHECK, TRANSPILE, BUILD, RUN, TEST, FMT, CONTRACTS ->
          "'*:file:_files -g \"*.vl(-.) *(-/)\"'";
      case NEW, INIT, CLEAN -> "'1:folder:_files -/'";
      case COMPLETIONS -> "'1:shell:(" + String.join(" ", SHELLS) + ")'";
      case EXPLAIN -> "'1:code: '";
      case HELP -> "'1:command: '";
    };
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''").replace(":", "\\:");
  }

  private static String fish() {
    StringBuilder text = new StringBuilder();
    text.append("# Completions of veltrano for fish.\n");
    text.append("complete -c veltrano -f\n");
    for (Option option : Option.EVERYWHERE) {
      fishOption(text, "", option);
    }
    fishOption(text, " -n __fish_use_subcommand", Option.VERSION);
    for (Command command : Command.values()) {
      text.append("complete -c veltrano -n __fish_use_subcommand -a ")
          .append(command.title())
          .append(" -d '")
          .append(fishQuoted(command.summary()))
          .append("'\n");
    }
    for (Command command : Command.values()) {
      String only = " -n '__fish_seen_subcommand_from " + command.title() + "'";
      for (Option option : command.options()) {
        fishOption(text, only, option);
      }
      String operand =
          switch (command) {
            case CHECK, TRANSPILE, BUILD, RUN, TEST, FMT, CONTRACTS ->
                " -a '(__fish_complete_suffix .vl)'";
            case NEW, INIT, CLEAN -> " -a '(__fish_complete_directories)'";
            case COMPLETIONS -> " -a '" + String.join(" ", SHELLS) + "'";
            case EXPLAIN, HELP -> "";
          };
      if (!operand.isEmpty()) {
        text.append("complete -c veltrano").append(only).append(operand).append('\n');
      }
    }
    return text.toString();
  }

  private static void fishOption(StringBuilder text, String only, Option option) {
    text.append("complete -c veltrano").append(only);
    String shortName = option.shortName();
    if (shortName != null) {
      text.append(" -s ").append(shortName.substring(1));
    }
    text.append(" -l ").append(option.longName().substring(2));
    if (!option.choices().isEmpty()) {
      text.append(" -x -a '").append(String.join(" ", option.choices())).append("'");
    } else if (option.takesValue()) {
      text.append(" -r");
    }
    text.append(" -d '").append(fishQuoted(option.summary())).append("'\n");
  }

  private static String fishQuoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static List<Option> optionsOf(Command command) {
    List<Option> options = new ArrayList<>(command.options());
    options.addAll(Option.EVERYWHERE);
    return options;
  }

  private static String names(List<Option> options) {
    List<String> names = new ArrayList<>();
    for (Option option : options) {
      names.add(option.longName());
      String shortName = option.shortName();
      if (shortName != null) {
        names.add(shortName);
      }
    }
    return String.join(" ", names);
  }
}
