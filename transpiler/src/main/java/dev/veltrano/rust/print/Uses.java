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
    tree(result, use.tree(), column, column, 1);
    return result.add(";").done();
  }

  private static String path(List<String> path) {
    return path.isEmpty() ? "" : String.join("::", path) + "::";
  }

  private static void tree(TextBuilder result, UseTree tree, int start, int column, int after) {
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
          tree(result, members.getFirst(), start, column, after);
        } else {
          group(result, members, start, column, after);
        }
      }
    }
  }

  private static void group(
      TextBuilder result, List<UseTree> members, int start, int column, int after) {
    var sorted = new ArrayList<>(members);
    sorted.sort(UseOrder.TREES);
    int inner = column + Shape.STEP;
    var texts = new ArrayList<Text>();
    boolean nested = false;
    int total = 2 * (sorted.size() - 1);
    for (UseTree member : sorted) {
      var text = new TextBuilder();
      tree(text, member, inner, inner, 1);
      texts.add(text.done());
      nested |= member instanceof UseTree.Group(_, var inside) && inside.size() > 1;
      total += text.first();
    }
    int used = (result.breaks() == 0 ? start : 0) + result.last();
    if (!nested && used + 2 + total + after <= Shape.MAX) {
      result.add("{");
      for (int i = 0; i < texts.size(); i++) {
        result.add(i == 0 ? "" : ", ").add(texts.get(i));
      }
      result.add("}");
      return;
    }
    result.add("{");
    int width = Shape.MAX - inner;
    int taken = width;
    for (Text text : texts) {
      if (nested || taken + 1 + text.first + 1 > width) {
        result.line(inner);
        taken = 0;
      } else {
        result.add(" ");
        taken++;
      }
      result.add(text).add(",");
      taken += text.first + 1;
    }
    result.line(column).add("}");
  }
}
