package dev.veltrano.diagnostic.render;

/// The columns `[from, to)` of a line that are shown, and whether more of it lies on either side.
record Window(int from, int to, boolean cutsLeft, boolean cutsRight) {
  /// What is kept around the place of interest when there is room.
  private static final int CONTEXT = 12;

  /// The window of at most `room` columns onto a line of `width` columns that shows `[first,
  /// last)`; where that is wider than the room, its beginning.
  static Window onto(int width, int first, int last, int room) {
    if (width <= room) {
      return new Window(0, Math.max(width, room), false, false);
    }
    int from = 0;
    if (last + CONTEXT > room) {
      int wanted = Math.min(last, first + room - 2 * CONTEXT) + CONTEXT;
      from = Math.max(0, Math.min(wanted, Math.max(width + 1, last)) - room);
      from = Math.max(0, Math.min(from, first - 1));
    }
    int to = from + room;
    return new Window(from, to, from > 0, to < width);
  }

  /// Where a column of the line is in the window; columns outside are at its edges.
  int place(int column) {
    return Math.clamp(column, from, to - 1) - from;
  }
}
