package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out types, paths and bounds that do not fit on one line.
final class Types {
  private static final int ANY = Shape.MAX;

  private final Layout layout;

  Types(Layout layout) {
    this.layout = layout;
  }

  @Nullable Text path(Path path, boolean turbofish, Shape shape) {
    Text flat = layout.line.layout(path, turbofish, shape);
    return flat != null ? flat : path(new TextBuilder(), path, turbofish, shape);
  }

  private @Nullable Text path(TextBuilder result, Path path, boolean turbofish, Shape outer) {
    Shape shape = outer.alignedHere();
    boolean first = true;
    for (Path.Segment segment : path.segments()) {
      result.add(first ? "" : "::");
      first = false;
      int offset = result.breaks() > 0 ? Math.max(0, result.last() - shape.used()) : result.bytes();
      Shape room = layout.left(shape, offset + segment.name().length());
      if (room == null) {
        return null;
      }
      result.add(segment.name());
      if (!segment.arguments().isEmpty()) {
        Text arguments =
            layout.lists.layout(
                Text.EMPTY, "<", ">", segment.arguments(), room, ANY, Lists.Trailing.VERTICAL);
        if (arguments == null) {
          return null;
        }
        result.add(turbofish ? "::" : "").add(arguments);
      }
    }
    return result.done();
  }

  @Nullable Text qualified(Expr.Qualified q, Shape shape) {
    Text type = type(q.type(), shape);
    if (type == null) {
      return null;
    }
    var result = new TextBuilder().add("<").add(type);
    if (q.trait().isPresent()) {
      result.add(" as ");
      if (path(result, q.trait().get(), false, shape) == null) {
        return null;
      }
    }
    return path(result.add(">::"), q.rest(), true, shape);
  }

  @Nullable Text argument(GenericArg argument, Shape shape) {
    Text flat = layout.line.layout(argument, shape);
    if (flat != null) {
      return flat;
    }
    return switch (argument) {
      case Type type -> type(type, shape);
      case GenericArg.Lifetime l -> Text.of("'" + l.name());
      case GenericArg.Const c -> Text.of(c.text());
      case GenericArg.Binding b -> {
        Text type = annotation(b.type(), b.name().length() + 3, shape);
        yield type == null ? null : new TextBuilder().add(b.name()).add(" = ").add(type).done();
      }
    };
  }

  /// A type after `width` columns of other things.
  @Nullable Text annotation(Type type, int width, Shape shape) {
    if (shape.width() < width && !layout.isLenient()) {
      return null;
    }
    return type(
        type, Shape.aligned(Math.max(0, shape.width() - width), shape.indent(), shape.align()));
  }

  @Nullable Text type(Type type, Shape shape) {
    Text flat = layout.line.layout(type, shape);
    if (flat != null) {
      return flat;
    }
    return switch (type) {
      case Type.Named n -> path(new TextBuilder(), n.path(), false, shape);
      case Type.Projection p -> {
        Text self = type(p.self(), shape);
        if (self == null) {
          yield null;
        }
        var result = new TextBuilder().add("<").add(self).add(" as ");
        yield path(result, p.trait(), false, shape) == null
            ? null
            : path(result.add(">::"), p.rest(), false, shape);
      }
      case Type.Reference r -> {
        String prefix =
            "&" + r.lifetime().map(l -> "'" + l + " ").orElse("") + (r.mutable() ? "mut " : "");
        yield after(prefix, r.target(), shape);
      }
      case Type.Tuple t ->
          layout.lists.layout(
              Text.EMPTY,
              "(",
              ")",
              t.elements(),
              shape,
              OneLine.LIST,
              t.elements().size() == 1 ? Lists.Trailing.ALWAYS : Lists.Trailing.VERTICAL);
      case Type.Slice s -> {
        int width = Math.max(0, shape.width() - 4);
        Text element = type(s.element(), Shape.aligned(width, shape.indent(), shape.align() + 1));
        yield element == null ? null : new TextBuilder().add("[").add(element).add("]").done();
      }
      case Type.Array a ->
          layout.pairs.pair(
              s -> type(a.element(), s),
              "[",
              "; ",
              "]",
              s -> layout.expr(a.length(), s),
              false,
              shape);
      case Type.FunctionPointer f -> {
        String prefix =
            forLifetimes(f.forLifetimes())
                + f.abi().map(abi -> "extern \"" + abi + "\" ").orElse("")
                + "fn";
        Shape room = layout.left(shape, prefix.length());
        Text rest = room == null ? null : signature(f.parameters(), f.result(), room);
        yield rest == null ? null : new TextBuilder().add(prefix).add(rest).done();
      }
      case Type.ImplTrait i -> {
        Text bounds = bounds(i.bounds(), shape, false);
        yield bounds == null ? null : new TextBuilder().add("impl ").add(bounds).done();
      }
      case Type.DynTrait d -> {
        Shape room = layout.left(shape, 4);
        Text bounds = room == null ? null : bounds(d.bounds(), room, true);
        yield bounds == null ? null : new TextBuilder().add("dyn ").add(bounds).done();
      }
      case Type.Never _ -> Text.of("!");
      case Type.Infer _ -> Text.of("_");
    };
  }

  private @Nullable Text after(String prefix, Type target, Shape shape) {
    if (shape.width() < prefix.length() && !layout.isLenient()) {
      return null;
    }
    Shape room =
        Shape.aligned(
            Math.max(0, shape.width() - prefix.length()),
            shape.indent(),
            shape.align() + prefix.length());
    boolean parens = Traits.needsParentheses(target);
    Text text = parens ? inParentheses(target, room) : type(target, room);
    return text == null ? null : new TextBuilder().add(prefix).add(text).done();
  }

  private @Nullable Text inParentheses(Type type, Shape shape) {
    Shape room = shape.narrow(2);
    Text text = room == null ? null : type(type, room);
    if (text != null && text.isOneLine()) {
      return new TextBuilder().add("(").add(text).add(")").done();
    }
    Shape inner = shape.inner().full();
    text = type(type, inner);
    return text == null
        ? null
        : new TextBuilder()
            .add("(")
            .line(inner.indent() + inner.offset())
            .add(text)
            .line(shape.column())
            .add(")")
            .done();
  }

  private static String forLifetimes(List<String> lifetimes) {
    return lifetimes.isEmpty() ? "" : "for<'" + String.join(", '", lifetimes) + "> ";
  }

  private @Nullable Text signature(List<Type> parameters, Type resultType, Shape shape) {
    Text result = Text.EMPTY;
    Shape room = layout.left(shape, 4);
    if (room == null) {
      return null;
    }
    if (!resultType.equals(Type.UNIT)) {
      Text type =
          Traits.needsParentheses(resultType)
              ? inParentheses(resultType, room)
              : type(resultType, room);
      if (type == null) {
        return null;
      }
      result = new TextBuilder().add(" -> ").add(type).done();
    }
    Shape inner = Shape.at(shape.indent() + Shape.STEP);
    var texts = new ArrayList<Text>();
    int total = 2 * Math.max(0, parameters.size() - 1);
    boolean horizontal = result.isOneLine();
    for (Type parameter : parameters) {
      Text text = type(parameter, inner);
      if (text == null) {
        return null;
      }
      texts.add(text);
      total += text.first;
      horizontal &= text.isOneLine();
    }
    horizontal &= total <= Math.max(0, shape.width() - 2 - result.bytes);
    var list = new TextBuilder().add("(");
    for (int i = 0; i < texts.size(); i++) {
      if (!horizontal) {
        list.line(inner.column());
      } else if (i > 0) {
        list.add(" ");
      }
      list.add(texts.get(i));
      if (!horizontal || i < texts.size() - 1) {
        list.add(",");
      }
    }
    if (!horizontal && !texts.isEmpty()) {
      list.line(shape.indent());
    }
    Text arguments = list.add(")").done();
    if (result.isEmpty() || arguments.last + result.first <= shape.width()) {
      return new TextBuilder().add(arguments).add(result).done();
    }
    Shape below = layout.left(inner, 3);
    Text type =
        below == null
            ? null
            : Traits.needsParentheses(resultType)
                ? inParentheses(resultType, below)
                : type(resultType, below);
    return type == null
        ? null
        : new TextBuilder().add(arguments).line(inner.column()).add("-> ").add(type).done();
  }

  // -- bounds

  @Nullable Text bounds(List<Bound> bounds, Shape shape, boolean indent) {
    if (bounds.isEmpty()) {
      return Text.EMPTY;
    }
    Text text = bounds(bounds, shape, indent, false);
    if (text == null || (text.isOneLine() && text.bytes <= shape.width())) {
      return text;
    }
    return bounds.size() > 1 || hasSeveralArguments(bounds.getFirst())
        ? bounds(bounds, shape, indent, true)
        : text;
  }

  private static boolean hasSeveralArguments(Bound bound) {
    return bound instanceof Bound.Trait t
        && (t.path().segments().size() > 1
            || t.path().segments().getFirst().arguments().size() > 1);
  }

  private @Nullable Text bounds(List<Bound> bounds, Shape outer, boolean indent, boolean broken) {
    Shape shape = indent && broken ? outer.inner().full() : outer;
    boolean inOrder = isInOrder(bounds);
    var result = new TextBuilder();
    boolean extendable = false;
    for (int i = 0; i < bounds.size(); i++) {
      Text text = bound(bounds.get(i), shape);
      if (text == null) {
        return null;
      }
      if (i > 0) {
        if (broken && (!extendable || !inOrder)) {
          result.line(shape.column()).add("+ ");
        } else {
          result.add(" + ");
        }
      }
      result.add(text);
      extendable = bounds.get(i) instanceof Bound.Outlives || text.closing;
    }
    return result.done();
  }

  private static boolean isInOrder(List<Bound> bounds) {
    boolean lifetime = false;
    for (Bound bound : bounds) {
      if (bound instanceof Bound.Outlives) {
        lifetime = true;
      } else if (lifetime) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Text bound(Bound bound, Shape shape) {
    Text flat = layout.line.layout(bound, shape);
    if (flat != null) {
      return flat;
    }
    return switch (bound) {
      case Bound.Outlives o -> Text.of("'" + o.lifetime());
      case Bound.Trait t -> {
        String prefix = forLifetimes(t.forLifetimes()) + (t.optional() ? "?" : "");
        Shape room = layout.left(shape, prefix.length());
        Text path = room == null ? null : path(new TextBuilder(), t.path(), false, room);
        yield path == null ? null : new TextBuilder().add(prefix).add(path).done();
      }
      case Bound.Function f -> {
        String prefix = forLifetimes(f.forLifetimes());
        Shape room = layout.left(shape, prefix.length());
        Shape rest = room == null ? null : layout.left(room.alignedHere(), f.name().length());
        Text signature = rest == null ? null : signature(f.parameters(), f.result(), rest);
        yield signature == null
            ? null
            : new TextBuilder().add(prefix).add(f.name()).add(signature).done();
      }
    };
  }

  // -- generic parameters

  @Nullable Text parameter(Generics.Parameter parameter, Shape shape) {
    Text flat = layout.line.layout(parameter, shape);
    if (flat != null) {
      return flat;
    }
    return switch (parameter) {
      case Generics.Parameter.Lifetime l -> {
        var bounds = new ArrayList<Bound>();
        l.bounds().forEach(b -> bounds.add(new Bound.Outlives(b)));
        yield bounded("'" + l.name(), bounds, shape);
      }
      case Generics.Parameter.TypeParameter t -> bounded(t.name(), t.bounds(), shape);
      case Generics.Parameter.Const c -> {
        Text type = type(c.type(), shape);
        yield type == null
            ? null
            : new TextBuilder().add("const " + c.name() + ": ").add(type).done();
      }
    };
  }

  private @Nullable Text bounded(String name, List<Bound> bounds, Shape shape) {
    Text text = bounds(bounds, shape, true);
    return text == null
        ? null
        : new TextBuilder().add(name).add(bounds.isEmpty() ? "" : ": ").add(text).done();
  }

  /// `<…>` after a name, or the name alone.
  @Nullable Text generics(Text name, Generics generics, Shape shape) {
    return generics.parameters().isEmpty()
        ? name
        : layout.lists.layout(
            name, "<", ">", generics.parameters(), shape, ANY, Lists.Trailing.VERTICAL);
  }

  @Nullable Text predicate(Generics.Where where, Shape shape) {
    return switch (where) {
      case Generics.Where.OfLifetime l -> {
        var bounds = new ArrayList<Bound>();
        l.bounds().forEach(b -> bounds.add(new Bound.Outlives(b)));
        Shape room = layout.narrow(shape, l.lifetime().length() + 3);
        yield room == null ? null : bounded("'" + l.lifetime(), bounds, room);
      }
      case Generics.Where.OfType t -> {
        Text type = type(t.type(), shape);
        if (type == null) {
          yield null;
        }
        Text left = new TextBuilder().add(forLifetimes(t.forLifetimes())).add(type).add(":").done();
        yield Assignment.layout(
            layout, left, s -> bounds(t.bounds(), s, true), shape, Assignment.Tactic.DEFAULT);
      }
    };
  }
}
