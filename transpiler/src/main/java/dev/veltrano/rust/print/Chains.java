package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out method calls, fields and `?` that follow each other.
///
/// They stay on one line up to a width; beyond it each begins a line of its own, except that the
/// last may go on below what it began with, if that is not taller.
final class Chains {
  private final Layout layout;

  Chains(Layout layout) {
    this.layout = layout;
  }

  /// One link with the question marks after it. `outermost` is the expression that ends with them.
  private record Link(Expr expr, int tries, Expr outermost) {}

  private record Chain(Link root, List<Link> links) {}

  private static Chain chain(Expr top) {
    var links = new ArrayList<Link>();
    Expr e = top;
    Expr outermost = top;
    int tries = 0;
    while (true) {
      switch (e) {
        case Expr.Try t -> {
          if (tries == 0) {
            outermost = e;
          }
          tries++;
          e = t.operand();
        }
        case Expr.MethodCall m -> {
          links.add(new Link(m, tries, tries > 0 ? outermost : m));
          tries = 0;
          e = m.receiver();
        }
        case Expr.Field f -> {
          links.add(new Link(f, tries, tries > 0 ? outermost : f));
          tries = 0;
          e = f.target();
        }
        default -> {
          return new Chain(new Link(e, tries, outermost), links.reversed());
        }
      }
    }
  }

  @Nullable Text layout(Expr top, Shape shape) {
    Chain chain = chain(top);
    if (chain.links().isEmpty()) {
      return root(chain.root(), shape);
    }
    Text root = root(chain.root(), shape);
    if (root == null) {
      return null;
    }
    boolean block = Traits.endsLikeBlock(chain.root().expr(), root);
    int step = Math.max(0, Shape.STEP - shape.offset());
    List<Link> links = chain.links();
    int taken = 0;
    while (taken < links.size() && root.bytes <= step && root.isOneLine()) {
      Shape after = layout.left(shape, root.bytes);
      if (after == null) {
        return null;
      }
      Text link = link(links.get(taken), after);
      if (link == null) {
        break;
      }
      root = new TextBuilder().add(root).add(link).done();
      block = ControlFlow.isExtendable(root);
      taken++;
    }
    if (taken == links.size()) {
      return layout.fits(root, shape) ? root : null;
    }
    Shape child = (block ? shape.deeper(0) : shape.inner()).full();
    var texts = new ArrayList<Text>();
    texts.add(root);
    for (Link link : links.subList(taken, links.size() - 1)) {
      Text text = link(link, child);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return new Ending(shape, child, texts, links.getLast(), links.size()).layout();
  }

  private @Nullable Text root(Link link, Shape shape) {
    Shape room = layout.narrow(shape, link.tries());
    Text text = room == null ? null : layout.expr(link.expr(), room);
    return text == null ? null : withTries(text, link.tries());
  }

  private static Text withTries(Text text, int tries) {
    return tries == 0 ? text : new TextBuilder().add(text).add("?".repeat(tries)).done();
  }

  private @Nullable Text link(Link link, Shape shape) {
    Shape room = layout.narrow(shape, link.tries());
    if (room == null) {
      return null;
    }
    Text text =
        switch (link.expr()) {
          case Expr.MethodCall m -> method(m, room);
          case Expr.Field f -> Text.of("." + f.name());
          default -> null;
        };
    return text == null
        ? null
        : withTries(text, link.tries()).from(link.outermost().origin(), false);
  }

  private @Nullable Text method(Expr.MethodCall m, Shape shape) {
    var name = new TextBuilder().add(".").add(Text.of(m.method()).from(m.site(), true));
    if (!m.typeArguments().isEmpty()) {
      name.add("::<");
      boolean first = true;
      for (GenericArg argument : m.typeArguments()) {
        Text text = layout.types.argument(argument, shape);
        if (text == null) {
          return null;
        }
        name.add(first ? "" : ", ").add(text);
        first = false;
      }
      name.add(">");
    }
    return layout.lists.call(name.done(), m.arguments(), shape);
  }

  /// The last link, which decides the form of the chain.
  private final class Ending {
    private final Shape shape;
    private final Shape child;
    private final List<Text> texts;
    private final Link last;
    private final int count;

    Ending(Shape shape, Shape child, List<Text> texts, Link last, int count) {
      this.shape = shape;
      this.child = child;
      this.texts = texts;
      this.last = last;
      this.count = count;
    }

    @Nullable Text layout() {
      Text root = texts.getFirst();
      boolean extendable = ControlFlow.isExtendable(root);
      int before = last.tries();
      boolean allOnOneLine = true;
      if (extendable) {
        before += root.last;
      }
      for (Text text : texts) {
        if (!extendable) {
          before += text.first;
        }
        allOnOneLine &= text.isOneLine();
      }
      int budget =
          Math.max(
              0, (count == 1 ? shape.width() : Math.min(shape.width(), OneLine.LIST)) - before);
      allOnOneLine &= budget > 0;
      Shape room =
          allOnOneLine
              ? layout.narrow(shape, last.tries())
              : extendable
                  ? layout.narrow(child, last.tries())
                  : layout.narrow(child, shape.overhead() + last.tries());
      if (room == null) {
        return null;
      }
      Text chosen = null;
      boolean onOneLine = false;
      if (allOnOneLine || extendable) {
        Shape beside = layout.left(room, before);
        Text first = beside == null ? null : link(last, beside);
        if (first != null) {
          boolean fits = first.first <= budget;
          if (fits && first.lineCount() >= 5) {
            chosen = first;
            onOneLine = allOnOneLine;
          } else {
            Shape below = layout.narrow(child, shape.overhead() + last.tries());
            if (below == null) {
              return null;
            }
            Text second = link(last, below);
            if (second != null && (!fits || second.lineCount() < first.lineCount())) {
              chosen = second;
            } else {
              chosen = first;
              onOneLine = fits && allOnOneLine;
            }
          }
        }
      }
      Text own = link(last, room);
      if (own == null) {
        return null;
      }
      texts.add(chosen == null ? own : chosen);
      return join(onOneLine);
    }

    private @Nullable Text join(boolean onOneLine) {
      if (!onOneLine && layout.oneLineChains) {
        return null;
      }
      var result = new TextBuilder().add(texts.getFirst());
      for (Text text : texts.subList(1, texts.size())) {
        if (!onOneLine) {
          result.line(child.indent() + child.offset());
        }
        result.add(text);
      }
      Text text = result.done();
      return layout.fits(text, shape) ? text : null;
    }
  }
}
