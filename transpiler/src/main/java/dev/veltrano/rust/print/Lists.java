package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays out things between brackets: arguments, elements, fields, generic parameters.
///
/// They stand on one line, or each on its own; or all but the last on the first line, if the last
/// is something like a closure that may go on below; or, if all are short, as many on a line as
/// fit.
final class Lists {
  /// Whether a comma follows the last element.
  enum Trailing {
    ALWAYS,
    /// If each element stands on its own line.
    VERTICAL,
    NEVER
  }

  private enum Arrangement {
    HORIZONTAL,
    VERTICAL,
    /// As many on each line as fit.
    FILLED,
    /// A format text on a line of its own, what goes into it on the next.
    FORMAT
  }

  /// The longest element of a filled list.
  private static final int SHORT = 10;

  /// Macros with a format text, and the number of arguments before it.
  private static final Map<String, Integer> FORMATS =
      Map.ofEntries(
          Map.entry("eprint!", 0),
          Map.entry("eprintln!", 0),
          Map.entry("format!", 0),
          Map.entry("format_args!", 0),
          Map.entry("print!", 0),
          Map.entry("println!", 0),
          Map.entry("panic!", 0),
          Map.entry("unreachable!", 0),
          Map.entry("trace!", 0),
          Map.entry("debug!", 0),
          Map.entry("error!", 0),
          Map.entry("info!", 0),
          Map.entry("warn!", 0),
          Map.entry("assert!", 1),
          Map.entry("debug_assert!", 1),
          Map.entry("write!", 1),
          Map.entry("writeln!", 1),
          Map.entry("assert_eq!", 2),
          Map.entry("assert_ne!", 2),
          Map.entry("debug_assert_eq!", 2),
          Map.entry("debug_assert_ne!", 2));

  private final Layout layout;

  Lists(Layout layout) {
    this.layout = layout;
  }

  @Nullable Text call(Text callee, List<Expr> arguments, Shape shape) {
    return layout(
        callee,
        "(",
        ")",
        arguments,
        shape,
        OneLine.LIST,
        layout.inMacro ? Trailing.NEVER : Trailing.VERTICAL);
  }

  @Nullable Text macro(Expr.Macro m, Shape shape) {
    Text path = layout.types.path(m.path(), true, Shape.at(0));
    if (path == null) {
      return null;
    }
    Text name = new TextBuilder().add(path).add("!").done();
    boolean outer = layout.inMacro;
    boolean isVec =
        m.delimiter() == Expr.Delimiter.BRACKET && !outer && name.characters.equals("vec!");
    layout.inMacro = !isVec && !isBracketVec(m, outer);
    Text text = macro(m, name, shape);
    if (text == null && layout.oneLineChains) {
      // Where rustfmt cannot lay out a macro, it leaves it as it is.
      layout.oneLineChains = false;
      text = macro(m, name, shape);
      layout.oneLineChains = true;
    }
    layout.inMacro = outer;
    return text;
  }

  private @Nullable Text macro(Expr.Macro m, Text name, Shape shape) {
    return m.delimiter() == Expr.Delimiter.PAREN
        ? layout(name, "(", ")", m.arguments(), shape, OneLine.LIST, Trailing.NEVER, true)
        : layout(
            name,
            "[",
            "]",
            m.arguments(),
            shape,
            OneLine.LIST,
            layout.inMacro ? Trailing.NEVER : Trailing.VERTICAL,
            true);
  }

  private static boolean isBracketVec(Expr.Macro m, boolean outer) {
    return !outer
        && m.delimiter() == Expr.Delimiter.BRACKET
        && m.path().segments().size() == 1
        && m.path().segments().getFirst().name().equals("vec");
  }

  /// A pattern in a macro, which rustfmt reads as an expression where it can.
  private static Object asExpression(Pattern pattern, Origin origin) {
    Expr e = expression(pattern, origin);
    return e == null ? pattern : e;
  }

  private static @Nullable Expr expression(Pattern pattern, Origin origin) {
    return switch (pattern) {
      case Pattern.Literal l -> new Expr.Literal(l.text(), origin);
      case Pattern.Constant c -> new Expr.Name(c.path(), origin);
      case Pattern.Wild _ -> Expr.name("_", origin);
      case Pattern.TupleStruct t -> {
        List<Expr> elements = expressions(t.elements(), origin);
        yield elements == null
            ? null
            : new Expr.Call(new Expr.Name(t.path(), origin), elements, origin);
      }
      case Pattern.Tuple t -> {
        List<Expr> elements = expressions(t.elements(), origin);
        yield elements == null ? null : new Expr.Tuple(elements, origin);
      }
      case Pattern.Or o -> {
        List<Expr> alternatives = expressions(o.alternatives(), origin);
        if (alternatives == null) {
          yield null;
        }
        Expr all = alternatives.getFirst();
        for (Expr alternative : alternatives.subList(1, alternatives.size())) {
          all = new Expr.Binary(Expr.BinaryOperator.BIT_OR, all, alternative, origin);
        }
        yield all;
      }
      case Pattern.Binding b ->
          b.byReference() || b.mutable() || b.sub().isPresent()
              ? null
              : Expr.name(b.name(), origin);
      case Pattern.Struct s -> {
        var fields = new ArrayList<Expr.FieldValue>();
        for (Pattern.FieldPattern field : s.fields()) {
          Expr value = expression(field.pattern(), origin);
          if (value == null) {
            yield null;
          }
          fields.add(new Expr.FieldValue(field.name(), value, origin));
        }
        Optional<Expr> rest =
            s.rest() ? Optional.of(new Expr.Literal("", origin)) : Optional.empty();
        yield new Expr.Struct(s.path(), fields, rest, origin);
      }
      case Pattern.Range r -> {
        Expr low = r.low().isEmpty() ? null : expression(r.low().get(), origin);
        Expr high = r.high().isEmpty() ? null : expression(r.high().get(), origin);
        yield new Expr.Range(
            Optional.ofNullable(low), Optional.ofNullable(high), r.inclusive(), origin);
      }
      case Pattern.Slice s -> {
        List<Expr> elements = expressions(s.elements(), origin);
        yield elements == null ? null : new Expr.Array(elements, origin);
      }
      case Pattern.Reference r -> {
        Expr target = expression(r.target(), origin);
        yield target == null ? null : new Expr.Borrow(r.mutable(), target, origin);
      }
      case Pattern.Rest _ -> null;
    };
  }

  private static @Nullable List<Expr> expressions(List<Pattern> patterns, Origin origin) {
    var result = new ArrayList<Expr>();
    for (Pattern pattern : patterns) {
      Expr e = expression(pattern, origin);
      if (e == null) {
        return null;
      }
      result.add(e);
    }
    return result;
  }

  /// rustfmt cannot read a guard in a macro and leaves all of it where it is.
  private @Nullable Text withGuard(Expr.Matches m, Expr guard, Shape shape) {
    Shape endless = shape.withWidth(Integer.MAX_VALUE / 2);
    Text flat = layout.line.layout(m, endless);
    if (flat != null) {
      return flat;
    }
    Text subject = layout.expr(m.subject(), endless);
    Text pattern = layout.patterns.layout(m.pattern(), endless);
    Text condition = layout.expr(guard, endless);
    return subject == null || pattern == null || condition == null
        ? null
        : new TextBuilder()
            .add("matches!(")
            .add(subject)
            .add(", ")
            .add(pattern)
            .add(" if ")
            .add(condition)
            .add(")")
            .done();
  }

  @Nullable Text matches(Expr.Matches m, Shape shape) {
    if (m.guard().isPresent()) {
      return withGuard(m, m.guard().get(), shape);
    }
    boolean outer = layout.inMacro;
    layout.inMacro = true;
    Text text =
        layout(
            Text.of("matches!"),
            "(",
            ")",
            List.of(m.subject(), asExpression(m.pattern(), m.origin())),
            shape,
            OneLine.LIST,
            Trailing.NEVER,
            true);
    layout.inMacro = outer;
    return text;
  }

  @Nullable Text layout(
      Text name,
      String open,
      String close,
      List<?> items,
      Shape shape,
      int widest,
      Trailing trailing) {
    return layout(name, open, close, items, shape, widest, trailing, false);
  }

  private @Nullable Text layout(
      Text name,
      String open,
      String close,
      List<?> items,
      Shape shape,
      int widest,
      Trailing trailing,
      boolean isMacro) {
    return new Attempt(name, open, close, items, shape, widest, trailing, isMacro).layout();
  }

  private @Nullable Text item(Object item, Shape shape) {
    return switch (item) {
      case Expr e -> layout.expr(e, shape);
      case GenericArg a -> layout.types.argument(a, shape);
      case Pattern p -> layout.patterns.layout(p, shape);
      case Generics.Parameter p -> layout.types.parameter(p, shape);
      case Item.TupleField f -> tupleField(f, shape);
      case String s -> Text.of(s);
      default -> throw new IllegalArgumentException(item.toString());
    };
  }

  private @Nullable Text tupleField(Item.TupleField field, Shape shape) {
    String visibility = field.visibility().text();
    Shape rest = layout.left(shape, visibility.stripTrailing().length());
    Text type = rest == null ? null : layout.types.type(field.type(), rest);
    if (type == null) {
      return null;
    }
    // rustfmt puts a second blank before a type of several lines.
    String blank = type.breaks > 0 && !visibility.isEmpty() ? " " : "";
    return new TextBuilder().add(visibility).add(blank).add(type).done();
  }

  /// One list in one shape.
  private final class Attempt {
    private final Text name;
    private final String open;
    private final String close;
    private final List<?> items;
    private final Shape shape;
    private final int widest;
    private final Trailing trailing;
    private final boolean isMacro;
    private final int oneLineWidth;
    private final Shape beside;
    private final Shape below;
    private final List<@Nullable Text> texts = new ArrayList<>();

    Attempt(
        Text name,
        String open,
        String close,
        List<?> items,
        Shape shape,
        int widest,
        Trailing trailing,
        boolean isMacro) {
      this.name = name;
      this.open = open;
      this.close = close;
      this.items = items;
      this.shape = shape;
      this.widest = widest;
      this.trailing = trailing;
      this.isMacro = isMacro;
      int used = name.breaks > 0 ? Math.max(0, name.last - shape.used()) : name.bytes;
      oneLineWidth = Math.max(0, shape.width() - used - 2);
      Shape after = shape.left(name.last + 1);
      after = after == null ? null : after.narrow(1);
      beside = after == null ? shape.withWidth(0) : after;
      below = shape.withoutAlignment().inner().full().narrowOrNothing(1);
    }

    @Nullable Text layout() {
      for (Object item : items) {
        texts.add(item(item, below));
      }
      for (int i = 0; i < texts.size() - 1; i++) {
        if (texts.get(i) == null) {
          return null;
        }
      }
      Arrangement arrangement = arrange();
      if (!texts.isEmpty() && texts.getLast() == null) {
        return null;
      }
      Text written = write(arrangement);
      return wrap(written, arrangement == Arrangement.HORIZONTAL);
    }

    private @Nullable Object lastItem() {
      return items.isEmpty() ? null : items.getLast();
    }

    private Arrangement arrange() {
      Object last = lastItem();
      if (last == null) {
        return Arrangement.HORIZONTAL;
      }
      int count = items.size();
      boolean single = count == 1 && last instanceof Expr && name.bytes < Shape.STEP;
      boolean overflows = single || canOverflow(last, count);
      int lastIndex = count - 1;
      Text overflowed = null;
      Text own = texts.get(lastIndex);
      if (overflows) {
        boolean before = layout.oneLineChains;
        if (last instanceof Expr e && !single && Traits.isMethodCall(e)) {
          layout.oneLineChains = true;
        }
        Shape room = roomForLast();
        overflowed = room == null ? null : overflowing(last, room);
        layout.oneLineChains = before;
      }
      int lastWidth = overflowed != null ? overflowed.first : own == null ? 0 : own.first;
      boolean lastIsTall = overflowed == null && own != null && own.breaks > 0;
      boolean horizontal = fitsHorizontally(lastWidth, lastIsTall);
      if (overflows && horizontal && overflowed != null) {
        if (count == 1 && overflowed.breaks == 1 && own != null && own.isOneLine()) {
          return Arrangement.HORIZONTAL;
        }
        texts.set(lastIndex, overflowed);
        return Arrangement.HORIZONTAL;
      }
      if (own == null) {
        return Arrangement.HORIZONTAL;
      }
      if (count == 1 && oneLineWidth != 0 && own.isOneLine() && own.first <= oneLineWidth) {
        return Arrangement.HORIZONTAL;
      }
      if (fitsHorizontally(own.first, own.breaks > 0)) {
        return Arrangement.HORIZONTAL;
      }
      Integer before = isMacro ? FORMATS.get(name.characters) : null;
      if (isMacro && before == null && name.parts != null) {
        before = FORMATS.get(plain(name));
      }
      if (before != null) {
        return isFormat(before) ? Arrangement.FORMAT : Arrangement.VERTICAL;
      }
      return isShortAndSimple() ? Arrangement.FILLED : Arrangement.VERTICAL;
    }

    private static String plain(Text text) {
      if (text.parts == null) {
        return text.characters;
      }
      var result = new StringBuilder();
      for (Text part : text.parts) {
        result.append(plain(part));
      }
      return result.toString();
    }

    private boolean fitsHorizontally(int lastWidth, boolean lastIsTall) {
      if (lastIsTall) {
        return false;
      }
      int total = lastWidth + 2 * (items.size() - 1);
      for (int i = 0; i < texts.size() - 1; i++) {
        Text text = texts.get(i);
        if (text == null || text.breaks > 0) {
          return false;
        }
        total += text.first;
      }
      return total <= Math.min(oneLineWidth, widest);
    }

    private @Nullable Shape roomForLast() {
      if (items.size() == 1 && !(items.getFirst() instanceof Expr e && Traits.isNestedCall(e))) {
        return beside;
      }
      int offset = 0;
      for (int i = 0; i < texts.size() - 1; i++) {
        Text text = texts.get(i);
        offset += 2 + (text == null ? 0 : text.bytes);
      }
      return layout.left(beside.withWidth(Math.min(widest, beside.width())), offset);
    }

    private @Nullable Text overflowing(Object last, Shape room) {
      if (isMacro) {
        return item(last, room);
      }
      return switch (last) {
        case Expr.Closure c ->
            items.stream().filter(item -> item instanceof Expr.Closure).count() > 1
                ? null
                : layout.closures.asLastArgument(c, room);
        case Expr.If _, Expr.For _, Expr.Loop _, Expr.While _, Expr.Match _ -> {
          Text head = layout.controlFlow.head((Expr) last, room);
          yield head != null && head.breaks > 0 ? null : item(last, room);
        }
        default -> item(last, room);
      };
    }

    private static boolean canOverflow(Object item, int count) {
      return switch (item) {
        case Expr e -> Traits.canOverflow(e, count);
        case Type t -> Traits.canOverflow(t, count);
        case Pattern p -> Traits.canOverflow(p, count);
        case String _ -> count == 1;
        default -> false;
      };
    }

    private boolean isFormat(int before) {
      return items.size() > before
          && areSimple(0, before)
          && areSimple(before + 1, items.size())
          && fitOneLine(0, before)
          && fitOneLine(before + 1, items.size());
    }

    private boolean areSimple(int from, int to) {
      for (int i = from; i < to; i++) {
        if (!(items.get(i) instanceof Expr e && Traits.isSimple(e))) {
          return false;
        }
      }
      return true;
    }

    private boolean fitOneLine(int from, int to) {
      int width = 2 * Math.max(0, to - from - 1);
      for (int i = from; i < to; i++) {
        Text text = texts.get(i);
        if (text == null || text.breaks > 0) {
          return false;
        }
        width += text.first;
      }
      return width <= below.width();
    }

    private boolean isShortAndSimple() {
      if (!areSimple(0, items.size())) {
        return false;
      }
      for (Text text : texts) {
        if (text == null || text.bytes > SHORT) {
          return false;
        }
      }
      return true;
    }

    private Text write(Arrangement arrangement) {
      var result = new TextBuilder();
      int count = texts.size();
      int column = below.column();
      int width = 0;
      boolean broken = false;
      Integer before = arrangement == Arrangement.FORMAT ? FORMATS.get(plain(name)) : null;
      for (int i = 0; i < count; i++) {
        Text text = texts.get(i);
        if (text == null) {
          continue;
        }
        boolean last = i == count - 1;
        boolean comma =
            !last
                || trailing == Trailing.ALWAYS
                || (trailing == Trailing.VERTICAL && arrangement == Arrangement.VERTICAL);
        switch (arrangement) {
          case HORIZONTAL -> {
            if (i > 0) {
              result.add(" ");
            }
          }
          case VERTICAL -> {
            if (i > 0) {
              result.line(column);
            }
          }
          case FILLED -> {
            int needed = text.first + (comma || (last && broken) ? 1 : 0);
            if (width > 0 && width + 1 + needed > below.width()) {
              result.line(column);
              width = 0;
              broken = true;
            } else if (width > 0) {
              result.add(" ");
              width++;
            }
            if (last) {
              comma = trailing != Trailing.NEVER;
            }
            width += needed;
          }
          case FORMAT -> {
            int position = before == null ? 0 : before;
            if (i > 0) {
              if (i < position || i > position + 1) {
                result.add(" ");
              } else {
                result.line(column);
              }
            }
          }
        }
        result.add(text);
        if (comma) {
          result.add(",");
        }
      }
      return result.done();
    }

    private Text wrap(Text written, boolean horizontal) {
      int width = Math.max(0, shape.width() - name.last);
      int needed = written.isEmpty() ? 2 : written.first + 1;
      var result = new TextBuilder().add(name).add(open);
      if (horizontal && needed <= width) {
        result.add(written);
      } else {
        if (!written.isEmpty()) {
          result.line(below.column()).add(written);
        }
        result.line(shape.indent());
      }
      return result.add(close).done();
    }
  }

  // -- fields of a struct

  /// The rooms for fields on one line and on lines of their own.
  private record FieldRooms(int oneLine, Shape below) {}

  private static FieldRooms rooms(Shape shape, int before, int after) {
    int width = shape.width() - before - after;
    Shape inner = shape.inner();
    return new FieldRooms(
        width < 0 ? -1 : Math.min(width, OneLine.STRUCT),
        inner.withWidth(Math.max(0, Shape.MAX - inner.column())));
  }

  @Nullable Text struct(Expr.Struct s, Shape shape) {
    Shape before = layout.narrow(shape, 2);
    Text path = before == null ? null : layout.types.path(s.path(), true, before);
    if (path == null) {
      return null;
    }
    if (s.fields().isEmpty() && s.base().isEmpty()) {
      return new TextBuilder().add(path).add(" {}").done();
    }
    FieldRooms rooms = rooms(shape, path.bytes + 3, 2);
    Shape room = layout.narrow(rooms.below(), 1);
    if (room == null) {
      return null;
    }
    var texts = new ArrayList<Text>();
    for (Expr.FieldValue field : s.fields()) {
      Text text = field(field, room);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    if (s.base().isPresent()) {
      Shape rest = layout.left(rooms.below(), 2);
      Text base = rest == null ? null : layout.expr(s.base().get(), rest);
      if (base == null) {
        return null;
      }
      texts.add(new TextBuilder().add("..").add(base).done());
    }
    return fields(path, texts, rooms, shape, !layout.inMacro && s.base().isEmpty(), false);
  }

  private @Nullable Text field(Expr.FieldValue field, Shape shape) {
    Origin origin = field.origin();
    if (Traits.isShorthand(field)) {
      return Text.of(field.name()).from(field.value().origin(), false);
    }
    String prefix = field.name() + ": ";
    Shape rest = layout.left(shape, prefix.length());
    Text value = rest == null ? null : layout.expr(field.value(), rest);
    if (value != null) {
      return new TextBuilder().add(prefix).add(value).done().from(origin, false);
    }
    int column = shape.column() + Shape.STEP;
    value = layout.expr(field.value(), Shape.at(column));
    return value == null
        ? null
        : new TextBuilder()
            .add(field.name())
            .add(":")
            .line(column)
            .add(value)
            .done()
            .from(origin, false);
  }

  /// Puts fields between braces.
  private static Text fields(
      Text path, List<Text> texts, FieldRooms rooms, Shape shape, boolean comma, boolean rest) {
    int total = 2 * Math.max(0, texts.size() - 1);
    boolean tall = false;
    for (Text text : texts) {
      total += text.first;
      tall |= text.breaks > 0;
    }
    boolean horizontal = rooms.oneLine() >= 0 && total <= rooms.oneLine() && !tall;
    int column = rooms.below().column();
    var inside = new TextBuilder();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        if (horizontal) {
          inside.add(" ");
        } else {
          inside.line(column);
        }
      }
      inside.add(texts.get(i));
      if (i < texts.size() - 1 || (comma && !horizontal)) {
        inside.add(",");
      }
    }
    int width = Math.max(0, rooms.oneLine());
    if (rest) {
      if (inside.breaks() > 0 || inside.bytes() > width) {
        if (horizontal) {
          inside.add(",");
        }
        inside.line(column);
      } else if (!texts.isEmpty()) {
        inside.add(horizontal ? ", " : " ");
      }
      inside.add("..");
    }
    Text written = inside.done();
    var result = new TextBuilder().add(path).add(" {");
    if (written.breaks > 0 || written.bytes > width) {
      result.line(column).add(written).line(shape.column());
    } else {
      result.add(" ").add(written).add(" ");
    }
    return result.add("}").done();
  }

  @Nullable Text structPattern(Pattern.Struct s, Shape shape) {
    Shape before = layout.narrow(shape, 2);
    Text path = before == null ? null : layout.types.path(s.path(), true, before);
    if (path == null) {
      return null;
    }
    if (s.fields().isEmpty() && !s.rest()) {
      return new TextBuilder().add(path).add(" {}").done();
    }
    FieldRooms rooms = rooms(shape, path.bytes + 3, s.rest() ? 6 : 2);
    var texts = new ArrayList<Text>();
    for (Pattern.FieldPattern field : s.fields()) {
      Text pattern = layout.patterns.layout(field.pattern(), rooms.below());
      if (pattern == null) {
        return null;
      }
      if (Traits.isShorthand(field)) {
        texts.add(pattern);
      } else if (field.name().length() + 2 + pattern.bytes <= rooms.below().width()) {
        texts.add(new TextBuilder().add(field.name()).add(": ").add(pattern).done());
      } else {
        Shape inner = rooms.below().inner();
        Text again = layout.patterns.layout(field.pattern(), inner);
        if (again == null) {
          return null;
        }
        texts.add(
            new TextBuilder().add(field.name()).add(":").line(inner.column()).add(again).done());
      }
    }
    return fields(path, texts, rooms, shape, true, s.rest());
  }
}
