package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out patterns that do not fit on one line.
final class Patterns {
  private static final int SHORT = 20;

  private final Layout layout;

  Patterns(Layout layout) {
    this.layout = layout;
  }

  @Nullable Text layout(Pattern pattern, Shape shape) {
    Text flat = layout.line.layout(pattern, shape);
    if (flat != null) {
      return flat;
    }
    return switch (pattern) {
      case Pattern.Wild _ -> Text.of("_");
      case Pattern.Rest _ -> Text.of("..");
      case Pattern.Literal l -> Text.verbatim(l.text());
      case Pattern.Constant c -> layout.types.path(c.path(), true, shape);
      case Pattern.Binding b -> binding(b, shape);
      case Pattern.Range r ->
          layout.pairs.pair(
              s -> r.low().isEmpty() ? Text.EMPTY : layout(r.low().get(), s),
              "",
              r.inclusive() ? "..=" : "..",
              "",
              s -> r.high().isEmpty() ? Text.EMPTY : layout(r.high().get(), s),
              true,
              shape);
      case Pattern.Tuple t -> tuple(Text.EMPTY, t.elements(), shape);
      case Pattern.TupleStruct t -> {
        Text path = layout.types.path(t.path(), true, shape);
        yield path == null ? null : tuple(path, t.elements(), shape);
      }
      case Pattern.Struct s -> layout.lists.structPattern(s, shape);
      case Pattern.Slice s ->
          layout.lists.layout(
              Text.EMPTY, "[", "]", s.elements(), shape, OneLine.LIST, Lists.Trailing.VERTICAL);
      case Pattern.Or o -> or(o.alternatives(), shape);
      case Pattern.Reference r -> after(r.mutable() ? "&mut " : "&", r.target(), shape);
    };
  }

  /// A pattern after `let` or as a parameter, where alternatives stand in parentheses.
  @Nullable Text parameter(Pattern pattern, Shape shape) {
    return pattern instanceof Pattern.Or ? nested(pattern, shape) : layout(pattern, shape);
  }

  private @Nullable Text binding(Pattern.Binding b, Shape shape) {
    String words = (b.byReference() ? "ref " : "") + (b.mutable() ? "mut " : "") + b.name();
    if (b.sub().isEmpty()) {
      boolean hasPrefix = b.byReference() || b.mutable();
      if (hasPrefix && words.length() > shape.width() && !layout.isLenient()) {
        return null;
      }
      return Text.of(words);
    }
    Shape room = layout.narrow(shape, words.length() + 2);
    Text sub = room == null ? null : nested(b.sub().get(), room);
    return sub == null ? null : new TextBuilder().add(words).add(" @ ").add(sub).done();
  }

  private @Nullable Text after(String prefix, Pattern target, Shape shape) {
    Shape room = layout.left(shape, prefix.length());
    Text text = room == null ? null : nested(target, room);
    return text == null ? null : new TextBuilder().add(prefix).add(text).done();
  }

  private @Nullable Text nested(Pattern pattern, Shape shape) {
    if (!(pattern instanceof Pattern.Or) && !(pattern instanceof Pattern.Range)) {
      return layout(pattern, shape);
    }
    Shape room = layout.left(shape, 1);
    room = room == null ? null : layout.narrow(room, 1);
    Text text = room == null ? null : layout(pattern, room);
    return text == null ? null : new TextBuilder().add("(").add(text).add(")").done();
  }

  private @Nullable Text tuple(Text path, List<Pattern> elements, Shape shape) {
    boolean single =
        path.isEmpty() && elements.size() == 1 && !(elements.getFirst() instanceof Pattern.Rest);
    return layout.lists.layout(
        path,
        "(",
        ")",
        elements,
        shape,
        Shape.MAX,
        single ? Lists.Trailing.ALWAYS : Lists.Trailing.VERTICAL);
  }

  private @Nullable Text or(List<Pattern> alternatives, Shape shape) {
    var texts = new ArrayList<Text>();
    boolean filled = true;
    int total = 3 * (alternatives.size() - 1);
    boolean horizontal = true;
    for (Pattern alternative : alternatives) {
      Text text = layout(alternative, shape);
      if (text == null) {
        return null;
      }
      texts.add(text);
      filled &= text.bytes <= SHORT && text.isOneLine() && isShort(alternative);
      total += text.first;
      horizontal &= text.isOneLine();
    }
    horizontal &= total <= shape.width();
    var result = new TextBuilder();
    int width = 0;
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      int needed = text.first + (i > 0 ? 2 : 0);
      if (i > 0) {
        boolean stays = filled ? width + 1 + needed <= shape.width() : horizontal;
        if (stays) {
          result.add(" ");
          width++;
        } else {
          result.line(shape.column());
          width = 0;
        }
        result.add("| ");
      }
      width += needed;
      result.add(text);
    }
    return result.done();
  }

  private static boolean isShort(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Rest _, Pattern.Wild _, Pattern.Literal _ -> true;
      case Pattern.Binding b -> b.sub().isEmpty();
      // A name alone is read as a binding.
      case Pattern.Constant c ->
          c.path().segments().size() == 1 && c.path().segments().getFirst().arguments().isEmpty();
      case Pattern.Struct _, Pattern.Slice _, Pattern.Range _ -> false;
      case Pattern.Tuple t -> t.elements().size() <= 1;
      case Pattern.TupleStruct t -> t.path().segments().size() <= 1 && t.elements().size() <= 1;
      case Pattern.Reference r -> isShort(r.target());
      case Pattern.Or o -> o.alternatives().stream().allMatch(Patterns::isShort);
    };
  }
}
