package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.UseTree;
import java.util.ArrayList;
import java.util.List;

/// Lays out `use` lines.
final class Uses {
  private Uses() {}

  static Text layout(Item.Use use, int column) {
    var result = new TextBuilder().add(use.head().visibility().text()).add("use ");
    tree(result, use.tree(), column, column);
    return result.add(";").done();
  }

  private static String path(List<String> path) {
    return path.isEmpty() ? "" : String.join("::", path) + "::";
  }

  private static void tree(TextBuilder result, UseTree tree, int start, int column) {
    switch (tree) {
      case UseTree.Leaf(var path, var alias) -> {
        boolean isSelf = path.size() > 1 && path.getLast().equals("self") && alias.isEmpty();
        result.add(String.join("::", isSelf ? path.subList(0, path.size() - 1) : path));
        alias.ifPresent(name -> result.add(" as ").add(name));
      }
      case UseTree.Glob(var path) -> result.add(path(path)).add("*");
      case UseTree.Group(var path, var members) -> {
        result.add(path(path));
        if (members.size() == 1) {
          tree(result, members.getFirst(), start, column);
        } else {
          group(result, members, start, column);
        }
      }
    }
  }

  private static void group(TextBuilder result, List<UseTree> members, int start, int column) {
    var sorted = new ArrayList<>(members);
    sorted.sort(UseOrder.TREES);
    int inner = column + Shape.STEP;
    var texts = new ArrayList<Text>();
    boolean nested = false;
    int total = 2 * (sorted.size() - 1);
    for (UseTree member : sorted) {
      var text = new TextBuilder();
      tree(text, member, inner, inner);
      texts.add(text.done());
      nested |= member instanceof UseTree.Group(_, var inside) && inside.size() > 1;
      total += text.first();
    }
    int used = (result.breaks() == 0 ? start : 0) + result.last();
    if (!nested && used + total + "{};".length() + 2 <= Shape.MAX) {
      result.add("{");
      for (int i = 0; i < texts.size(); i++) {
        result.add(i == 0 ? "" : ", ").add(texts.get(i));
      }
      result.add("}");
      return;
    }
    result.add("{");
    int width = Shape.MAX - inner - 1;
    int taken = 0;
    boolean alone = false;
    boolean broken = false;
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      // Where groups stand in groups, every path of several names has a line of its own.
      boolean isPath = nested && isPath(sorted.get(i));
      int needed = text.first + (i < texts.size() - 1 || broken ? 1 : 0);
      if (i == 0 || alone || isPath || taken + 1 + needed > width) {
        result.line(inner);
        taken = 0;
        broken |= i > 0;
      } else {
        result.add(" ");
        taken++;
      }
      result.add(text).add(",");
      taken += needed;
      alone = isPath;
    }
    result.line(column).add("}");
  }

  private static boolean isPath(UseTree tree) {
    return switch (tree) {
      case UseTree.Leaf(var path, _) ->
          path.size() > 1 && !(path.size() == 2 && path.getLast().equals("self"));
      case UseTree.Glob(var path) -> !path.isEmpty();
      case UseTree.Group(var path, _) -> !path.isEmpty();
    };
  }
}
