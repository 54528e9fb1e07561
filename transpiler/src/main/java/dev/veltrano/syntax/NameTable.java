package dev.veltrano.syntax;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/// The distinct names of one file, each with a number; the first [Words#COUNT] are the [Words].
///
/// An open-addressing table over bytes: a name that was seen before costs no object. Names outside
/// ASCII are brought to normal form C, so that two spellings of one letter are one name.
final class NameTable {
  private static final NameTable SEED = seed();

  private int[] slots;
  private int[] hashes;
  private int[] offsets;
  private byte[] pool;
  private String[] texts;
  private int count;
  private int mask;

  private NameTable(
      int[] slots, int[] hashes, int[] offsets, byte[] pool, String[] texts, int count) {
    this.slots = slots;
    this.hashes = hashes;
    this.offsets = offsets;
    this.pool = pool;
    this.texts = texts;
    this.count = count;
    this.mask = slots.length - 1;
  }

  /// A table that knows the words and nothing else.
  static NameTable create() {
    return new NameTable(
        SEED.slots.clone(),
        SEED.hashes.clone(),
        SEED.offsets.clone(),
        SEED.pool.clone(),
        SEED.texts.clone(),
        SEED.count);
  }

  private static NameTable seed() {
    NameTable table =
        new NameTable(
            new int[1024], new int[256], new int[257], new byte[2048], new String[256], 0);
    for (int i = 0; i < Words.COUNT; i++) {
      byte[] bytes = Words.text(i).getBytes(StandardCharsets.US_ASCII);
      int hash = 0;
      for (byte b : bytes) {
        hash = hash * 31 + b;
      }
      table.intern(bytes, 0, bytes.length, hash);
    }
    return table;
  }

  /// The number of the name in `bytes[start, end)`. `hash` is the polynomial hash of these bytes
  /// with factor 31, which the lexer computes while it looks for the end.
  int intern(byte[] bytes, int start, int end, int hash) {
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (true) {
      int id = slots[slot] - 1;
      if (id < 0) {
        return add(bytes, start, end, hash, slot);
      }
      if (hashes[id] == hash && same(id, bytes, start, end)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean same(int id, byte[] bytes, int start, int end) {
    int from = offsets[id];
    int length = offsets[id + 1] - from;
    if (length != end - start) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (pool[from + i] != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  private int add(byte[] bytes, int start, int end, int hash, int slot) {
    int id = append(bytes, start, end, hash);
    slots[slot] = id + 1;
    if (count * 2 > slots.length) {
      rehash();
    }
    return id;
  }

  /// Gives the name a number of its own that no other lookup finds: for a quoted name that reads
  /// like a word without meaning it.
  int alias(byte[] bytes, int start, int end) {
    return append(bytes, start, end, 0);
  }

  private int append(byte[] bytes, int start, int end, int hash) {
    int id = count++;
    if (id == hashes.length) {
      hashes = Arrays.copyOf(hashes, id * 2);
      offsets = Arrays.copyOf(offsets, id * 2 + 1);
      texts = Arrays.copyOf(texts, id * 2);
    }
    int length = end - start;
    int from = offsets[id];
    if (from + length > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(pool.length * 2, from + length));
    }
    System.arraycopy(bytes, start, pool, from, length);
    offsets[id + 1] = from + length;
    hashes[id] = hash;
    texts[id] = text(bytes, start, length);
    return id;
  }

  private static String text(byte[] bytes, int start, int length) {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    return text.length() == length ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private void rehash() {
    int[] larger = new int[slots.length * 2];
    int largerMask = larger.length - 1;
    for (int filled : slots) {
      if (filled != 0) {
        int hash = hashes[filled - 1];
        int slot = (hash ^ (hash >>> 15)) & largerMask;
        while (larger[slot] != 0) {
          slot = (slot + 1) & largerMask;
        }
        larger[slot] = filled;
      }
    }
    slots = larger;
    mask = largerMask;
  }

  /// The texts by number; longer than the count of names.
  String[] texts() {
    return texts;
  }
}
