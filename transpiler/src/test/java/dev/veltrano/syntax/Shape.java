package dev.veltrano.syntax;

import dev.veltrano.syntax.tree.Argument;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.FormatPart;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.MatchArm;
import dev.veltrano.syntax.tree.Pattern;
import dev.veltrano.syntax.tree.PatternPart;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a tree with all its parentheses, so that tests can say what belongs together.
final class Shape {
  private final byte[] source;

  Shape(byte[] source) {
    this.source = source;
  }

  private String text(dev.veltrano.source.Span span) {
    return new String(source, span.start(), span.length(), java.nio.charset.StandardCharsets.UTF_8);
  }

  String statements(List<? extends Statement> statements) {
    return statements.stream().map(this::of).collect(Collectors.joining("; "));
  }

  String of(Statement statement) {
    return switch (statement) {
      case Statement.Local l ->
          (l.isVar() ? "var " : "val ")
              + of(l.binder())
              + (l.type() == null ? "" : ": " + of(l.type()))
              + (l.value() == null ? "" : " = " + of(l.value()));
      case Statement.LocalFunction f -> "fun " + f.function().name().text();
      case Statement.While w -> "while " + of(w.condition()) + " " + of(w.body());
      case Statement.For f ->
          "for " + of(f.binder()) + " in " + of(f.iterated()) + " " + of(f.body());
      case Statement.Labelled l -> l.label().text() + "@ " + of(l.body());
      case Statement.Block b -> "{" + statements(b.statements()) + "}";
      case Statement.Defer d -> "defer " + of(d.body());
      case Statement.Assign a -> of(a.target()) + " " + a.operator().text() + " " + of(a.value());
      case Statement.Evaluate e -> of(e.expression());
      case Statement.Error _ -> "<error>";
    };
  }

  String of(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral n -> text(n.span());
      case Expression.CharLiteral c -> "'" + Character.toString(c.codePoint()) + "'";
      case Expression.TextLiteral t -> "\"" + t.value() + "\"";
      case Expression.FormatText f ->
          "f\"" + f.parts().stream().map(this::of).collect(Collectors.joining()) + "\"";
      case Expression.BoolLiteral b -> "" + b.value();
      case Expression.NullLiteral _ -> "null";
      case Expression.Self _ -> "self";
      case Expression.NameUse n ->
          n.name().text() + label(n.label()) + arguments(n.typeArguments());
      case Expression.FunctionReference r -> "::" + r.name().text();
      case Expression.Parenthesised g -> "(" + of(g.inner()) + ")";
      case Expression.TupleLiteral t -> "tuple(" + list(t.elements()) + ")";
      case Expression.ArrayLiteral a -> "[" + list(a.elements()) + "]";
      case Expression.Lambda l -> lambda(l);
      case Expression.If i ->
          "if "
              + of(i.condition())
              + " "
              + of(i.then())
              + (i.otherwise() == null ? "" : " else " + of(i.otherwise()));
      case Expression.Match m ->
          "match "
              + of(m.subject())
              + " {"
              + m.arms().stream().map(this::of).collect(Collectors.joining(" "))
              + "}";
      case Expression.Return r -> r.value() == null ? "return" : "return " + of(r.value());
      case Expression.Break b -> "break" + label(b.label());
      case Expression.Continue c -> "continue" + label(c.label());
      case Expression.Unary u -> "[" + u.operator().text() + " " + of(u.operand()) + "]";
      case Expression.Binary b ->
          "[" + of(b.left()) + " " + b.operator().text() + " " + of(b.right()) + "]";
      case Expression.Is i ->
          "[" + of(i.operand()) + (i.negated() ? " !is " : " is ") + of(i.type()) + "]";
      case Expression.Select s ->
          of(s.receiver())
              + (s.safe() ? "?." : ".")
              + s.name().text()
              + arguments(s.typeArguments());
      case Expression.TupleSelect s -> of(s.receiver()) + (s.safe() ? "?." : ".") + s.index();
      case Expression.Call c ->
          of(c.callee())
              + "("
              + c.arguments().stream().map(this::of).collect(Collectors.joining(", "))
              + ")"
              + (c.trailing() == null ? "" : lambda(c.trailing()));
      case Expression.Index i -> of(i.receiver()) + "[" + of(i.index()) + "]";
      case Expression.NotNull n -> of(n.operand()) + "!!";
      case Expression.Error _ -> "<error>";
    };
  }

  private String lambda(Expression.Lambda l) {
    String parameters =
        l.parameters() == null
            ? ""
            : l.parameters().stream().map(this::of).collect(Collectors.joining(", ")) + " -> ";
    return "\\{" + parameters + statements(l.body()) + "}";
  }

  private String of(LambdaParameter p) {
    return of(p.binder()) + (p.type() == null ? "" : ": " + of(p.type()));
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String of(FormatPart part) {
    return switch (part) {
      case FormatPart.Text t -> t.value();
      case FormatPart.Hole h ->
          "{" + of(h.value()) + (h.spec() == null ? "" : ":" + h.spec()) + "}";
    };
  }

  private String of(Argument argument) {
    return switch (argument) {
      case Argument.Positional p -> of(p.value());
      case Argument.Named n -> n.name().text() + " = " + of(n.value());
      case Argument.Shorthand s -> "." + s.name().text();
      case Argument.Label l -> "@" + l.label().text();
    };
  }

  private String of(MatchArm arm) {
    return (arm.isDefault()
            ? "default"
            : "case " + arm.patterns().stream().map(this::of).collect(Collectors.joining(", ")))
        + (arm.guard() == null ? "" : " if " + of(arm.guard()))
        + " -> "
        + of(arm.body());
  }

  String of(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Literal l -> of(l.value());
      case Pattern.Range r -> of(r.low()) + (r.inclusive() ? ".." : "..<") + of(r.high());
      case Pattern.Tuple t ->
          "(" + t.elements().stream().map(this::of).collect(Collectors.joining(", ")) + ")";
      case Pattern.Named n ->
          n.path().text()
              + (n.parts() == null
                  ? ""
                  : "(" + n.parts().stream().map(this::of).collect(Collectors.joining(", ")) + ")");
      case Pattern.Error _ -> "<error>";
    };
  }

  private String of(PatternPart part) {
    return (part.field() == null ? "" : part.field().text() + " = ") + of(part.pattern());
  }

  String of(Binder binder) {
    return switch (binder) {
      case Binder.Single s -> s.name().text();
      case Binder.Tuple t ->
          "(" + t.elements().stream().map(this::of).collect(Collectors.joining(", ")) + ")";
    };
  }

  String of(TypeTree type) {
    return switch (type) {
      case TypeTree.Named n -> n.path().text() + label(n.label()) + arguments(n.arguments());
      case TypeTree.Nullable n -> of(n.of()) + "?";
      case TypeTree.Tuple t ->
          "(" + t.elements().stream().map(this::of).collect(Collectors.joining(", ")) + ")";
      case TypeTree.Function f ->
          "("
              + f.parameters().stream().map(this::of).collect(Collectors.joining(", "))
              + ") -> "
              + of(f.result());
      case TypeTree.Error _ -> "<error>";
    };
  }

  private String arguments(List<TypeArgument> arguments) {
    return arguments.isEmpty()
        ? ""
        : "<" + arguments.stream().map(this::of).collect(Collectors.joining(", ")) + ">";
  }

  private String of(TypeArgument argument) {
    return switch (argument) {
      case TypeArgument.Type t -> of(t.type());
      case TypeArgument.Label l -> "@" + l.label().text();
      case TypeArgument.Text t -> "\"" + t.value() + "\"";
    };
  }

  private static String label(@Nullable LabelName label) {
    return label == null ? "" : "@" + label.text();
  }
}
