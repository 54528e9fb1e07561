package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Place;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedExpression.TextPiece;
import java.util.ArrayList;
import java.util.List;

/// Lowers what makes text, and copies that are put into an arena.
final class Allocations {
  /// The most pieces that the runtime takes at once.
  private static final int MOST_PIECES = 16;

  private final Body body;

  Allocations(Body body) {
    this.body = body;
  }

  /// A place as the receiver of a call that puts something there.
  Expr receiver(Place place, Span span) {
    return body.arenas.receiver(place, body.scope, body.derived(span));
  }

  /// A place as an argument.
  Expr argument(Place place, Span span) {
    return body.arenas.argument(place, body.scope, body.derived(span));
  }

  /// The hidden arguments of a call.
  List<Expr> arguments(TypedExpression call, Span span) {
    List<Expr> arguments = new ArrayList<>();
    for (Place place : body.arenas.at(call)) {
      arguments.add(argument(place, span));
    }
    return arguments;
  }

  // ---- text

  /// New text: a temporary.
  Expr text(TypedExpression.NewText e) {
    List<TextPiece> pieces = flat(e.pieces());
    if (pieces.stream().allMatch(p -> p instanceof TextPiece.Plain)) {
      return literal(pieces, e.span());
    }
    return text(pieces, body.arenas.placeOf(e), e.span());
  }

  private Expr literal(List<TextPiece> pieces, Span span) {
    StringBuilder all = new StringBuilder();
    for (TextPiece piece : pieces) {
      if (piece instanceof TextPiece.Plain(String value)) {
        all.append(value);
      }
    }
    return new Expr.Literal(Texts.quoted(all.toString()), body.user(span));
  }

  /// The pieces of a text, with those of texts that are made for it alone.
  static List<TextPiece> flat(List<TextPiece> pieces) {
    List<TextPiece> flat = new ArrayList<>();
    for (TextPiece piece : pieces) {
      if (piece instanceof TextPiece.Value(TypedExpression value, String spec)
          && spec.isEmpty()
          && Nature.bare(value) instanceof TypedExpression.NewText inner) {
        flat.addAll(flat(inner.pieces()));
      } else {
        flat.add(piece);
      }
    }
    return flat;
  }

  private Expr text(List<TextPiece> pieces, Place place, Span span) {
    Origin origin = body.user(span);
    Expr receiver = receiver(place, span);
    if (pieces.size() <= MOST_PIECES && pieces.stream().allMatch(Allocations::isSimple)) {
      return Make.method(receiver, "text", List.of(tuple(pieces, span)), origin);
    }
    List<Stmt> before = new ArrayList<>();
    List<Expr> arguments = body.prints.format(pieces, span, before);
    Expr call =
        Make.method(
            receiver, "format", List.of(new Expr.Macro("format_args", arguments, origin)), origin);
    if (before.isEmpty()) {
      return call;
    }
    before.add(Make.value(call, origin));
    return Make.block(before, origin);
  }

  private Expr tuple(List<TextPiece> pieces, Span span) {
    List<Expr> elements = new ArrayList<>();
    for (TextPiece piece : pieces) {
      elements.add(
          switch (piece) {
            case TextPiece.Plain(String value) ->
                new Expr.Literal(Texts.quoted(value), body.user(span));
            case TextPiece.Value(TypedExpression value, _) ->
                body.lower(Nature.bare(value), Ask.FREE);
          });
    }
    return new Expr.Tuple(elements, body.user(span));
  }

  /// Whether the runtime can append a piece without a format.
  private static boolean isSimple(TextPiece piece) {
    return switch (piece) {
      case TextPiece.Plain _ -> true;
      case TextPiece.Value(TypedExpression value, String spec) ->
          spec.isEmpty()
              && value.type() instanceof Type.Primitive type
              && (type == Type.Primitive.STR
                  || type == Type.Primitive.CHAR
                  || type == Type.Primitive.BOOL
                  || type.isInteger());
    };
  }

  // ---- copies

  /// `x.bumpRef()`, `x.clone(arena)`: new text is built where it stays, everything else is copied.
  Expr keep(TypedExpression.Keep e, Ask ask) {
    Origin origin = body.user(e.span());
    TypedExpression value = Nature.bare(e.value());
    Place place = body.arenas.placeOf(e);
    if (value instanceof TypedExpression.NewText text
        && flat(text.pieces()).stream().anyMatch(p -> p instanceof TextPiece.Value)) {
      return text(flat(text.pieces()), place, e.span());
    }
    if (value instanceof TypedExpression.BuiltinCall call && call.builtin().makesText()) {
      return body.builtins.text(call, place);
    }
    if (value.type() == Type.Primitive.STR && e.type() == Type.Primitive.STR) {
      return Make.method(
          receiver(place, e.span()), "alloc_str", List.of(body.lower(value, Ask.PINNED)), origin);
    }
    return Make.method(
        receiver(place, e.span()),
        "alloc",
        List.of(body.lower(value, ask == Ask.PINNED ? ask : Ask.KNOWN)),
        origin);
  }
}
