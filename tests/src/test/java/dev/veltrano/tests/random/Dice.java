package dev.veltrano.tests.random;

import java.util.List;
import java.util.Random;

/// Chance, the same for the same seed on every machine.
public final class Dice {
  private final Random random;

  public Dice(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  public int below(int n) {
    return random.nextInt(n);
  }

  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  public <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
