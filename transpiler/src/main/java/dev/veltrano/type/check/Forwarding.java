package dev.veltrano.type.check;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Signature;
import dev.veltrano.type.tree.TypedExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds members that a class has through its `forward` functions, and the receiver that they are
/// members of.
final class Forwarding {
  private final Body body;

  Forwarding(Body body) {
    this.body = body;
  }

  /// The ways to a member: the forward functions to call, one after the other.
  private record Way(List<Symbol.Function> functions) {}

  /// Whether a class forwards anything, which most do not.
  static boolean forwards(Tables tables, Symbol.Class declared) {
    return !functions(tables, declared).isEmpty();
  }

  static List<Symbol.Function> functions(Tables tables, Symbol.Class declared) {
    List<Symbol.Function> found = null;
    for (Symbol.Function method : tables.classInfo(declared).methods().values()) {
      if (method.isForward()) {
        found = found == null ? new ArrayList<>() : found;
        found.add(method);
      }
    }
    return found == null ? List.of() : found;
  }

  /// Reports what a forward function may not be, and a class that forwards to itself.
  static void check(Tables tables, Symbol.Class declared, Problems problems) {
    for (Symbol.Function function : functions(tables, declared)) {
      Signature signature = tables.signature(function);
      if (signature == null || signature.result() == Type.Error.ERROR) {
        continue;
      }
      if (!signature.parameters().isEmpty()) {
        problems.report(
            new ForwardProblem.Parameters(
                function.file(), signature.parameters().getFirst().local().nameSpan()));
      }
      if (target(signature) == null) {
        problems.report(
            new ForwardProblem.NoMembers(function.file(), function.nameSpan(), signature.result()));
      }
      List<String> words = new ArrayList<>();
      words.add(declared.name() + "." + function.name());
      // Said once, at the first of the classes.
      if (leads(tables, target(signature), declared, words, new HashSet<>())
          && words.stream().allMatch(word -> word.compareTo(words.getFirst()) >= 0)) {
        problems.report(
            new ForwardProblem.Circle(
                function.file(), function.nameSpan(), declared.name(), words));
      }
    }
  }

  /// Where problems go.
  interface Problems {
    void report(ForwardProblem problem);
  }

  private static boolean leads(
      Tables tables,
      Symbol.@Nullable Class from,
      Symbol.Class to,
      List<String> words,
      Set<Symbol.Class> seen) {
    if (from == to) {
      return true;
    }
    if (from == null || !seen.add(from)) {
      return false;
    }
    for (Symbol.Function function : functions(tables, from)) {
      Signature signature = tables.signature(function);
      if (signature != null) {
        words.add(from.name() + "." + function.name());
        if (leads(tables, target(signature), to, words, seen)) {
          return true;
        }
        words.removeLast();
      }
    }
    return false;
  }

  private static Symbol.@Nullable Class target(Signature signature) {
    return TypeProblem.referred(signature.result()) instanceof Type.Named(Symbol.Class of, _)
        ? of
        : null;
  }

  /// The receiver on which `name` is a member of its own, reached from `receiver`; `null` where
  /// there is none. Where two ways lead to one, that is reported, and the first is taken. `place`
  /// asks for the fields that the functions name instead of calls, so that they can be assigned.
  @Nullable TypedExpression receiver(TypedExpression receiver, Name name, boolean place) {
    if (!(TypeProblem.referred(receiver.type()) instanceof Type.Named(Symbol.Class of, _))
        || !forwards(body.tables, of)) {
      return null;
    }
    List<Way> ways = new ArrayList<>();
    for (Symbol.Function function : functions(body.tables, of)) {
      Way way = way(function, name.text(), new HashSet<>(Set.of(of)));
      Signature signature = body.tables.signature(function);
      if (way != null && signature != null && signature.parameters().isEmpty()) {
        ways.add(way);
      }
    }
    if (ways.isEmpty()) {
      return null;
    }
    if (ways.size() > 1) {
      body.report(
          new ForwardProblem.Ambiguous(
              body.file,
              name.span(),
              name.text(),
              of.name(),
              ways.get(0).functions.getFirst(),
              ways.get(1).functions.getFirst()));
    }
    TypedExpression reached = receiver;
    for (Symbol.Function function : ways.getFirst().functions) {
      reached = step(reached, function, place);
    }
    return reached;
  }

  private @Nullable Way way(Symbol.Function function, String name, Set<Symbol.Class> seen) {
    Signature signature = body.tables.signature(function);
    Symbol.Class of = signature == null ? null : target(signature);
    if (of == null || !seen.add(of)) {
      return null;
    }
    ClassInfo info = body.tables.classInfo(of);
    if (body.tables.field(info, name) != null || info.methods().containsKey(name)) {
      return new Way(List.of(function));
    }
    for (Symbol.Function next : functions(body.tables, of)) {
      Way way = way(next, name, seen);
      if (way != null) {
        List<Symbol.Function> all = new ArrayList<>();
        all.add(function);
        all.addAll(way.functions);
        return new Way(all);
      }
    }
    return null;
  }

  private TypedExpression step(TypedExpression receiver, Symbol.Function function, boolean place) {
    Signature signature = body.tables.signature(function);
    Type result =
        signature == null
            ? Type.Error.ERROR
            : Substitution.of(TypeProblem.referred(receiver.type())).apply(signature.result());
    Span span = receiver.span();
    if (place && !ExpressionChecker.isObject(result)) {
      TypedExpression field = field(receiver, function);
      if (field != null) {
        return field;
      }
    }
    body.callees.add(function);
    return new TypedExpression.MethodCall(
        receiver, function, List.of(), List.of(), result, span, span);
  }

  /// The field of the receiver that a forward function returns; `null` where it does more.
  private @Nullable TypedExpression field(TypedExpression receiver, Symbol.Function function) {
    FunctionBody written = function.declaration().body();
    Expression value =
        switch (written) {
          case FunctionBody.Value(Expression only) -> only;
          case FunctionBody.Body(Statement.Block block) ->
              block.statements().size() == 1
                      && block.statements().getFirst()
                          instanceof Statement.Evaluate(Expression.Return(Expression only, _), _)
                  ? only
                  : null;
          case null -> null;
        };
    return value == null ? null : path(receiver, value);
  }

  private @Nullable TypedExpression path(TypedExpression receiver, Expression value) {
    return switch (value) {
      case Expression.Self _ -> receiver;
      case Expression.NameUse use -> field(receiver, use.name().text());
      case Expression.Select(Expression inner, boolean safe, Name name, _, _) -> {
        TypedExpression on = safe ? null : path(receiver, inner);
        yield on == null ? null : field(on, name.text());
      }
      case Expression.Parenthesised(Expression inner, _) -> path(receiver, inner);
      default -> null;
    };
  }

  private @Nullable TypedExpression field(TypedExpression receiver, String name) {
    if (!(TypeProblem.referred(receiver.type()) instanceof Type.Named(Symbol.Class of, _))) {
      return null;
    }
    FieldInfo field = body.tables.field(body.tables.classInfo(of), name);
    return field == null
        ? null
        : new TypedExpression.FieldGet(receiver, field, receiver.span(), receiver.span());
  }
}
