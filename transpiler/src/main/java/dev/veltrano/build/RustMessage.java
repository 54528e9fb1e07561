package dev.veltrano.build;

import java.util.ArrayList;
import java.util.List;

/// What rustc said about some Rust file, as Cargo's JSON messages tell it.
///
/// `level` is rustc's word (`error`, `warning`, `note` …), `rendered` the text as rustc would print
/// it; `manifest` names the package that it is about.
record RustMessage(
    String level,
    String code,
    String message,
    String rendered,
    String manifest,
    List<Place> places,
    List<String> remarks) {

  /// Bytes `[start, end)` of a file; `file` is as rustc names it, relative to the package's folder
  /// for the package that is built.
  record Place(
      String file, int start, int end, int line, int column, boolean primary, String label) {}

  boolean isError() {
    return level.startsWith("error");
  }

  boolean isWarning() {
    return level.equals("warning");
  }

  static RustMessage of(Json line) {
    Json message = line.get("message");
    List<Place> places = new ArrayList<>();
    for (Json span : message.get("spans").items()) {
      places.add(
          new Place(
              span.get("file_name").text(),
              span.get("byte_start").number(),
              span.get("byte_end").number(),
              span.get("line_start").number(),
              span.get("column_start").number(),
              span.get("is_primary").isTrue(),
              span.get("label").text()));
    }
    List<String> remarks = new ArrayList<>();
    for (Json child : message.get("children").items()) {
      String text = child.get("message").text();
      if (!text.isEmpty()) {
        remarks.add(text);
      }
    }
    return new RustMessage(
        message.get("level").text(),
        message.get("code").get("code").text(),
        message.get("message").text(),
        message.get("rendered").text(),
        line.get("manifest_path").text(),
        List.copyOf(places),
        List.copyOf(remarks));
  }
}
