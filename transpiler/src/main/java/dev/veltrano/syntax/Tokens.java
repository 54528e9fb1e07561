package dev.veltrano.syntax;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The tokens of one file in order, as parallel arrays; the last one is [Kind#EOF].
///
/// Trivia is whatever lies between two tokens: white space, comments, a byte order mark, and
/// characters that were reported and skipped. Tokens and trivia together are the file, byte for
/// byte. Where a text, a hole or an `f"…"` is not closed its closing token is empty.
///
/// Struct of arrays as in *Carbon* and *Zig*: no object per token.
public final class Tokens {
  static final byte NEWLINE = 1;
  static final byte SPACE = 2;

  /// Something was reported and skipped just before the token.
  static final byte SKIPPED = 4;

  /// The literal has no end and was reported.
  static final byte UNTERMINATED = 8;

  /// A closer that the bracket repair made up, and reported.
  static final byte INSERTED = 16;

  /// A bracket that has no partner or is next to one, and was reported.
  static final byte SPOILED = 32;

  /// What the value of a text token says: it has escapes, it is raw.
  static final int ESCAPES = 1;

  static final int RAW = 2;

  final SourceFile file;
  final int count;
  final byte[] kinds;
  final byte[] flags;
  final int[] starts;
  final int[] ends;

  /// For a name or label its number; for an opener the index of its closer and the other way round
  /// (-1 where there is none); for a number 1 if it is floating; for a text [#ESCAPES] and [#RAW];
  /// for a character its code point.
  final int[] values;

  final String[] names;
  final int[] commentData;
  final int commentCount;

  /// Whether every bracket has its partner.
  final boolean balanced;

  Tokens(
      SourceFile file,
      int count,
      byte[] kinds,
      byte[] flags,
      int[] starts,
      int[] ends,
      int[] values,
      String[] names,
      int[] commentData,
      int commentCount,
      boolean balanced) {
    this.file = file;
    this.count = count;
    this.kinds = kinds;
    this.flags = flags;
    this.starts = starts;
    this.ends = ends;
    this.values = values;
    this.names = names;
    this.commentData = commentData;
    this.commentCount = commentCount;
    this.balanced = balanced;
  }

  public SourceFile file() {
    return file;
  }

  /// How many tokens there are, the end of the file included.
  public int count() {
    return count;
  }

  /// One of the constants of [Kind].
  public byte kind(int token) {
    return kinds[token];
  }

  public int start(int token) {
    return starts[token];
  }

  public int end(int token) {
    return ends[token];
  }

  public Span span(int token) {
    return Span.of(starts[token], ends[token]);
  }

  public String text(int token) {
    return file.text(starts[token], ends[token]);
  }

  /// Whether a line break stands between this token and the one before it.
  public boolean startsLine(int token) {
    return (flags[token] & NEWLINE) != 0;
  }

  /// The first token that starts at `offset` or behind it.
  public int firstFrom(int offset) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// All comments in order.
  public List<Comment> comments() {
    List<Comment> comments = new ArrayList<>(commentCount);
    for (int i = 0; i < commentCount; i++) {
      int facts = commentData[i * 3 + 2];
      comments.add(
          new Comment(
              Span.of(commentData[i * 3], commentData[i * 3 + 1]),
              COMMENT_KINDS[facts >> 2],
              (facts & 1) != 0,
              (facts & 2) != 0));
    }
    return Collections.unmodifiableList(comments);
  }

  private static final Comment.Kind[] COMMENT_KINDS = Comment.Kind.values();
}
