package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.UseTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// The order that rustfmt brings `use` and `mod` lines into.
///
/// Names in `use` are compared as version numbers are: digits by value, everything else by
/// character, an underscore before all. `self`, `super` and `crate` come first, globs and groups
/// last. Modules are in the plain order of characters.
final class UseOrder {
  private UseOrder() {}

  static final Comparator<UseTree> TREES = UseOrder::compare;

  /// The items with each run of `use` and each run of `mod` in order. An item with a comment above
  /// it begins a new run.
  static List<Item> sorted(List<Item> items, Predicate<Item> hasComment) {
    var result = new ArrayList<Item>(items);
    int i = 0;
    while (i < result.size()) {
      int kind = kind(result.get(i));
      int end = i + 1;
      while (kind != 0
          && end < result.size()
          && kind(result.get(end)) == kind
          && !hasComment.test(result.get(end))) {
        end++;
      }
      if (kind == 1) {
        result
            .subList(i, end)
            .sort((a, b) -> compare(((Item.Use) a).tree(), ((Item.Use) b).tree()));
      } else if (kind == 2) {
        result
            .subList(i, end)
            .sort((a, b) ->
                plain(((Item.Module) a).name()).compareTo(plain(((Item.Module) b).name())));
      }
      i = end;
    }
    return result;
  }

  private static int kind(Item item) {
    return switch (item) {
      case Item.Use _ -> 1;
      case Item.Module m -> m.items().isEmpty() && m.head().attributes().isEmpty() ? 2 : 0;
      default -> 0;
    };
  }

  /// One step of a use path. What it is renamed to plays no part.
  private record Step(int rank, String name, List<UseTree> members) {}

  private static List<Step> steps(UseTree tree) {
    var steps = new ArrayList<Step>();
    switch (tree) {
      case UseTree.Leaf(var path, _) -> {
        boolean isSelf = path.size() > 1 && path.getLast().equals("self");
        (isSelf ? path.subList(0, path.size() - 1) : path).forEach(name -> steps.add(step(name)));
      }
      case UseTree.Glob(var path) -> {
        path.forEach(name -> steps.add(step(name)));
        steps.add(new Step(5, "*", List.of()));
      }
      case UseTree.Group(var path, var members) -> {
        path.forEach(name -> steps.add(step(name)));
        if (members.size() == 1) {
          steps.addAll(steps(members.getFirst()));
        } else {
          var ordered = new ArrayList<>(members);
          ordered.sort(TREES);
          steps.add(new Step(6, "", ordered));
        }
      }
    }
    return steps;
  }

  private static Step step(String name) {
    int rank =
        switch (name) {
          case "self" -> 1;
          case "super" -> 2;
          case "crate" -> 3;
          default -> 4;
        };
    return new Step(rank, name, List.of());
  }

  private static int compare(UseTree a, UseTree b) {
    List<Step> left = steps(a);
    List<Step> right = steps(b);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compare(Step a, Step b) {
    if (a.rank() != b.rank()) {
      return Integer.compare(a.rank(), b.rank());
    }
    if (a.rank() == 6) {
      for (int i = 0; i < Math.min(a.members().size(), b.members().size()); i++) {
        int order = compare(a.members().get(i), b.members().get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.members().size(), b.members().size());
    }
    return versions(a.name(), b.name());
  }

  static int versions(String first, String second) {
    String a = plain(first);
    String b = plain(second);
    int zeros = 0;
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      char c = a.charAt(i);
      char d = b.charAt(j);
      if (isDigit(c) && isDigit(d)) {
        int iEnd = digits(a, i);
        int jEnd = digits(b, j);
        String x = a.substring(i, iEnd).replaceFirst("^0+(?=.)", "");
        String y = b.substring(j, jEnd).replaceFirst("^0+(?=.)", "");
        int order =
            x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
        if (order != 0) {
          return order;
        }
        if (zeros == 0) {
          zeros = Integer.compare(jEnd - j, iEnd - i);
        }
        i = iEnd;
        j = jEnd;
        continue;
      }
      if (c != d) {
        if (c == '_' || d == '_') {
          return c == '_' ? -1 : 1;
        }
        return Character.compare(c, d);
      }
      i++;
      j++;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest == 0 ? zeros : rest;
  }

  private static String plain(String name) {
    return name.startsWith("r#") ? name.substring(2) : name;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int digits(String s, int from) {
    int end = from;
    while (end < s.length() && isDigit(s.charAt(end))) {
      end++;
    }
    return end;
  }
}
