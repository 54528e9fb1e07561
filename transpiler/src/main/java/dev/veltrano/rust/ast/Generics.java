package dev.veltrano.rust.ast;

import java.util.List;
import java.util.Optional;

/// The parameters between `<` and `>` of an item, and its `where` clause.
public record Generics(List<Parameter> parameters, List<Where> where) {
  public static final Generics NONE = new Generics(List.of(), List.of());

  public Generics {
    parameters = List.copyOf(parameters);
    where = List.copyOf(where);
  }

  public static Generics of(Parameter... parameters) {
    return new Generics(List.of(parameters), List.of());
  }

  /// One generic parameter.
  public sealed interface Parameter {
    /// `'name: 'bound + 'bound`; all names without the tick.
    record Lifetime(String name, List<String> bounds) implements Parameter {
      public Lifetime {
        bounds = List.copyOf(bounds);
      }

      public Lifetime(String name) {
        this(name, List.of());
      }
    }

    record TypeParameter(String name, List<Bound> bounds, Optional<Type> defaultType)
        implements Parameter {
      public TypeParameter {
        bounds = List.copyOf(bounds);
      }

      public TypeParameter(String name, List<Bound> bounds) {
        this(name, bounds, Optional.empty());
      }
    }

    record Const(String name, Type type) implements Parameter {}
  }

  /// One line of a `where` clause.
  public sealed interface Where {
    record OfType(List<String> forLifetimes, Type type, List<Bound> bounds) implements Where {
      public OfType {
        forLifetimes = List.copyOf(forLifetimes);
        bounds = List.copyOf(bounds);
      }
    }

    /// `'longer: 'shorter`; names without the tick.
    record OfLifetime(String lifetime, List<String> bounds) implements Where {
      public OfLifetime {
        bounds = List.copyOf(bounds);
      }
    }
  }
}
