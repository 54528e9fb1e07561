package dev.veltrano.rust.ast;

import java.util.Arrays;
import java.util.List;

/// A path such as `std::cell::Cell` or `List<&'a Node<'a>>`.
///
/// Whether generic arguments need `::` before them is known by the place: the printer writes the
/// turbofish in expressions and patterns and leaves it out in types.
public record Path(List<Segment> segments) {

  /// One name of a path with its generic arguments. Names are printed as they are (`r#type`,
  /// `crate`, `Self`).
  public record Segment(String name, List<GenericArg> arguments) {
    public Segment {
      arguments = List.copyOf(arguments);
    }
  }

  public Path {
    segments = List.copyOf(segments);
  }

  /// A path without generic arguments, written with `::` between the names.
  public static Path of(String text) {
    return new Path(
        Arrays.stream(text.split("::", -1)).map(name -> new Segment(name, List.of())).toList());
  }

  /// A path whose last name has generic arguments.
  public static Path of(String text, List<GenericArg> arguments) {
    var plain = of(text).segments;
    var segments = new java.util.ArrayList<>(plain);
    segments.set(plain.size() - 1, new Segment(plain.getLast().name(), arguments));
    return new Path(segments);
  }
}
