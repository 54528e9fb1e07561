package dev.veltrano.project;

import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Tells whether a file is still what was written: two checksums and the length.
///
/// It is there to notice edits, not to withstand somebody who wants to deceive; both checksums are
/// computed by the processor, so that looking at a large crate costs no more than reading it.
record Fingerprint(String text) {

  static Fingerprint of(byte[] bytes) {
    CRC32C first = new CRC32C();
    first.update(bytes);
    CRC32 second = new CRC32();
    second.update(bytes);
    HexFormat hex = HexFormat.of();
    return new Fingerprint(
        hex.toHexDigits(first.getValue(), 8)
            + hex.toHexDigits(second.getValue(), 8)
            + hex.toHexDigits(bytes.length));
  }
}
