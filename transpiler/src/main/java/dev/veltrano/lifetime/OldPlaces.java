package dev.veltrano.lifetime;

import dev.veltrano.resolve.Symbol;
import dev.veltrano.type.FieldInfo;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedExpression;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedProgram;
import dev.veltrano.type.tree.TypedStatement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The result of the old analysis in the form of the new one, until that is there.
public final class OldPlaces {
  private final TypedProgram program;
  private final Places.All places;
  private final Map<Symbol.Class, Boolean> borrowing = new IdentityHashMap<>();

  private OldPlaces(TypedProgram program, Places.All places) {
    this.program = program;
    this.places = places;
  }

  public static ProgramLifetimes analyse(TypedProgram program) {
    return new OldPlaces(program, Lifetimes.analyse(program)).all();
  }

  private ProgramLifetimes all() {
    Map<Symbol.Class, ClassLifetimes> classes = new IdentityHashMap<>();
    for (TypedClass c : program.classes().values()) {
      boolean borrows = borrows(c.info().symbol());
      List<LifetimeType> fields = new ArrayList<>();
      for (FieldInfo field : c.info().fields()) {
        fields.add(type(field.type(), "a"));
      }
      classes.put(
          c.info().symbol(),
          new ClassLifetimes(
              borrows ? List.of("a") : List.of(),
              null,
              fields,
              false,
              Sites.NONE,
              borrows ? List.of(false) : List.of()));
    }
    Map<Symbol.Function, FunctionLifetimes> functions = new IdentityHashMap<>();
    for (TypedFunction f : program.functions().values()) {
      functions.put(f.signature().symbol(), function(f));
    }
    return new ProgramLifetimes(functions, classes);
  }

  private FunctionLifetimes function(TypedFunction f) {
    Places old = places.of(f.signature().symbol());
    List<LifetimeType> parameters = new ArrayList<>();
    for (int i = 0; i < f.signature().parameters().size(); i++) {
      parameters.add(
          type(f.signature().parameters().get(i).type(), old.parameterLifetimes().get(i)));
    }
    String allocator = old.allocator();
    String self = old.selfLifetime();
    Sites sites = new Sites();
    Map<Integer, Body> byStart = new HashMap<>();
    walk(
        f.body(),
        node -> {
          if (node instanceof TypedStatement.While w) {
            byStart.put(w.body().span().start(), Body.of(w));
          } else if (node instanceof TypedStatement.For l) {
            byStart.put(l.body().span().start(), Body.of(l));
          }
        });
    walk(
        f.body(),
        node -> {
          int site =
              switch (node) {
                case TypedExpression.Call c -> c.site();
                case TypedExpression.MethodCall c -> c.site();
                case TypedExpression.BuiltinCall c -> c.site();
                case TypedStatement.For l -> l.site();
                default -> TypedExpression.NO_SITE;
              };
          if (site == TypedExpression.NO_SITE) {
            return;
          }
          TypedExpression at =
              switch (node) {
                case TypedExpression e -> e;
                case TypedStatement.For(var _, var _, var iterated, var _, var _, var _) ->
                    bare(iterated);
                default -> throw new IllegalStateException();
              };
          switch (old.sites().get(site)) {
            case Places.Place.None _ -> {}
            case Places.Place.Own _ -> sites.put(at, List.of(new Place.Own(Body.of(f))));
            case Places.Place.Caller _ ->
                sites.put(
                    at, List.of(new Place.Parameter(java.util.Objects.requireNonNull(allocator))));
            case Places.Place.Loop(int start) ->
                sites.put(
                    at,
                    List.of(new Place.Own(java.util.Objects.requireNonNull(byStart.get(start)))));
          }
        });
    return new FunctionLifetimes(
        old.named(),
        List.of(),
        null,
        self == null ? List.of() : List.of(self),
        parameters,
        type(f.signature().result(), old.resultLifetime()),
        allocator == null
            ? List.of()
            : List.of(
                new FunctionLifetimes.Allocator(
                    allocator, old.named().contains(allocator) || allocator.equals(self))),
        sites);
  }

  private static TypedExpression bare(TypedExpression e) {
    return e instanceof TypedExpression.Parenthesised(TypedExpression inner) ? bare(inner) : e;
  }

  private static void walk(@Nullable Object node, Consumer<Object> to) {
    if (node instanceof List<?> list) {
      list.forEach(x -> walk(x, to));
    } else if (node instanceof Record record
        && record.getClass().getPackageName().equals("dev.veltrano.type.tree")) {
      to.accept(record);
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        try {
          walk(component.getAccessor().invoke(record), to);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private LifetimeType type(Type type, @Nullable String at) {
    return switch (type) {
      case Type.Primitive p when p == Type.Primitive.STR -> new LifetimeType.Text(at);
      case Type.Named(Symbol.Class c, _) when borrows(c) ->
          new LifetimeType.Value(c, Collections.singletonList(at));
      case Type.Nullable(Type of) -> new LifetimeType.OrNull(type(of, at));
      case Type.Tuple(List<Type> elements) ->
          new LifetimeType.Tuple(elements.stream().map(e -> type(e, at)).toList());
      case Type.Result(Type ok, Type error) ->
          new LifetimeType.Result(type(ok, at), type(error, at));
      default -> new LifetimeType.Plain(type);
    };
  }

  private boolean borrows(Symbol.Class c) {
    Boolean known = borrowing.get(c);
    if (known == null) {
      borrowing.put(c, false);
      known = false;
      TypedClass found = program.classes().get(c);
      for (FieldInfo field : found == null ? List.<FieldInfo>of() : found.info().fields()) {
        known |= borrows(field.type());
      }
      borrowing.put(c, known);
    }
    return known;
  }

  private boolean borrows(Type type) {
    return switch (type) {
      case Type.Primitive p -> p == Type.Primitive.STR;
      case Type.Named(Symbol.Class c, _) -> borrows(c);
      case Type.Nullable(Type of) -> borrows(of);
      case Type.Tuple(List<Type> elements) -> elements.stream().anyMatch(this::borrows);
      case Type.Result(Type ok, Type error) -> borrows(ok) || borrows(error);
      default -> false;
    };
  }
}
