package dev.veltrano.rust.print;

import dev.veltrano.rust.ast.Bound;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.GenericArg;
import dev.veltrano.rust.ast.Generics;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes code on one line, or finds that it does not belong on one.
///
/// Nearly all code does, so this is the printer's usual way: characters go straight into one buffer
/// and an attempt ends as soon as the line is full. It says yes only where rustfmt would surely
/// choose the one line; [Layout] decides the rest.
final class OneLine {
  /// The widest that arguments, the elements of tuples and arrays, and method chains may be on one
  /// line.
  static final int LIST = 60;

  static final int STRUCT = 18;
  private static final int IF_ELSE = 50;

  private final Comments comments;
  private final StringBuilder text = new StringBuilder(256);
  private final Marks marks = new Marks();

  /// What the width differs from the number of characters by.
  private int extra;

  private boolean ascii;

  private int limit;
  private int nested;

  /// Columns that a chain wants free behind it.
  private int wanted;

  OneLine(Comments comments) {
    this.comments = comments;
  }

  private void start(Shape shape) {
    text.setLength(0);
    marks.clear();
    extra = 0;
    ascii = true;
    wanted = 0;
    limit = shape.width();
    nested = Math.max(0, Shape.MAX - shape.indent() - Shape.STEP - 1);
  }

  private @Nullable Text finish(boolean done) {
    if (!done || width() + wanted > limit) {
      return null;
    }
    String characters = text.toString();
    int bytes = ascii ? characters.length() : Widths.bytes(characters);
    return Text.leaf(characters, marks.done(), width(), bytes);
  }

  @Nullable Text layout(Expr e, Shape shape) {
    start(shape);
    return finish(expr(e));
  }

  @Nullable Text layout(Type type, Shape shape) {
    start(shape);
    return finish(type(type));
  }

  @Nullable Text layout(Pattern pattern, Shape shape) {
    start(shape);
    return finish(pattern(pattern));
  }

  @Nullable Text layout(GenericArg argument, Shape shape) {
    start(shape);
    return finish(argument(argument));
  }

  @Nullable Text layout(Generics.Parameter parameter, Shape shape) {
    start(shape);
    return finish(parameter(parameter));
  }

  @Nullable Text layout(Bound bound, Shape shape) {
    start(shape);
    return finish(bound(bound));
  }

  @Nullable Text layout(Item.Parameter parameter, Shape shape) {
    start(shape);
    return finish(parameterPattern(parameter.pattern()) && put(": ") && type(parameter.type()));
  }

  @Nullable Text layout(Path path, boolean turbofish, Shape shape) {
    start(shape);
    return finish(path(path, turbofish));
  }

  /// A whole statement with its semicolon, for a line of its own.
  @Nullable Text layout(Stmt.Let let, Shape shape) {
    if (let.otherwise().isPresent() || !let.attributes().isEmpty()) {
      return null;
    }
    start(shape);
    return finish(let(let));
  }

  private boolean let(Stmt.Let let) {
    int mark = open(let.origin());
    put("let ");
    if (!parameterPattern(let.pattern())) {
      return false;
    }
    if (let.type().isPresent()) {
      put(": ");
      if (!type(let.type().get())) {
        return false;
      }
      if (let.value().isEmpty()) {
        // rustfmt keeps room for a sign that does not come.
        wanted = Math.max(wanted, 1);
      }
    }
    if (let.value().isPresent()) {
      put(" = ");
      if (!expr(let.value().get())) {
        return false;
      }
    }
    put(';');
    close(mark);
    return true;
  }

  /// An expression with its semicolon.
  @Nullable Text layoutStatement(Expr e, Shape shape) {
    start(shape);
    return finish(expr(e) && put(';'));
  }

  // -- the buffer

  private int width() {
    return text.length() + extra;
  }

  private boolean put(String s) {
    text.append(s);
    int length = s.length();
    for (int i = 0; i < length; i++) {
      if (s.charAt(i) >= 0x80) {
        ascii = false;
        extra += Widths.of(s) - length;
        break;
      }
    }
    return text.length() <= limit + 64;
  }

  private boolean put(char c) {
    text.append(c);
    return text.length() <= limit + 64;
  }

  private int open(Origin origin) {
    return marks.open(text.length(), origin);
  }

  private void close(int mark) {
    marks.close(mark, text.length(), false);
  }

  private void closeSite(int mark) {
    marks.close(mark, text.length(), true);
  }

  private void closeAs(Expr e, int mark) {
    marks.close(mark, text.length(), mark >= 0 && isSite(e));
  }

  // -- expressions

  boolean expr(Expr e) {
    if (e instanceof Expr.Literal(String literal, Origin origin)) {
      int mark = open(origin);
      boolean fine = literal.indexOf('\n') < 0 && put(literal);
      close(mark);
      return fine;
    }
    if (e instanceof Expr.Name(Path path, Origin origin)) {
      int mark = open(origin);
      boolean fine = path(path, true);
      close(mark);
      return fine;
    }
    if (text.length() > limit) {
      return false;
    }
    Origin origin = e.origin();
    int mark = open(origin);
    if (!other(e)) {
      return false;
    }
    closeAs(e, mark);
    return true;
  }

  /// Whether Rust reports panics at the start of such an expression.
  static boolean isSite(Expr e) {
    return switch (e) {
      case Expr.Call _, Expr.Index _, Expr.CompoundAssign _, Expr.Macro _ -> true;
      case Expr.Paren p -> isSite(p.inner());
      case Expr.Binary b -> b.operator().level() > Expr.BinaryOperator.EQUAL.level();
      case Expr.Unary u -> u.operator() == Expr.UnaryOperator.NEGATE;
      default -> false;
    };
  }

  private boolean other(Expr e) {
    return switch (e) {
      case Expr.Literal _, Expr.Name _ -> false;
      case Expr.Qualified q -> qualified(q);
      case Expr.Paren p -> {
        put('(');
        Expr inner = p.inner();
        while (inner instanceof Expr.Paren again) {
          inner = again.inner();
        }
        yield expr(inner) && put(')');
      }
      case Expr.Unary u -> {
        put(u.operator().text());
        yield expr(u.operand());
      }
      case Expr.Borrow b -> {
        put(b.mutable() ? "&mut " : "&");
        yield expr(b.operand());
      }
      case Expr.Binary b -> binary(b);
      case Expr.Assign a -> expr(a.place()) && put(" = ") && expr(a.value());
      case Expr.CompoundAssign a ->
          expr(a.place()) && put(' ') && put(a.operator().text()) && put("= ") && expr(a.value());
      case Expr.Cast c -> expr(c.operand()) && put(" as ") && type(c.type());
      case Expr.Range r -> {
        if (r.low().isPresent() && !expr(r.low().get())) {
          yield false;
        }
        put(r.inclusive() ? "..=" : "..");
        yield r.high().isEmpty() || expr(r.high().get());
      }
      case Expr.Call c -> expr(c.function()) && list('(', c.arguments(), ')', LIST);
      case Expr.MethodCall _, Expr.Field _, Expr.Try _ -> chain(e);
      case Expr.Index i -> expr(i.target()) && put('[') && expr(i.index()) && put(']');
      case Expr.Tuple t -> {
        if (t.elements().size() != 1) {
          yield list('(', t.elements(), ')', LIST);
        }
        int start = width();
        put('(');
        yield expr(t.elements().getFirst()) && put(",)") && width() - start <= LIST;
      }
      case Expr.Array a -> list('[', a.elements(), ']', LIST);
      case Expr.Repeat r ->
          put('[') && expr(r.element()) && put("; ") && expr(r.length()) && put(']');
      case Expr.Struct s -> struct(s);
      case Expr.BlockExpr b -> b.label().isEmpty() && block(b);
      case Expr.If i -> ifElse(i);
      case Expr.LetCondition l ->
          put("let ") && pattern(l.pattern()) && put(" = ") && expr(l.value());
      case Expr.Match m -> m.arms().isEmpty() && put("match ") && expr(m.subject()) && put(" {}");
      case Expr.Loop _, Expr.While _, Expr.For _ -> false;
      case Expr.Break b -> {
        put("break");
        label(b.label());
        yield b.value().isEmpty() || (put(' ') && expr(b.value().get()));
      }
      case Expr.Continue c -> {
        put("continue");
        label(c.label());
        yield true;
      }
      case Expr.Return r -> {
        put("return");
        yield r.value().isEmpty() || (put(' ') && expr(r.value().get()));
      }
      case Expr.Closure c -> closure(c);
      case Expr.Macro m -> {
        if (!path(m.path(), true)) {
          yield false;
        }
        put('!');
        yield m.delimiter() == Expr.Delimiter.PAREN
            ? list('(', m.arguments(), ')', LIST)
            : list('[', m.arguments(), ']', LIST);
      }
      case Expr.Matches m -> matches(m);
    };
  }

  private void label(Optional<String> label) {
    if (label.isPresent()) {
      put(" '");
      put(label.get());
    }
  }

  private boolean qualified(Expr.Qualified q) {
    put('<');
    if (!type(q.type())) {
      return false;
    }
    if (q.trait().isPresent()) {
      put(" as ");
      if (!path(q.trait().get(), false)) {
        return false;
      }
    }
    put(">::");
    return path(q.rest(), true);
  }

  private boolean matches(Expr.Matches m) {
    put("matches!(");
    int start = width();
    if (!expr(m.subject()) || !put(", ") || !pattern(m.pattern())) {
      return false;
    }
    if (m.guard().isPresent()) {
      // rustfmt cannot read a guard in a macro and leaves the macro alone.
      return put(" if ") && expr(m.guard().get()) && put(')');
    }
    return width() - start <= LIST && put(')');
  }

  private boolean binary(Expr.Binary top) {
    var spine = new ArrayList<Expr.Binary>();
    Expr.Binary node = top;
    while (true) {
      if (node.right() instanceof Expr.LetCondition || node.left() instanceof Expr.LetCondition) {
        return false;
      }
      spine.add(node);
      if (!(node.left() instanceof Expr.Binary inner)) {
        break;
      }
      if (spine.size() > limit) {
        return false;
      }
      node = inner;
    }
    var opened = new int[spine.size()];
    for (int i = 1; i < opened.length; i++) {
      opened[i] = open(spine.get(i).origin());
    }
    if (!expr(node.left())) {
      return false;
    }
    for (int i = spine.size() - 1; i >= 0; i--) {
      Expr.Binary part = spine.get(i);
      put(' ');
      put(part.operator().text());
      put(' ');
      if (!expr(part.right())) {
        return false;
      }
      if (i > 0) {
        closeAs(part, opened[i]);
      }
    }
    return true;
  }

  /// Elements between brackets, without a comma after the last.
  private boolean list(char before, List<Expr> elements, char after, int widest) {
    put(before);
    int start = width();
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        put(", ");
      }
      if (!expr(elements.get(i))) {
        return false;
      }
    }
    int width = width() - start;
    if (width > widest
        && (elements.size() != 1 || Traits.isNestedCall(elements.getFirst()) || width > nested)) {
      return false;
    }
    return put(after);
  }

  /// Calls of methods, fields and `?` one after the other.
  private boolean chain(Expr top) {
    var links = new ArrayList<Expr>();
    Expr e = top;
    int children = 0;
    while (true) {
      Expr below =
          switch (e) {
            case Expr.MethodCall m -> m.receiver();
            case Expr.Field f -> f.target();
            case Expr.Try t -> t.operand();
            default -> null;
          };
      if (below == null) {
        break;
      }
      if (!(e instanceof Expr.Try)) {
        children++;
      }
      links.add(e);
      e = below;
    }
    int start = width();
    var opened = new int[links.size()];
    for (int i = 1; i < opened.length; i++) {
      opened[i] = open(links.get(i).origin());
    }
    if (!expr(e)) {
      return false;
    }
    for (int i = links.size() - 1; i >= 0; i--) {
      switch (links.get(i)) {
        case Expr.MethodCall m -> {
          put('.');
          int site = open(m.site());
          put(m.method());
          closeSite(site);
          if (!m.typeArguments().isEmpty()) {
            put("::");
            if (!arguments(m.typeArguments())) {
              return false;
            }
          }
          if (!list('(', m.arguments(), ')', LIST)) {
            return false;
          }
        }
        case Expr.Field f -> {
          put('.');
          put(f.name());
        }
        default -> put('?');
      }
      if (i > 0) {
        close(opened[i]);
      }
      if (text.length() > limit) {
        return false;
      }
    }
    // rustfmt takes the question marks at the end of a chain off more than once.
    int tries = 0;
    while (tries < links.size() && links.get(tries) instanceof Expr.Try) {
      tries++;
    }
    wanted = Math.max(wanted, 2 * tries);
    return children <= 1 || width() + tries - start <= LIST;
  }

  private boolean struct(Expr.Struct s) {
    if (!path(s.path(), true)) {
      return false;
    }
    if (s.fields().isEmpty() && s.base().isEmpty()) {
      return put(" {}");
    }
    put(" { ");
    int start = width();
    int from = text.length();
    for (int i = 0; i < s.fields().size(); i++) {
      if (i > 0) {
        put(", ");
      }
      Expr.FieldValue field = s.fields().get(i);
      if (!Traits.isShorthand(field)) {
        put(field.name());
        put(": ");
      }
      if (!expr(field.value())) {
        return false;
      }
    }
    if (s.base().isPresent()) {
      put(s.fields().isEmpty() ? ".." : ", ..");
      if (!expr(s.base().get())) {
        return false;
      }
    }
    return width() - start <= STRUCT && isPlain(from) && put(" }");
  }

  /// Whether the number of bytes since then is the number of columns. Some of rustfmt's rules count
  /// bytes.
  private boolean isPlain(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private boolean block(Expr.BlockExpr b) {
    Expr only = comments.isInside(b.block()) ? null : Traits.onlyExpression(b.block());
    if (only == null) {
      return false;
    }
    int mark = open(b.block().statements().getFirst().origin());
    put("{ ");
    int from = text.length();
    if (!expr(only) || !isPlain(from)) {
      return false;
    }
    close(mark);
    return put(" }");
  }

  private boolean ifElse(Expr.If i) {
    if (i.otherwise().isEmpty()
        || !(i.otherwise().get() instanceof Expr.BlockExpr otherwise)
        || otherwise.label().isPresent()
        || i.condition() instanceof Expr.LetCondition) {
      return false;
    }
    int start = width();
    put("if ");
    int from = text.length();
    return expr(i.condition())
        && isPlain(from)
        && put(' ')
        && block(new Expr.BlockExpr(i.then()))
        && put(" else ")
        && block(otherwise)
        && width() - start <= IF_ELSE;
  }

  private boolean closure(Expr.Closure c) {
    Expr body = c.body();
    boolean isBlock = body instanceof Expr.BlockExpr;
    if (isBlock || Traits.forcesBlock(body)) {
      return false;
    }
    put(c.move() ? "move |" : "|");
    for (int i = 0; i < c.parameters().size(); i++) {
      if (i > 0) {
        put(", ");
      }
      Expr.ClosureParameter parameter = c.parameters().get(i);
      if (!parameterPattern(parameter.pattern())) {
        return false;
      }
      if (parameter.type().isPresent()) {
        put(": ");
        if (!type(parameter.type().get())) {
          return false;
        }
      }
    }
    put("| ");
    // A closure is not begun without room for braces.
    wanted = Math.max(wanted, 2);
    return expr(body);
  }

  // -- patterns

  boolean pattern(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Wild _ -> put('_');
      case Pattern.Rest _ -> put("..");
      case Pattern.Binding b -> {
        if (b.byReference()) {
          put("ref ");
        }
        if (b.mutable()) {
          put("mut ");
        }
        put(b.name());
        yield b.sub().isEmpty() || (put(" @ ") && nestedPattern(b.sub().get()));
      }
      case Pattern.Literal l -> l.text().indexOf('\n') < 0 && put(l.text());
      case Pattern.Range r -> {
        if (r.low().isPresent() && !pattern(r.low().get())) {
          yield false;
        }
        put(r.inclusive() ? "..=" : "..");
        yield r.high().isEmpty() || pattern(r.high().get());
      }
      case Pattern.Constant c -> path(c.path(), true);
      case Pattern.Tuple t -> {
        put('(');
        if (!patterns(t.elements(), ", ")) {
          yield false;
        }
        boolean one =
            t.elements().size() == 1 && !(t.elements().getFirst() instanceof Pattern.Rest);
        yield put(one ? ",)" : ")");
      }
      case Pattern.TupleStruct t ->
          path(t.path(), true) && put('(') && patterns(t.elements(), ", ") && put(')');
      case Pattern.Struct s -> structPattern(s);
      case Pattern.Slice s -> {
        put('[');
        int start = width();
        yield patterns(s.elements(), ", ") && width() - start <= LIST && put(']');
      }
      case Pattern.Or o -> patterns(o.alternatives(), " | ");
      case Pattern.Reference r -> {
        put(r.mutable() ? "&mut " : "&");
        yield nestedPattern(r.target());
      }
    };
  }

  /// A pattern after a prefix that binds tighter than `|` and `..`.
  private boolean nestedPattern(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Or _, Pattern.Range _ -> put('(') && pattern(pattern) && put(')');
      default -> pattern(pattern);
    };
  }

  /// A pattern where Rust wants alternatives in parentheses: after `let` and as a parameter.
  private boolean parameterPattern(Pattern pattern) {
    return pattern instanceof Pattern.Or ? nestedPattern(pattern) : pattern(pattern);
  }

  private boolean patterns(List<Pattern> patterns, String separator) {
    for (int i = 0; i < patterns.size(); i++) {
      if (i > 0) {
        put(separator);
      }
      if (!pattern(patterns.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean structPattern(Pattern.Struct s) {
    if (!path(s.path(), true)) {
      return false;
    }
    if (s.fields().isEmpty()) {
      return put(s.rest() ? " { .. }" : " {}");
    }
    put(" { ");
    int start = width();
    for (int i = 0; i < s.fields().size(); i++) {
      if (i > 0) {
        put(", ");
      }
      Pattern.FieldPattern field = s.fields().get(i);
      if (!Traits.isShorthand(field)) {
        put(field.name());
        put(": ");
      }
      if (!pattern(field.pattern())) {
        return false;
      }
    }
    if (s.rest()) {
      put(", ..");
    }
    return width() - start <= STRUCT && put(" }");
  }

  // -- types

  boolean path(Path path, boolean turbofish) {
    List<Path.Segment> segments = path.segments();
    for (int i = 0; i < segments.size(); i++) {
      if (i > 0) {
        put("::");
      }
      Path.Segment segment = segments.get(i);
      put(segment.name());
      if (!segment.arguments().isEmpty()) {
        if (turbofish) {
          put("::");
        }
        if (!arguments(segment.arguments())) {
          return false;
        }
      }
    }
    return text.length() <= limit + 64;
  }

  private boolean arguments(List<GenericArg> arguments) {
    put('<');
    for (int i = 0; i < arguments.size(); i++) {
      if (i > 0) {
        put(", ");
      }
      if (!argument(arguments.get(i))) {
        return false;
      }
    }
    return put('>');
  }

  private boolean argument(GenericArg argument) {
    return switch (argument) {
      case Type type -> type(type);
      case GenericArg.Lifetime l -> put('\'') && put(l.name());
      case GenericArg.Binding b -> put(b.name()) && put(" = ") && type(b.type());
      case GenericArg.Const c -> put(c.text());
    };
  }

  boolean type(Type type) {
    return switch (type) {
      case Type.Named n -> path(n.path(), false);
      case Type.Projection p -> {
        put('<');
        yield type(p.self())
            && put(" as ")
            && path(p.trait(), false)
            && put(">::")
            && path(p.rest(), false);
      }
      case Type.Reference r -> {
        put('&');
        if (r.lifetime().isPresent()) {
          put('\'');
          put(r.lifetime().get());
          put(' ');
        }
        if (r.mutable()) {
          put("mut ");
        }
        yield Traits.needsParentheses(r.target())
            ? put('(') && type(r.target()) && put(')')
            : type(r.target());
      }
      case Type.Tuple t -> {
        put('(');
        int start = width();
        for (int i = 0; i < t.elements().size(); i++) {
          if (i > 0) {
            put(", ");
          }
          if (!type(t.elements().get(i))) {
            yield false;
          }
        }
        if (t.elements().size() == 1) {
          put(',');
        }
        yield width() - start <= LIST && put(')');
      }
      case Type.Slice s -> {
        // rustfmt keeps more free behind an element than it needs.
        wanted = Math.max(wanted, 2);
        yield put('[') && type(s.element()) && put(']');
      }
      case Type.Array a ->
          put('[') && type(a.element()) && put("; ") && expr(a.length()) && put(']');
      case Type.FunctionPointer f -> {
        forLifetimes(f.forLifetimes());
        if (f.abi().isPresent()) {
          put("extern \"");
          put(f.abi().get());
          put("\" ");
        }
        put("fn");
        yield signature(f.parameters(), f.result());
      }
      case Type.ImplTrait i -> put("impl ") && bounds(i.bounds());
      case Type.DynTrait d -> put("dyn ") && bounds(d.bounds());
      case Type.Never _ -> put('!');
      case Type.Infer _ -> put('_');
    };
  }

  private void forLifetimes(List<String> lifetimes) {
    if (!lifetimes.isEmpty()) {
      put("for<");
      for (int i = 0; i < lifetimes.size(); i++) {
        put(i == 0 ? "'" : ", '");
        put(lifetimes.get(i));
      }
      put("> ");
    }
  }

  private boolean signature(List<Type> parameters, Type result) {
    put('(');
    for (int i = 0; i < parameters.size(); i++) {
      if (i > 0) {
        put(", ");
      }
      if (!type(parameters.get(i))) {
        return false;
      }
    }
    put(')');
    if (result.equals(Type.UNIT)) {
      return true;
    }
    put(" -> ");
    return Traits.needsParentheses(result) ? put('(') && type(result) && put(')') : type(result);
  }

  boolean bounds(List<Bound> bounds) {
    for (int i = 0; i < bounds.size(); i++) {
      if (i > 0) {
        put(" + ");
      }
      if (!bound(bounds.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean bound(Bound bound) {
    return switch (bound) {
      case Bound.Trait t -> {
        forLifetimes(t.forLifetimes());
        if (t.optional()) {
          put('?');
        }
        yield path(t.path(), false);
      }
      case Bound.Function f -> {
        forLifetimes(f.forLifetimes());
        put(f.name());
        yield signature(f.parameters(), f.result());
      }
      case Bound.Outlives o -> put('\'') && put(o.lifetime());
    };
  }

  private boolean parameter(Generics.Parameter parameter) {
    return switch (parameter) {
      case Generics.Parameter.Lifetime l -> {
        put('\'');
        put(l.name());
        for (int i = 0; i < l.bounds().size(); i++) {
          put(i == 0 ? ": '" : " + '");
          put(l.bounds().get(i));
        }
        yield true;
      }
      case Generics.Parameter.TypeParameter t -> {
        put(t.name());
        if (!t.bounds().isEmpty() && !(put(": ") && bounds(t.bounds()))) {
          yield false;
        }
        yield t.defaultType().isEmpty() || (put(" = ") && type(t.defaultType().get()));
      }
      case Generics.Parameter.Const c ->
          put("const ") && put(c.name()) && put(": ") && type(c.type());
    };
  }
}
