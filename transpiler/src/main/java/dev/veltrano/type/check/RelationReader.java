package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Problem;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.tree.Bound;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Relation;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.ClassInfo;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.LifetimeRelation;
import dev.veltrano.type.tree.Local;
import dev.veltrano.type.tree.ParameterInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Binds the names in a `requires`. What the clauses mean, and whether they hold, is the business
/// of the analysis of lifetimes.
final class RelationReader {
  private final Tables tables;
  private final SourceFile file;
  private final List<Diagnostic> problems;
  private final LabelScope labels;
  private final @Nullable Local self;
  private final List<ParameterInfo> parameters;
  private final Type result;

  /// `self`, `parameters` and `result` are what the clauses can speak of.
  RelationReader(
      Tables tables,
      SourceFile file,
      List<Diagnostic> problems,
      LabelScope labels,
      @Nullable Local self,
      List<ParameterInfo> parameters,
      Type result) {
    this.tables = tables;
    this.file = file;
    this.problems = problems;
    this.labels = labels;
    this.self = self;
    this.parameters = parameters;
    this.result = result;
  }

  List<LifetimeRelation> read(List<Relation> relations) {
    List<LifetimeRelation> result = new ArrayList<>();
    for (Relation relation : relations) {
      switch (relation) {
        case Relation.Satisfies _ -> {}
        case Relation.Alloc(Bound bound, var span) -> {
          LifetimeRelation.Bound read = bound(bound);
          if (read != null) {
            result.add(new LifetimeRelation.Alloc(read, span));
          }
        }
        case Relation.Compare(Bound left, Relation.Order order, Bound right, var span) -> {
          LifetimeRelation.Bound readLeft = bound(left);
          LifetimeRelation.Bound readRight = bound(right);
          if (readLeft != null && readRight != null) {
            result.add(new LifetimeRelation.Compare(readLeft, order, readRight, span));
          }
        }
      }
    }
    return List.copyOf(result);
  }

  private LifetimeRelation.@Nullable Bound bound(Bound bound) {
    return switch (bound) {
      case Bound.Label(var name, _) -> {
        Label label = labels.find(name);
        yield label == null ? null : new LifetimeRelation.Bound.OfLabel(label);
      }
      case Bound.Static _ -> new LifetimeRelation.Bound.OfLabel(Label.Static.STATIC);
      case Bound.Lifetime lifetime -> lifetime(lifetime);
    };
  }

  private LifetimeRelation.@Nullable Bound lifetime(Bound.Lifetime lifetime) {
    if (lifetime.path().isEmpty() || lifetime.path().getFirst().isMissing()) {
      return null;
    }
    Name first = lifetime.path().getFirst();
    Type.Parameter parameter = typeParameter(lifetime, first);
    if (parameter != null) {
      return new LifetimeRelation.Bound.OfType(parameter);
    }
    Local root = null;
    Type type;
    if (first.text().equals("Return")) {
      type = result;
    } else {
      root = root(first);
      if (root == null) {
        return null;
      }
      type = root.type();
    }
    List<FieldInfo> fields = new ArrayList<>();
    for (Name name : lifetime.path().subList(1, lifetime.path().size())) {
      FieldInfo field = field(type, name);
      if (field == null) {
        return null;
      }
      fields.add(field);
      type = field.type();
    }
    if (type == Type.Error.ERROR && !first.text().equals("Return")) {
      return null;
    }
    if (refersToNothing(type)) {
      report(new LabelProblem.NoLifetime(file, lifetime.path().getLast().span(), type));
      return null;
    }
    return new LifetimeRelation.Bound.OfValue(lifetime.place(), root, List.copyOf(fields));
  }

  /// The type parameter that `Lifetime(T)` speaks of; `null` where it is about a value.
  private Type.@Nullable Parameter typeParameter(Bound.Lifetime lifetime, Name first) {
    if (lifetime.place() || lifetime.path().size() > 1) {
      return null;
    }
    for (ParameterInfo each : parameters) {
      if (each.name().equals(first.text())) {
        return null;
      }
    }
    return labels.typeParameter(first.text());
  }

  private static boolean refersToNothing(Type type) {
    return type.notNull() instanceof Type.Primitive primitive
        && primitive != Type.Primitive.STR
        && primitive != Type.Primitive.ARENA;
  }

  private @Nullable Local root(Name name) {
    if (name.text().equals("self")) {
      if (self == null) {
        report(new TypeProblem.SelfOutside(file, name.span()));
      }
      return self;
    }
    List<String> candidates = new ArrayList<>();
    for (ParameterInfo parameter : parameters) {
      if (parameter.name().equals(name.text())) {
        return parameter.local();
      }
      candidates.add(parameter.name());
    }
    candidates.add("Return");
    report(
        new TypeProblem.UnknownName(
            file, name.span(), name.text(), Spelling.nearest(name.text(), candidates), null));
    return null;
  }

  private @Nullable FieldInfo field(Type of, Name name) {
    Type type = TypeProblem.referred(of.notNull());
    if (name.isMissing() || type == Type.Error.ERROR) {
      return null;
    }
    List<String> candidates = new ArrayList<>();
    if (type instanceof Type.Named(Symbol.Class declared, _)) {
      ClassInfo info = tables.classInfo(declared);
      FieldInfo field = tables.field(info, name.text());
      if (field != null) {
        return field.type() == Type.Error.ERROR ? null : field;
      }
      for (FieldInfo candidate : info.fields()) {
        candidates.add(candidate.name());
      }
    }
    report(
        new TypeProblem.UnknownMember(
            file, name.span(), type, name.text(), null, Spelling.nearest(name.text(), candidates)));
    return null;
  }

  private void report(Problem problem) {
    problems.add(problem.diagnostic());
  }
}
