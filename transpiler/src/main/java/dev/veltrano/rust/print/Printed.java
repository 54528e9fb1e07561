package dev.veltrano.rust.print;

import java.nio.charset.StandardCharsets;

/// A Rust file as text, in UTF-8, and what is known of where its parts come from. Callers do not
/// change the array.
public record Printed(byte[] bytes, SourceMap map, PanicSites sites) {

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
