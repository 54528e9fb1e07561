package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays out items: what stands at the top of a file, in an `impl`, in a block.
final class Items {
  private static final int VARIANT = 35;
  private static final int ATTRIBUTE = 70;

  private final Layout layout;

  Items(Layout layout) {
    this.layout = layout;
  }

  // -- lists of items

  /// Writes the items of a file, one after the other, so that not all of them are in memory.
  void write(List<Item> items, Object file, Output output) {
    var result = new TextBuilder();
    addAll(result, items, file, 0, output);
    output.write(result.done());
  }

  /// Adds items with the comments and empty lines between them. Those of a file are written as soon
  /// as they are settled.
  private void addAll(
      TextBuilder result, List<Item> items, Object place, int column, @Nullable Output output) {
    List<Item> sorted = UseOrder.sorted(items, item -> !layout.comments.before(item).isEmpty());
    for (int i = sorted.size() - 1; i >= 0; i--) {
      // Comments stand above a run, whichever of its lines comes first. Only the line that a run
      // began with has any, and the runs stay where they are.
      if (sorted.get(i) != items.get(i)) {
        layout.comments.move(items.get(i), sorted.get(i));
      }
    }
    Item previous = null;
    for (Item item : sorted) {
      boolean blank = previous != null && isBlankBetween(previous, item);
      boolean apart = previous != null && blank && !areBothPlaced(previous, item);
      boolean first = previous == null;
      for (Comment comment : layout.comments.before(item)) {
        if (!first && (comment.blankBefore() || apart)) {
          result.line(0);
        }
        CommentText.addLines(result, comment, column);
        apart = false;
        blank =
            item.origin().isPlaced()
                ? layout.comments.isBlankBefore(Comments.start(item))
                : previous == null;
        first = false;
      }
      if (!first && blank) {
        result.line(0);
      }
      result.line(column).add(layout(item, column));
      layout.blocks.beside(result, item);
      previous = item;
      if (output != null) {
        output.write(result.take());
        layout.forget();
      }
    }
    boolean nothing = previous == null;
    for (Comment comment : layout.comments.atEnd(place)) {
      if (!nothing && comment.blankBefore()) {
        result.line(0);
      }
      CommentText.addLines(result, comment, column);
      nothing = false;
    }
  }

  private static boolean areBothPlaced(@Nullable Item previous, Item item) {
    return item.origin().isPlaced() && (previous == null || previous.origin().isPlaced());
  }

  /// Between two declarations of the file the file decides; what was put in stands apart, except
  /// from its like.
  private boolean isBlankBetween(Item previous, Item item) {
    Origin before = previous.origin();
    Origin own = item.origin();
    if (before.isPlaced() && own.isPlaced() && Comments.start(item) >= before.end()) {
      return layout.comments.isBlankBefore(Comments.start(item));
    }
    return !(isSmall(item) && previous.getClass() == item.getClass());
  }

  private static boolean isSmall(Item item) {
    return switch (item) {
      case Item.Use _, Item.Const _, Item.Static _, Item.TypeAlias _, Item.MacroCall _ -> true;
      case Item.Module m -> m.items().isEmpty();
      case Item.Function f -> f.body().isEmpty();
      case Item.Struct _, Item.Enum _, Item.Impl _, Item.Trait _ -> false;
    };
  }

  Text layout(Item item, int column) {
    var result = new TextBuilder();
    head(result, item.head(), column);
    Text text =
        layout.surely(() -> body(item, column), () -> Text.of("compile_error!(\"unprintable\");"));
    return result.add(text.from(item.origin(), false)).done();
  }

  private void head(TextBuilder result, Head head, int column) {
    docs(result, head.docs(), column);
    for (Attr attribute : head.attributes()) {
      result.add(attribute(attribute, "#[", column)).line(column);
    }
  }

  private static void docs(TextBuilder result, Docs docs, int column) {
    for (String line : docs.lines()) {
      result.add(docLine("///", line)).line(column);
    }
  }

  static Text docLine(String signs, String line) {
    String content = line.replace('\r', ' ').stripTrailing();
    return Text.comment(content.isEmpty() ? signs : signs + " " + content);
  }

  Text attribute(Attr attribute, String before, int column) {
    if (attribute.arguments().isEmpty()) {
      return Text.of(before + attribute.name() + "]");
    }
    Shape shape = Shape.at(column).narrowOrNothing(before.length() + 1);
    Text text =
        layout.lists.layout(
            Text.of(attribute.name()),
            "(",
            ")",
            attribute.arguments(),
            shape,
            ATTRIBUTE,
            Lists.Trailing.VERTICAL);
    Text written =
        text == null
            ? Text.of(attribute.name() + "(" + String.join(", ", attribute.arguments()) + ")")
            : text;
    return new TextBuilder().add(before).add(written).add("]").done();
  }

  private @Nullable Text body(Item item, int column) {
    return switch (item) {
      case Item.Use u -> Uses.layout(u, column);
      case Item.Module m -> module(m, column);
      case Item.Function f -> function(f, column);
      case Item.Struct s -> struct(s, column);
      case Item.Enum e -> enumeration(e, column);
      case Item.Impl i -> implementation(i, column);
      case Item.Trait t -> trait(t, column);
      case Item.TypeAlias t -> alias(t, column);
      case Item.Const c -> constant(c.head(), "const ", c.name(), c.type(), c.value(), column);
      case Item.Static s ->
          constant(s.head(), "static ", s.name(), s.type(), Optional.of(s.value()), column);
      case Item.MacroCall m -> {
        Text call = layout.expr(m.call(), Shape.at(column).narrowOrNothing(1));
        yield call == null ? null : new TextBuilder().add(call).add(";").done();
      }
    };
  }

  private Text module(Item.Module m, int column) {
    var result = new TextBuilder().add(m.head().visibility().text()).add("mod ").add(m.name());
    if (m.items().isEmpty()) {
      return result.add(";").done();
    }
    return braces(result.add(" "), m.items().get(), m, column);
  }

  /// Items in braces.
  private Text braces(TextBuilder result, List<Item> items, Object place, int column) {
    result.add("{");
    if (!items.isEmpty() || layout.comments.isInside(place)) {
      addAll(result, items, place, column + Shape.STEP, null);
      result.line(column);
    }
    return result.add("}").done();
  }

  // -- functions

  private @Nullable Text function(Item.Function f, int column) {
    Text signature = signature(f, column);
    if (signature == null) {
      return null;
    }
    var result = new TextBuilder().add(signature);
    if (f.body().isEmpty()) {
      return result.add(";").done();
    }
    var block = f.body().get();
    boolean isEmpty = block.statements().isEmpty() && !layout.comments.isInside(block);
    if (isEmpty && signature.isOneLine() && column + signature.bytes + 3 <= Shape.MAX) {
      return result.add(" {}").done();
    }
    if (!f.generics().where().isEmpty() || signature.last + 2 > Shape.MAX - column) {
      result.line(column);
    } else {
      result.add(" ");
    }
    return result.add(layout.blocks.braces(block, Shape.at(column))).done();
  }

  private @Nullable Text signature(Item.Function f, int column) {
    var words = new TextBuilder().add(f.head().visibility().text());
    Item.Qualifiers qualifiers = f.qualifiers();
    words.add(qualifiers.isConst() ? "const " : "");
    words.add(qualifiers.isUnsafe() ? "unsafe " : "");
    words.add(qualifiers.abi().map(abi -> "extern \"" + abi + "\" ").orElse(""));
    words.add("fn ");
    boolean hasWhere = !f.generics().where().isEmpty();
    boolean braceBeside = f.body().isPresent() && !hasWhere;
    int used = column + words.bytes();
    Shape shape = new Shape(Math.max(0, Shape.MAX - used - (braceBeside ? 4 : 2)), column, 0, used);
    Text name = layout.types.generics(Text.of(f.name()), f.generics(), shape);
    boolean hasResult = !f.result().equals(Type.UNIT);
    Text result = hasResult ? result(f.result(), Shape.at(column)) : Text.EMPTY;
    if (name == null || result == null) {
      return null;
    }
    var text = new TextBuilder().add(words.done()).add(name);
    boolean tallResult = result.breaks > 0;
    int resultLength = tallResult ? 0 : result.bytes;
    int budget = 0;
    if (text.breaks() == 0 && !tallResult) {
      int taken = column + text.bytes() + resultLength + (resultLength == 0 ? 2 : 3);
      taken += f.body().isEmpty() ? 1 : hasWhere ? 0 : 2;
      budget = Math.max(0, Shape.MAX - taken);
    }
    Parameters parameters = parameters(f, column, budget);
    if (parameters == null) {
      return null;
    }
    text.add("(");
    if (parameters.inBlock()) {
      text.line(column + Shape.STEP).add(parameters.text()).line(column);
    } else {
      text.add(parameters.text());
    }
    text.add(")");
    boolean closedLate =
        parameters.isEmpty()
            && (text.breaks() == 0 ? column : 0) + text.last() + result.first > Shape.MAX;
    if (closedLate) {
      text.line(column);
    }
    if (hasResult) {
      boolean below;
      if (parameters.inBlock() || parameters.isEmpty()) {
        below = false;
      } else if (text.breaks() > 0 || tallResult) {
        below = true;
      } else {
        below = text.bytes() + column + resultLength + 1 + (hasWhere ? 0 : 2) > Shape.MAX;
      }
      Shape room = Shape.at(column);
      if (below) {
        text.line(column);
      } else {
        text.add(closedLate ? "" : " ");
        Shape after = room.left(text.last());
        room = after == null ? room : after;
      }
      Text again = tallResult || below ? result(f.result(), room) : result;
      if (again == null) {
        return null;
      }
      text.add(again);
    }
    boolean snug = parameters.inBlock() && !hasResult;
    Text where = where(f.generics(), column, snug, f.body().isEmpty());
    return where == null ? null : text.add(where).done();
  }

  private @Nullable Text result(Type type, Shape shape) {
    Shape room = layout.left(shape, 3);
    Text text = room == null ? null : layout.types.type(type, room);
    return text == null ? null : new TextBuilder().add("-> ").add(text).done();
  }

  private record Parameters(Text text, boolean inBlock, boolean isEmpty) {}

  private @Nullable Parameters parameters(Item.Function f, int column, int budget) {
    Shape shape = Shape.at(column + Shape.STEP).narrowOrNothing(1);
    var texts = new ArrayList<Text>();
    f.receiver().ifPresent(r -> texts.add(receiver(r)));
    for (Item.Parameter parameter : f.parameters()) {
      Text text = parameter(parameter, shape);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    int total = 2 * Math.max(0, texts.size() - 1);
    boolean horizontal = true;
    for (Text text : texts) {
      total += text.first;
      horizontal &= text.isOneLine();
    }
    horizontal &= total <= budget;
    var result = new TextBuilder();
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        if (horizontal) {
          result.add(" ");
        } else {
          result.line(shape.column());
        }
      }
      result.add(texts.get(i));
      if (i < texts.size() - 1 || !horizontal) {
        result.add(",");
      }
    }
    boolean inBlock = !texts.isEmpty() && (result.breaks() > 0 || result.bytes() > budget);
    return new Parameters(result.done(), inBlock, texts.isEmpty());
  }

  private static Text receiver(Item.Receiver r) {
    String mutable = r.mutable() ? "mut " : "";
    return Text.of(
        r.byReference()
            ? "&" + r.lifetime().map(l -> "'" + l + " ").orElse("") + mutable + "self"
            : mutable + "self");
  }

  private @Nullable Text parameter(Item.Parameter parameter, Shape shape) {
    Text flat = layout.line.layout(parameter, shape);
    if (flat != null) {
      return flat;
    }
    Text pattern = layout.patterns.parameter(parameter.pattern(), shape);
    Text type =
        pattern == null ? null : layout.types.annotation(parameter.type(), pattern.last + 2, shape);
    return pattern == null || type == null
        ? null
        : new TextBuilder().add(pattern).add(": ").add(type).done();
  }

  private @Nullable Text where(Generics generics, int column, boolean snug, boolean noComma) {
    if (generics.where().isEmpty()) {
      return Text.EMPTY;
    }
    var result = new TextBuilder();
    if (snug) {
      result.add(" ");
    } else {
      result.line(column);
    }
    result.add("where");
    Shape shape = Shape.at(column + Shape.STEP).narrowOrNothing(1);
    int count = generics.where().size();
    for (int i = 0; i < count; i++) {
      Text predicate = layout.types.predicate(generics.where().get(i), shape);
      if (predicate == null) {
        return null;
      }
      result.line(shape.column()).add(predicate);
      if (i < count - 1 || !noComma) {
        result.add(",");
      }
    }
    return result.done();
  }

  // -- types

  private @Nullable Text struct(Item.Struct s, int column) {
    var header = new TextBuilder().add(s.head().visibility().text()).add("struct ").add(s.name());
    if (s.body() instanceof Item.Body.Tuple(List<Item.TupleField> fields)) {
      Text generics = genericsAfter(header, s.generics(), column);
      Text where = where(s.generics(), column, false, true);
      Text list = generics == null ? null : tuple(generics, fields, column);
      return list == null || where == null
          ? null
          : new TextBuilder().add(list).add(where).add(";").done();
    }
    Text generics = genericsAfter(header, s.generics(), column);
    if (generics == null) {
      return null;
    }
    boolean isSnug = generics.breaks > 0 && generics.last == 1;
    Text where = where(s.generics(), column, isSnug, s.body() instanceof Item.Body.Unit);
    if (where == null) {
      return null;
    }
    var result = new TextBuilder().add(generics).add(where);
    return switch (s.body()) {
      case Item.Body.Unit _ -> result.add(";").done();
      case Item.Body.Tuple _ -> null;
      case Item.Body.Named(List<Item.Field> fields) -> {
        openBrace(result, fields.isEmpty(), !s.generics().where().isEmpty(), column);
        if (!fields.isEmpty()) {
          yield fields(result, fields, s, column);
        }
        if (result.last() + (result.breaks() == 0 ? column : 0) + 3 > Shape.MAX) {
          result.line(column);
        }
        yield result.add("}").done();
      }
    };
  }

  private static void openBrace(TextBuilder result, boolean isEmpty, boolean hasWhere, int column) {
    // rustfmt forgets the indentation here.
    if ((hasWhere && !isEmpty) || result.last() + (isEmpty ? 3 : 2) > Shape.MAX) {
      result.line(column).add("{");
    } else {
      result.add(" {");
    }
  }

  /// `name<…>` where `name` may already hold the words before it.
  private @Nullable Text genericsAfter(TextBuilder header, Generics generics, int column) {
    Text name = header.done();
    if (generics.parameters().isEmpty()) {
      return name;
    }
    Shape shape = Shape.aligned(Math.max(0, Shape.MAX - name.last - column), column, 0);
    Text list = layout.types.generics(Text.EMPTY, generics, shape);
    return list == null ? null : new TextBuilder().add(name).add(list).done();
  }

  private @Nullable Text tuple(Text name, List<Item.TupleField> fields, int column) {
    return layout.lists.layout(
        name,
        "(",
        ")",
        fields,
        Shape.at(column).narrowOrNothing(1),
        OneLine.LIST,
        Lists.Trailing.VERTICAL);
  }

  private @Nullable Text fields(
      TextBuilder result, List<Item.Field> fields, Object place, int column) {
    int inner = column + Shape.STEP;
    boolean first = true;
    for (Item.Field field : fields) {
      Text text = field(field, inner);
      if (text == null) {
        return null;
      }
      Docs docs = field.head().docs();
      int start =
          docs.origin().isPlaced()
              ? Math.min(docs.origin().start(), field.origin().start())
              : field.origin().start();
      layout.blocks.beginElement(result, field, field.origin(), start, inner, first);
      head(result, field.head(), inner);
      result.add(text.from(field.origin(), false)).add(",");
      first = false;
    }
    layout.blocks.endElements(result, place, inner);
    return result.line(column).add("}").done();
  }

  private @Nullable Text field(Item.Field field, int column) {
    Shape shape = Shape.at(column).narrowOrNothing(1);
    String prefix = field.head().visibility().text() + field.name() + ":";
    Shape beside = shape.left(prefix.length() + 1);
    Text type = beside == null ? null : layout.types.type(field.type(), beside);
    if (type != null && type.isOneLine()) {
      return new TextBuilder().add(prefix).add(" ").add(type).done();
    }
    return Assignment.layout(
        layout,
        Text.of(prefix),
        s -> layout.types.type(field.type(), s),
        shape,
        Assignment.Tactic.DEFAULT);
  }

  private @Nullable Text enumeration(Item.Enum e, int column) {
    var header = new TextBuilder().add(e.head().visibility().text()).add("enum ").add(e.name());
    Text generics = genericsAfter(header, e.generics(), column);
    boolean isSnug = generics != null && generics.breaks > 0 && generics.last == 1;
    Text where = where(e.generics(), column, isSnug, false);
    if (generics == null || where == null) {
      return null;
    }
    var result = new TextBuilder().add(generics).add(where);
    openBrace(result, e.variants().isEmpty(), !e.generics().where().isEmpty(), column);
    if (e.variants().isEmpty()) {
      return result.add("}").done();
    }
    int inner = column + Shape.STEP;
    List<Text> texts = variants(e, inner, VARIANT);
    if (texts == null) {
      return null;
    }
    boolean anyTall = false;
    boolean anyFlat = false;
    for (int i = 0; i < texts.size(); i++) {
      Item.Variant variant = e.variants().get(i);
      boolean tall =
          texts.get(i).breaks > 0
              || !variant.docs().lines().isEmpty()
              || !variant.attributes().isEmpty();
      anyTall |= tall;
      anyFlat |= !tall;
    }
    if (anyTall && anyFlat) {
      texts = variants(e, inner, 0);
      if (texts == null) {
        return null;
      }
    }
    boolean first = true;
    for (int i = 0; i < texts.size(); i++) {
      Item.Variant variant = e.variants().get(i);
      int start =
          variant.docs().origin().isPlaced()
              ? Math.min(variant.docs().origin().start(), variant.origin().start())
              : variant.origin().start();
      layout.blocks.beginElement(result, variant, variant.origin(), start, inner, first);
      docs(result, variant.docs(), inner);
      for (Attr attribute : variant.attributes()) {
        result.add(attribute(attribute, "#[", inner)).line(inner);
      }
      result.add(texts.get(i).from(variant.origin(), false)).add(",");
      first = false;
    }
    layout.blocks.endElements(result, e, inner);
    return result.line(column).add("}").done();
  }

  private @Nullable List<Text> variants(Item.Enum e, int column, int width) {
    var texts = new ArrayList<Text>();
    for (Item.Variant variant : e.variants()) {
      Text text = variant(variant, column, width);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }

  private @Nullable Text variant(Item.Variant variant, int column, int width) {
    Text name = Text.of(variant.name());
    Text text =
        switch (variant.body()) {
          case Item.Body.Unit _ -> name;
          case Item.Body.Tuple(List<Item.TupleField> fields) -> tuple(name, fields, column);
          case Item.Body.Named(List<Item.Field> fields) -> {
            var result = new TextBuilder().add(name).add(" {");
            if (fields.isEmpty()) {
              yield result.add("}").done();
            }
            Text line = oneLineFields(variant, fields, column, width);
            yield line != null
                ? result.add(" ").add(line).add(" }").done()
                : fields(result, fields, variant, column);
          }
        };
    if (text == null || variant.discriminant().isEmpty()) {
      return text;
    }
    Expr value = variant.discriminant().get();
    return Assignment.layout(
        layout,
        new TextBuilder().add(text).add(" =").done(),
        s -> layout.expr(value, s),
        Shape.at(column).narrowOrNothing(1),
        Assignment.Tactic.OVERFLOW);
  }

  private @Nullable Text oneLineFields(
      Item.Variant variant, List<Item.Field> fields, int column, int width) {
    int budget = Math.min(width, Math.max(0, Shape.MAX - variant.name().length() - 2 - 3 - column));
    if (layout.comments.isInside(variant)) {
      return null;
    }
    var result = new TextBuilder();
    boolean first = true;
    for (Item.Field field : fields) {
      if (!field.head().docs().lines().isEmpty() || !field.head().attributes().isEmpty()) {
        return null;
      }
      Text text = field(field, column + Shape.STEP);
      if (text == null) {
        return null;
      }
      result.add(first ? "" : ", ").add(text.from(field.origin(), false));
      first = false;
    }
    return result.breaks() > 0 || result.bytes() > budget ? null : result.done();
  }

  // -- impl and trait

  private @Nullable Text implementation(Item.Impl i, int column) {
    Shape shape = Shape.at(column);
    Text impl = layout.types.generics(Text.of("impl"), i.generics(), shape);
    if (impl == null) {
      return null;
    }
    var result = new TextBuilder().add(impl);
    if (i.trait().isPresent() && !trait(result, i.trait().get(), column)) {
      return null;
    }
    if (!self(result, i, column)) {
      return null;
    }
    boolean isEmpty = i.items().isEmpty() && !layout.comments.isInside(i);
    Text header = result.done();
    boolean isSnug = header.last == 1;
    if (isEmpty && i.generics().where().size() == 1 && header.isOneLine()) {
      Text predicate =
          layout.types.predicate(
              i.generics().where().getFirst(), shape.inner().full().narrowOrNothing(1));
      if (predicate == null) {
        return null;
      }
      if (predicate.isOneLine() && 6 + predicate.bytes <= Math.max(0, Shape.MAX - header.last)) {
        result.add(" where ").add(predicate);
        if (result.bytes() > Shape.MAX) {
          result.line(column);
        } else {
          result.add(" ");
        }
        return result.add("{}").done();
      }
      result.add(" where").line(column + Shape.STEP).add(predicate);
      if (result.bytes() <= Shape.MAX) {
        result.add(",");
      }
      return result.line(column).add("{").line(column).add("}").done();
    }
    Text where = where(i.generics(), column, isSnug, false);
    if (where == null) {
      return null;
    }
    boolean below = header.breaks > 0 || where.breaks > 0;
    result.add(where);
    if (isEmpty && !below) {
      return result.add(" {}").done();
    }
    if (below) {
      result.line(column);
    } else {
      result.add(" ");
    }
    if (isEmpty) {
      return result.add("{").line(column).add("}").done();
    }
    return braces(result, i.items(), i, column);
  }

  private boolean trait(TextBuilder result, Path trait, int column) {
    int used = result.last() + 1;
    Shape shape = Shape.aligned(Math.max(0, Shape.MAX - column - used), column, used);
    Text beside = layout.types.path(trait, false, shape);
    if (beside != null && beside.isOneLine()) {
      result.add(" ").add(beside);
      return true;
    }
    int inner = column + Shape.STEP;
    Text below = layout.types.path(trait, false, Shape.at(inner));
    if (below == null) {
      return false;
    }
    result.line(inner).add(below);
    return true;
  }

  private boolean self(TextBuilder result, Item.Impl i, int column) {
    boolean ofTrait = i.trait().isPresent();
    int used = result.last() + (ofTrait ? 4 : 0) + (i.generics().where().isEmpty() ? 2 : 0);
    Text beside =
        layout.types.type(i.type(), Shape.aligned(Math.max(0, Shape.MAX - used - 1), column, 0));
    if (beside != null && beside.isOneLine()) {
      result.add(ofTrait ? " for " : " ").add(beside);
      return true;
    }
    int inner = column + Shape.STEP;
    result.line(inner).add(ofTrait ? "for " : "");
    Text below =
        layout.types.type(
            i.type(), Shape.aligned(Math.max(0, Shape.MAX - result.last()), inner, 0));
    if (below == null) {
      return false;
    }
    result.add(below);
    return true;
  }

  private @Nullable Text trait(Item.Trait t, int column) {
    String words = t.head().visibility().text() + "trait ";
    Shape shape = layout.left(Shape.at(column), words.length());
    Text name =
        shape == null ? null : layout.types.generics(Text.of(t.name()), t.generics(), shape);
    if (shape == null || name == null) {
      return null;
    }
    Text header = new TextBuilder().add(words).add(name).done();
    if (!t.supertraits().isEmpty()) {
      header =
          Assignment.layout(
              layout,
              new TextBuilder().add(header).add(":").done(),
              s -> layout.types.bounds(t.supertraits(), s, true),
              shape,
              Assignment.Tactic.NEXT_LINE);
      if (header == null) {
        return null;
      }
    }
    Text where = where(t.generics(), column, name.last == 1, false);
    if (where == null) {
      return null;
    }
    var result = new TextBuilder().add(header).add(where);
    boolean isEmpty = t.items().isEmpty() && !layout.comments.isInside(t);
    boolean isFull = result.last() + 2 > Shape.MAX - column;
    if (isEmpty && result.breaks() == 0 && !isFull) {
      return result.add(" {}").done();
    }
    if (result.breaks() > 0 || isFull) {
      result.line(column);
    } else {
      result.add(" ");
    }
    if (isEmpty) {
      return result.add("{").line(column).add("}").done();
    }
    return braces(result, t.items(), t, column);
  }

  private @Nullable Text alias(Item.TypeAlias t, int column) {
    var result = new TextBuilder().add(t.head().visibility().text()).add("type ");
    Shape room = layout.left(Shape.at(column), result.bytes());
    room = room == null ? null : layout.narrow(room, 2);
    Text name = room == null ? null : layout.types.generics(Text.of(t.name()), t.generics(), room);
    if (name == null) {
      return null;
    }
    result.add(name);
    if (!t.bounds().isEmpty()) {
      Shape after = layout.left(Shape.at(column), result.last() + 2);
      Text bounds = after == null ? null : layout.types.bounds(t.bounds(), after, true);
      if (bounds == null) {
        return null;
      }
      result.add(": ").add(bounds);
    }
    Text where = where(t.generics(), column, result.last() == 1, t.type().isEmpty());
    if (where == null) {
      return null;
    }
    result.add(where);
    if (t.type().isEmpty()) {
      return result.add(";").done();
    }
    if (where.isEmpty()) {
      result.add(" =");
    } else {
      result.line(column).add("=");
    }
    Type type = t.type().get();
    Text text =
        Assignment.layout(
            layout,
            result.done(),
            s -> layout.types.type(type, s),
            Shape.at(column).narrowOrNothing(1),
            Assignment.Tactic.DEFAULT);
    return text == null ? null : new TextBuilder().add(text).add(";").done();
  }

  private @Nullable Text constant(
      Head head, String keyword, String name, Type type, Optional<Expr> value, int column) {
    String words = head.visibility().text() + keyword + name + ": ";
    Shape room = layout.left(Shape.at(column), words.length() + 2);
    Text typeText = room == null ? null : layout.types.type(type, room);
    var left = new TextBuilder();
    if (typeText != null) {
      left.add(words).add(typeText);
    } else {
      int inner = column + Shape.STEP;
      typeText = layout.types.type(type, Shape.at(inner));
      if (typeText == null) {
        return null;
      }
      left.add(words.stripTrailing()).line(inner).add(typeText);
    }
    if (value.isEmpty()) {
      return left.add(";").done();
    }
    Text text =
        Assignment.layout(
            layout,
            left.add(" =").done(),
            s -> layout.expr(value.get(), s),
            Shape.aligned(Math.max(0, Shape.MAX - column - 1), column, 0),
            Assignment.Tactic.DEFAULT);
    return text == null ? null : new TextBuilder().add(text).add(";").done();
  }
}
