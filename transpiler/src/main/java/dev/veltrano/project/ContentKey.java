package dev.veltrano.project;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names a content: two different ones never have the same key, so what was made of one content is
/// found again by its key.
public record ContentKey(String text) {

  /// The key of a sequence of parts; where one ends and the next begins counts.
  public static ContentKey of(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).flip());
        digest.update(part);
      }
      return new ContentKey(HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static ContentKey of(String text) {
    return of(List.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
