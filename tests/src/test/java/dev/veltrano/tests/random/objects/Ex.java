package dev.veltrano.tests.random.objects;

import org.jspecify.annotations.Nullable;

/// An expression in both languages, and where its value lives.
///
/// `temp` if it is text that the function keeps only until it returns. `texts` counts the texts of
/// unknown length in it, so that no program can double a text again and again.
record Ex(String vl, String java, @Nullable Home home, boolean temp, int texts) {
  static Ex of(String vl, String java) {
    return new Ex(vl, java, null, false, 0);
  }

  static Ex same(String text) {
    return of(text, text);
  }

  Ex at(@Nullable Home where) {
    return new Ex(vl, java, where, temp, texts);
  }

  Ex temporary(int count) {
    return new Ex(vl, java, null, true, count);
  }

  Ex holding(int count) {
    return new Ex(vl, java, home, temp, count);
  }

  /// The same value, written in another way.
  Ex as(String newVl, String newJava) {
    return new Ex(newVl, newJava, home, temp, texts);
  }
}
