package dev.veltrano.type.check;

import dev.veltrano.type.Substitution;
import dev.veltrano.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The type arguments of one call, as far as they are known.
///
/// A *pattern* is a type of the declaration that is called: the type parameters in question stand
/// for something there. In the types that it is matched with they are types like any other, for a
/// function may call itself.
final class Inference {
  private final ExpressionChecker expressions;
  private final List<Type.Parameter> parameters;
  private final Set<Type.Parameter> asked;
  private final Map<Type.Parameter, Type> found = new LinkedHashMap<>();

  /// What a type argument was found from, in words.
  private final Map<Type.Parameter, String> reasons = new LinkedHashMap<>();

  /// `asked` are those parameters of which something is required: a `Ref` stands for its value
  /// there, since it is the value that can do it.
  Inference(
      ExpressionChecker expressions, List<Type.Parameter> parameters, Set<Type.Parameter> asked) {
    this.expressions = expressions;
    this.parameters = parameters;
    this.asked = asked;
  }

  List<Type.Parameter> parameters() {
    return parameters;
  }

  void fix(Type.Parameter parameter, Type type, String reason) {
    found.put(parameter, type);
    reasons.put(parameter, reason);
  }

  boolean isFound(Type.Parameter parameter) {
    return found.containsKey(parameter);
  }

  /// Whether all type parameters in a pattern are known.
  boolean isKnown(Type pattern) {
    return unknown(pattern) == null;
  }

  /// The first type parameter in a pattern that is not known, or `null`.
  Type.@Nullable Parameter unknown(Type pattern) {
    return switch (pattern) {
      case Type.Parameter parameter ->
          parameters.contains(parameter) && !found.containsKey(parameter) ? parameter : null;
      case Type.Named(_, List<Type> arguments) -> firstUnknown(arguments);
      case Type.Nullable(Type of) -> unknown(of);
      case Type.Tuple(List<Type> elements) -> firstUnknown(elements);
      case Type.Result(Type ok, Type error) -> firstUnknown(List.of(ok, error));
      case Type.Range(Type element) -> unknown(element);
      case Type.Sequence(Type element) -> unknown(element);
      case Type.Reference(Type of) -> unknown(of);
      case Type.Buffer(_, Type element) -> unknown(element);
      case Type.Function(List<Type> takes, Type result) -> {
        Type.Parameter first = firstUnknown(takes);
        yield first != null ? first : unknown(result);
      }
      case Type.Primitive _, Type.Error _ -> null;
    };
  }

  private Type.@Nullable Parameter firstUnknown(List<Type> patterns) {
    for (Type pattern : patterns) {
      Type.Parameter unknown = unknown(pattern);
      if (unknown != null) {
        return unknown;
      }
    }
    return null;
  }

  /// What is known so far.
  Substitution known() {
    List<Type.Parameter> known = new ArrayList<>(found.keySet());
    return Substitution.of(known, new ArrayList<>(found.values()));
  }

  /// The type arguments in order; all must be known.
  List<Type> arguments() {
    List<Type> all = new ArrayList<>(parameters.size());
    for (Type.Parameter parameter : parameters) {
      all.add(found.getOrDefault(parameter, Type.Error.ERROR));
    }
    return List.copyOf(all);
  }

  /// Why the type parameters of a pattern are what they are, for a message; `null` where there is
  /// nothing to tell.
  @Nullable String reason(Type pattern) {
    for (Map.Entry<Type.Parameter, Type> entry : found.entrySet()) {
      String reason = reasons.get(entry.getKey());
      if (reason != null && mentions(pattern, entry.getKey())) {
        return "`" + entry.getKey() + "` is `" + entry.getValue() + "` here, as " + reason;
      }
    }
    return null;
  }

  private static boolean mentions(Type pattern, Type.Parameter parameter) {
    return !Substitution.of(List.of(parameter), List.of(Type.Error.ERROR))
        .apply(pattern)
        .equals(pattern);
  }

  /// Finds type arguments by comparing a pattern with the type of what is given for it. Where both
  /// do not fit together nothing is found: the caller will see that when it compares the whole.
  void match(Type pattern, Type actual, String reason) {
    if (actual == Type.Error.ERROR || actual == Type.Primitive.NOTHING) {
      return;
    }
    switch (pattern) {
      case Type.Parameter parameter -> {
        if (parameters.contains(parameter)) {
          bind(parameter, actual, reason);
        }
      }
      case Type.Nullable(Type of) -> {
        if (!StatementChecker.isUnknownNull(actual)) {
          match(of, actual.notNull(), reason);
        }
      }
      case Type.Reference(Type of) -> {
        if (actual instanceof Type.Reference(Type its)) {
          match(of, its, reason);
        }
      }
      case Type.Named(var symbol, List<Type> arguments) -> {
        if (TypeProblem.referred(actual) instanceof Type.Named(var other, List<Type> given)
            && other == symbol) {
          matchAll(arguments, given, reason);
        }
      }
      case Type.Buffer(_, Type element) -> {
        if (TypeProblem.referred(actual) instanceof Type.Buffer(_, Type given)) {
          match(element, given, reason);
        }
      }
      case Type.Tuple(List<Type> elements) -> {
        if (TypeProblem.referred(actual) instanceof Type.Tuple(List<Type> given)) {
          matchAll(elements, given, reason);
        }
      }
      case Type.Result(Type ok, Type error) -> {
        if (TypeProblem.referred(actual) instanceof Type.Result(Type its, Type failed)) {
          match(ok, its, reason);
          match(error, failed, reason);
        }
      }
      case Type.Function(List<Type> takes, Type result) -> {
        if (actual instanceof Type.Function(List<Type> given, Type gives)) {
          matchAll(takes, given, reason);
          match(result, gives, reason);
        }
      }
      case Type.Primitive _, Type.Range _, Type.Sequence _, Type.Error _ -> {}
    }
  }

  private void matchAll(List<Type> patterns, List<Type> actuals, String reason) {
    for (int i = 0; i < patterns.size() && i < actuals.size(); i++) {
      match(patterns.get(i), actuals.get(i), reason);
    }
  }

  private void bind(Type.Parameter parameter, Type actual, String reason) {
    if (StatementChecker.isUnknownNull(actual)) {
      Type known = found.get(parameter);
      if (known != null) {
        found.put(parameter, known.orNull());
      }
      return;
    }
    Type type = asked.contains(parameter) ? TypeProblem.referred(actual) : actual;
    Type known = found.get(parameter);
    if (known == null) {
      fix(parameter, type, reason);
      return;
    }
    Type joined = expressions.join(known, type);
    if (joined != null && !joined.equals(known)) {
      fix(parameter, joined, reason);
    }
  }
}
