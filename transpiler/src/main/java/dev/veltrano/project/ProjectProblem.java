package dev.veltrano.project;

import dev.veltrano.diagnostic.Code;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What can be wrong with the files of a project. Paths are as messages show them.
public sealed interface ProjectProblem extends Problem {

  /// A file that somebody named is not there.
  record Missing(String shown, Optional<String> similar) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.of(Code.CANNOT_READ, "cannot read `" + shown + "`: there is no such file");
      if (similar.isPresent()) {
        problem.help("did you mean `" + similar.get() + "`?");
      } else {
        problem.help("see to the name and the folder");
      }
      return problem.build();
    }
  }

  /// A folder stands where a file is asked for.
  record IsFolder(String shown) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.CANNOT_READ, "cannot read `" + shown + "`: it is a folder")
          .help("name a `.vl` file, or a folder that has a `" + ProjectFolder.MANIFEST + "` in it")
          .build();
    }
  }

  /// The system refuses to let a file be read.
  record Unreadable(String shown, String reason) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.CANNOT_READ, "cannot read `" + shown + "`: " + reason)
          .help("see to its permissions, and to those of the folders above it")
          .build();
    }
  }

  /// A file is larger than any program.
  record TooLarge(String shown) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(
              Code.FILE_TOO_LARGE,
              "`"
                  + shown
                  + "` is larger than the "
                  + (SourceText.LIMIT >> 20)
                  + " MiB that a source file may have")
          .help("is this a Veltrano file? Data belongs into a file that the program reads")
          .build();
    }
  }

  /// The system refuses to let a file be written.
  record NotWritable(String shown, String reason) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.CANNOT_WRITE, "cannot write `" + shown + "`: " + reason)
          .note("nothing was left half-written")
          .help("see to the permissions and the free space there, or choose another place")
          .build();
    }
  }

  /// A source file that nobody may write.
  record ReadOnly(String shown) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.CANNOT_WRITE, "cannot write `" + shown + "`: it is read-only")
          .help("make it writable, or leave it out")
          .build();
    }
  }

  /// A source file that somebody else changed while we were at work on it.
  record ChangedMeanwhile(String shown) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(
              Code.CANNOT_WRITE, "`" + shown + "` was changed while veltrano was at work on it")
          .note("the file was left as it is now")
          .help("run the command again")
          .build();
    }
  }

  /// Files stand where we would write, and we did not make them.
  record Foreign(String folder, List<String> files) implements ProjectProblem {
    private static final int SHOWN = 8;

    @Override
    public Diagnostic diagnostic() {
      int others = files.size() - 1;
      Diagnostic.Builder problem =
          Diagnostic.of(
              Code.FOREIGN_FILE,
              "`"
                  + files.getFirst()
                  + "`"
                  + (others == 0
                      ? " is in the way: it was not made by veltrano"
                      : " and "
                          + others
                          + (others == 1 ? " other file" : " other files")
                          + " are in the way: they were not made by veltrano"));
      for (int i = 1; i < Math.min(files.size(), SHOWN); i++) {
        problem.note("also `" + files.get(i) + "`");
      }
      if (files.size() > SHOWN) {
        problem.note("and " + (files.size() - SHOWN) + " more");
      }
      return problem
          .note("nothing was written")
          .help("move what is in the way, or write to another folder than `" + folder + "`")
          .build();
    }
  }

  /// Another run holds the folder and does not let go.
  record Busy(String folder) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.BUSY, "another veltrano is at work in `" + folder + "`")
          .help("wait until it has ended, or end it")
          .build();
    }
  }

  /// A project without a file to begin with.
  record NoMain(String folder, Optional<String> similar) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.of(
              Code.NO_MAIN, "`" + folder + "` has no `src/main.vl`, where a program begins");
      if (similar.isPresent()) {
        problem.help("rename `" + similar.get() + "` to `main.vl`");
      } else {
        problem.help(
            "write `src/main.vl` with a `fun main() { … }`; a library begins in `src/lib.vl`");
      }
      return problem.build();
    }
  }

  /// A project that is a program and a library at once.
  record TwoRoots(String main, String lib) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(
              Code.BAD_MODULE_NAME,
              "a package has either `" + main + "` or `" + lib + "`, not both")
          .because("`main.vl` makes the package a program, `lib.vl` makes it a library")
          .help("give one of them another name, and import it")
          .build();
    }
  }

  /// A path that cannot be the name of a module.
  record BadModule(String shown, String segment, String reason, Optional<String> suggestion)
      implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.of(
                  Code.BAD_MODULE_NAME,
                  "`" + segment + "` cannot be part of the name of a module: " + reason)
              .note("the file is `" + shown + "`; its path is the name of its module");
      if (suggestion.isPresent()) {
        problem.help("call it `" + suggestion.get() + "`");
      } else {
        problem.help("give it another name");
      }
      return problem.build();
    }
  }

  /// Two modules that would be the same in Rust.
  record ModuleClash(String first, String second, String rustName) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(
              Code.RUST_NAME_CLASH,
              "`" + first + "` and `" + second + "` both become the Rust module `" + rustName + "`")
          .because("names of modules are written in lower case with underscores in Rust")
          .help("rename one of them")
          .build();
    }
  }

  /// A folder or package name that Cargo does not take.
  record BadPackageName(String name, String reason, Optional<String> suggestion)
      implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      Diagnostic.Builder problem =
          Diagnostic.of(
              Code.BAD_MANIFEST, "`" + name + "` cannot be the name of a package: " + reason);
      if (suggestion.isPresent()) {
        problem.help("`--name " + suggestion.get() + "` would do");
      } else {
        problem.help("give another name with `--name NAME`");
      }
      return problem.build();
    }
  }

  /// `new` into a folder that has something in it.
  record NotEmpty(String folder) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.FOREIGN_FILE, "`" + folder + "` is there already and not empty")
          .note("nothing was written")
          .help("`veltrano init` makes a project of a folder that has files in it")
          .build();
    }
  }

  /// `init` where there is a project already.
  record AlreadyProject(String folder) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(Code.FOREIGN_FILE, "`" + folder + "` is a Veltrano project already")
          .note("nothing was written")
          .build();
    }
  }

  /// A folder that `clean` is asked to remove, and that is not one of ours.
  record NotOurs(Path folder) implements ProjectProblem {
    @Override
    public Diagnostic diagnostic() {
      return Diagnostic.of(
              Code.FOREIGN_FILE, "`" + folder + "` was not made by veltrano, it is left alone")
          .help("remove it by hand if it is not needed")
          .build();
    }
  }
}
