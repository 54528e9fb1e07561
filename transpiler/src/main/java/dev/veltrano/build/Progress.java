package dev.veltrano.build;

/// Where a session tells what it is doing, for a person who waits. Never part of the result.
public interface Progress {

  /// One step, as a line that stays: `say("Transpiling", "hello.vl")`.
  void say(String verb, String text);

  /// A line that stays but only matters to somebody who watches: a crate that Cargo compiles.
  void detail(String verb, String text);

  /// What goes on from now until the next call of any kind; shown only if it takes long.
  void working(String verb, String text);

  /// Nothing goes on any more: the terminal is somebody else's from here.
  void idle();

  /// Something that only those see who asked for more (`-v`).
  void verbose(String text);

  /// Shows nothing.
  Progress SILENT =
      new Progress() {
        @Override
        public void say(String verb, String text) {}

        @Override
        public void detail(String verb, String text) {}

        @Override
        public void working(String verb, String text) {}

        @Override
        public void idle() {}

        @Override
        public void verbose(String text) {}
      };
}
