package dev.veltrano.rust.lower;

import dev.veltrano.rust.name.RustName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The loops and labelled blocks around the place that is being lowered.
///
/// Rust wants the label of a loop where a `break` stands in a labelled block inside of it, so a
/// loop without label may need one. A label that no jump uses is not written.
final class Jumps {
  /// For loops whose label the user did not have to write.
  private static final String INVENTED = "around";

  private static final class Frame {
    final boolean isLoop;
    final @Nullable String label;
    final String rust;
    boolean used;

    Frame(boolean isLoop, @Nullable String label, String rust) {
      this.isLoop = isLoop;
      this.label = label;
      this.rust = rust;
    }
  }

  private final List<Frame> frames = new ArrayList<>();

  void enter(boolean isLoop, @Nullable String label) {
    String rust = label == null ? INVENTED : RustName.label(label);
    while (isTaken(rust)) {
      rust += "_";
    }
    frames.add(new Frame(isLoop, label, rust));
  }

  private boolean isTaken(String rust) {
    for (Frame frame : frames) {
      if (frame.rust.equals(rust)) {
        return true;
      }
    }
    return false;
  }

  /// Ends the innermost loop or block; its label, if a jump used it.
  Optional<String> leave() {
    Frame frame = frames.removeLast();
    return frame.used ? Optional.of(frame.rust) : Optional.empty();
  }

  /// What a `break` or `continue` writes behind the word.
  Optional<String> target(@Nullable String label) {
    boolean inBlock = false;
    for (int i = frames.size() - 1; i >= 0; i--) {
      Frame frame = frames.get(i);
      if (label == null) {
        if (frame.isLoop) {
          frame.used |= inBlock;
          return inBlock ? Optional.of(frame.rust) : Optional.empty();
        }
        inBlock = true;
      } else if (label.equals(frame.label)) {
        frame.used = true;
        return Optional.of(frame.rust);
      }
    }
    throw new IllegalStateException("a jump without a target");
  }
}
