package dev.veltrano.tests.random.objects;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/// What the Java twins of random programs stand on: text output, and lists that can be changed
/// while they are walked.
@NullUnmarked
public abstract class Twin {
  private static final int LIMIT = 300_000;

  private static final StringBuilder OUT = new StringBuilder();
  private static int ticks;

  /// A twin that takes too long to be compared.
  public static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static void begin() {
    OUT.setLength(0);
    ticks = 0;
  }

  static String end() {
    return OUT.toString();
  }

  public static void tick() {
    if (++ticks > LIMIT || OUT.length() > 2_000_000) {
      throw new TooLong();
    }
  }

  public static void println(Object value) {
    OUT.append(value).append('\n');
  }

  public static long length(String text) {
    return text.length();
  }

  public static boolean eq(Object a, Object b) {
    return Objects.equals(a, b);
  }

  public static String cut(String text) {
    return text.substring(0, Math.min(12, text.length()));
  }

  public static String strip(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : null;
  }

  public static <T, U> U opt(T value, Function<T, U> then) {
    return value == null ? null : then.apply(value);
  }

  public static <T> T or(T value, Supplier<T> other) {
    return value == null ? other.get() : value;
  }

  public static Long sum(L<Long> numbers) {
    return numbers.fold(0L, Long::sum);
  }

  public static L<Long> range(long from, long to) {
    L<Long> all = new L<>();
    for (long i = from; i < to; i++) {
      all.push(i);
    }
    return all;
  }

  /// A variable that lambdas can change.
  public static final class Box<T> {
    public T v;

    public Box(T value) {
      v = value;
    }
  }

  /// A list or array.
  public static final class L<T> implements Iterable<T> {
    private final List<T> all = new ArrayList<>();

    public L() {}

    @SafeVarargs
    public static <T> L<T> of(T... elements) {
      L<T> made = new L<>();
      for (T element : elements) {
        made.push(element);
      }
      return made;
    }

    @Override
    public Iterator<T> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < all.size();
        }

        @Override
        public T next() {
          tick();
          return all.get(at++);
        }
      };
    }

    public void push(T value) {
      tick();
      all.add(value);
    }

    public T pop() {
      return all.isEmpty() ? null : all.removeLast();
    }

    public Long length() {
      return (long) all.size();
    }

    public Boolean isEmpty() {
      return all.isEmpty();
    }

    public T first() {
      return all.isEmpty() ? null : all.getFirst();
    }

    public T last() {
      return all.isEmpty() ? null : all.getLast();
    }

    public T at(long index) {
      return all.get((int) index);
    }

    public void set(long index, T value) {
      all.set((int) index, value);
    }

    public void clear() {
      all.clear();
    }

    public void reverse() {
      java.util.Collections.reverse(all);
    }

    public void forEach2(Consumer<T> action) {
      forEach(action);
    }

    public <U> L<U> map(Function<T, U> f) {
      L<U> made = new L<>();
      for (T x : this) {
        made.push(f.apply(x));
      }
      return made;
    }

    public L<T> filter(Predicate<T> f) {
      L<T> made = new L<>();
      for (T x : this) {
        if (f.test(x)) {
          made.push(x);
        }
      }
      return made;
    }

    public <A> A fold(A start, BiFunction<A, T, A> f) {
      A value = start;
      for (T x : this) {
        value = f.apply(value, x);
      }
      return value;
    }

    public Boolean any(Predicate<T> f) {
      return find(f) != null;
    }

    public Boolean all(Predicate<T> f) {
      for (T x : this) {
        if (!f.test(x)) {
          return false;
        }
      }
      return true;
    }

    public Long count(Predicate<T> f) {
      return filter(f).length();
    }

    public T find(Predicate<T> f) {
      for (T x : this) {
        if (f.test(x)) {
          return x;
        }
      }
      return null;
    }
  }
}
