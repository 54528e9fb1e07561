package dev.veltrano.lifetime;

import dev.veltrano.type.tree.Local;

/// Where something is put.
public sealed interface Place {

  /// The hidden parameter for the allocator of this lifetime (of the function, or of its class).
  record Parameter(String lifetime) implements Place {}

  /// The arena of a body.
  record Own(Body body) implements Place {}

  /// An arena that the user handles: a parameter of type `Arena`, or a variable that owns one.
  record Variable(Local arena) implements Place {}

  /// The frame of temporary text of a body.
  record Temporary(Body body) implements Place {}
}
