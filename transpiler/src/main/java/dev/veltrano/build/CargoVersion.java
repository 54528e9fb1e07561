package dev.veltrano.build;

import org.jspecify.annotations.Nullable;

/// A version of Cargo, which is also that of the Rust compiler it comes with.
public record CargoVersion(int major, int minor, int patch) implements Comparable<CargoVersion> {

  /// The oldest that can build what we write: generated projects use the edition 2024 and chains of
  /// `if let` conditions.
  public static final CargoVersion NEEDED = new CargoVersion(1, 88, 0);

  /// Reads what `cargo --version` prints, as `cargo 1.95.0-nightly (f2d3ce0bd 2026-03-21)`.
  public static @Nullable CargoVersion parse(String printed) {
    int at = printed.indexOf("cargo ");
    if (at < 0) {
      return null;
    }
    int[] numbers = new int[3];
    int count = 0;
    boolean digits = false;
    for (int i = at + 6; i < printed.length() && count < 3; i++) {
      char c = printed.charAt(i);
      if (c >= '0' && c <= '9') {
        numbers[count] = Math.min(numbers[count] * 10 + (c - '0'), 1_000_000);
        digits = true;
      } else if (c == '.' && digits) {
        count++;
        digits = false;
      } else {
        break;
      }
    }
    return count >= 1 ? new CargoVersion(numbers[0], numbers[1], numbers[2]) : null;
  }

  @Override
  public int compareTo(CargoVersion other) {
    if (major != other.major) {
      return Integer.compare(major, other.major);
    }
    return minor != other.minor
        ? Integer.compare(minor, other.minor)
        : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
