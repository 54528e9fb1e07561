package dev.veltrano.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void resultsComeInTheOrderOfTheInputs() {
    List<Integer> inputs = new ArrayList<>();
    List<Integer> doubled = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      inputs.add(i);
      doubled.add(2 * i);
    }
    for (int threads = 1; threads < 6; threads++) {
      assertThat(new Workers(threads).<Integer, Integer>map(inputs, i -> 2 * i)).isEqualTo(doubled);
    }
  }

  @Test
  void theFirstFailureIsTheOneThatIsThrown() {
    assertThatThrownBy(() ->
            new Workers(4)
                .map(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8),
                    i -> {
                      if (i > 2) {
                        throw new IllegalStateException("at " + i);
                      }
                      return i;
                    }))
        .hasMessage("at 3");
  }

  @Test
  void deepRecursionHasRoom() {
    assertThat(Workers.onBigStack(() -> depth(1_000_000))).isEqualTo(1_000_000);
    assertThat(new Workers(3).map(List.of(500_000, 500_000), WorkersTest::runDeep).size())
        .isEqualTo(2);
  }

  private static int runDeep(int levels) {
    return Workers.onBigStack(() -> depth(levels));
  }

  private static int depth(int levels) {
    return levels == 0 ? 0 : 1 + depth(levels - 1);
  }
}
