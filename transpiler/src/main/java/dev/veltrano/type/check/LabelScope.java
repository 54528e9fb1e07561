package dev.veltrano.type.check;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.resolve.Spelling;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.Label;
import dev.veltrano.type.tree.Local;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `@name` stands for at one place: a loop or block around it, an arena, a declared label of
/// the function or of its class, the function's own arena, `@static`, in this order. They do not
/// shadow each other, so the order only decides what an error speaks of.
final class LabelScope {
  private final SourceFile file;
  private final Collection<Diagnostic> problems;
  private final Set<Label.Declared> used;
  private final Symbol.@Nullable Function function;
  private final @Nullable Symbol owner;
  private final @Nullable Body body;
  private final Map<String, Local> arenas = new HashMap<>();
  private final Symbol.@Nullable Requirement requirement;
  private final List<TypeParameter> ofMember;

  /// For the declaration of a function or class, where there is no `body`, or for what is in it.
  LabelScope(
      SourceFile file,
      Collection<Diagnostic> problems,
      Set<Label.Declared> used,
      Symbol.@Nullable Function function,
      @Nullable Symbol owner,
      @Nullable Body body) {
    this.file = file;
    this.problems = problems;
    this.used = used;
    this.function = function;
    this.owner = owner;
    this.body = body;
    this.requirement = null;
    this.ofMember = List.of();
  }

  /// For a member of a requirement, which declares the labels `ofMember`.
  LabelScope(
      Collection<Diagnostic> problems,
      Set<Label.Declared> used,
      Symbol.Requirement requirement,
      List<TypeParameter> ofMember) {
    this.file = requirement.file();
    this.problems = problems;
    this.used = used;
    this.function = null;
    this.owner = null;
    this.body = null;
    this.requirement = requirement;
    this.ofMember = ofMember;
  }

  /// The function or class whose type parameters can be named here, the inner one of both; `null`
  /// where there is neither.
  @Nullable Symbol declaration() {
    return function != null ? function : owner != null ? owner : requirement;
  }

  /// Makes a parameter of type `Arena` known to the signature that it stands in.
  void declareArena(Local arena) {
    arenas.put(arena.name(), arena);
  }

  /// The lifetime that a label names; `null` where there is none, which is reported.
  @Nullable Label find(LabelName name) {
    String text = name.text();
    if (text.isEmpty()) {
      return null;
    }
    if (body != null) {
      for (int i = body.targets.size() - 1; i >= 0; i--) {
        Body.Target target = body.targets.get(i);
        if (target.label != null && target.label.text().equals(text)) {
          target.labelUsed = true;
          return new Label.Scope(text);
        }
      }
    }
    Local local = body == null ? arenas.get(text) : body.local(text);
    if (local != null && local.type() == Type.Primitive.ARENA) {
      if (body != null) {
        body.read(local);
      }
      return new Label.Arena(local);
    }
    Label.Declared declared = declared(text);
    if (declared != null) {
      used.add(declared);
      return declared;
    }
    if (function != null && text.equals(function.name())) {
      if (body == null) {
        problems.add(new LabelProblem.OwnInSignature(file, name.span(), text).diagnostic());
        return null;
      }
      return new Label.Own(function);
    }
    if (text.equals("static")) {
      return Label.Static.STATIC;
    }
    if (body != null && body.isBroken(text) || local != null && local.type() == Type.Error.ERROR) {
      return null;
    }
    problems.add(
        new LabelProblem.Unknown(
                file,
                name.span(),
                text,
                Spelling.nearest(text, names()),
                local == null ? null : local.nameSpan(),
                body == null)
            .diagnostic());
    return null;
  }

  /// The type parameter of that name, of the function or of its class; `null` where there is none.
  Type.@Nullable Parameter typeParameter(String name) {
    if (function != null && declaresType(function.declaration().typeParameters(), name)) {
      return new Type.Parameter(function, name);
    }
    if (owner != null && declaresType(owner.typeParameters(), name)) {
      return new Type.Parameter(owner, name);
    }
    if (requirement != null && declaresType(requirement.declaration().typeParameters(), name)) {
      return new Type.Parameter(requirement, name);
    }
    return null;
  }

  private static boolean declaresType(List<TypeParameter> parameters, String name) {
    for (TypeParameter parameter : parameters) {
      if (parameter instanceof TypeParameter.Type(Name own, _, _) && own.text().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// Where a type parameter is declared of which nothing is asked there; `null` where something is.
  static @Nullable Span declared(Type.Parameter wanted) {
    List<TypeParameter> all =
        switch (wanted.owner()) {
          case Symbol.Function function -> function.declaration().typeParameters();
          case Symbol.Class declared -> declared.declaration().typeParameters();
          default -> List.of();
        };
    for (TypeParameter each : all) {
      if (each instanceof TypeParameter.Type(Name name, var requirement, _)
          && name.text().equals(wanted.name())) {
        return requirement == null ? name.span() : null;
      }
    }
    return null;
  }

  private Label.@Nullable Declared declared(String name) {
    if (function != null && declares(function.declaration().typeParameters(), name)) {
      return new Label.Declared(function, name);
    }
    if (owner != null && declares(owner.typeParameters(), name)) {
      return new Label.Declared(owner, name);
    }
    if (requirement != null && declares(ofMember, name)) {
      return new Label.Declared(requirement, name);
    }
    return null;
  }

  private static boolean declares(List<TypeParameter> parameters, String name) {
    for (TypeParameter parameter : parameters) {
      if (parameter instanceof TypeParameter.Label(LabelName label, _)
          && label.text().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// All labels that can be written here.
  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("static");
    for (LabelName label : declaredLabels()) {
      names.add(label.text());
    }
    if (body == null) {
      names.addAll(arenas.keySet());
      return names;
    }
    if (function != null) {
      names.add(function.name());
    }
    for (Body.Target target : body.targets) {
      if (target.label != null) {
        names.add(target.label.text());
      }
    }
    for (String name : body.visibleNames()) {
      Local local = body.local(name);
      if (local != null && local.type() == Type.Primitive.ARENA) {
        names.add(name);
      }
    }
    return names;
  }

  private List<LabelName> declaredLabels() {
    List<LabelName> all = new ArrayList<>(labels(ofMember));
    if (function != null) {
      all.addAll(labels(function.declaration().typeParameters()));
    }
    if (owner != null) {
      all.addAll(labels(owner.typeParameters()));
    }
    return all;
  }

  /// The labels among the type parameters of a declaration.
  static List<LabelName> labels(List<TypeParameter> parameters) {
    List<LabelName> labels = new ArrayList<>();
    for (TypeParameter parameter : parameters) {
      if (parameter instanceof TypeParameter.Label(LabelName label, _) && !label.text().isEmpty()) {
        labels.add(label);
      }
    }
    return labels;
  }

  // What may not shadow what

  /// Reports a new label that means something here already.
  void requireNew(String name, Span span) {
    Span first = null;
    String what = null;
    if (body != null) {
      for (Body.Target target : body.targets) {
        if (target.label != null && target.label.text().equals(name)) {
          first = target.label.span();
          what = "the label of a loop or block around it";
        }
      }
    }
    Local local = body == null ? arenas.get(name) : body.local(name);
    if (what == null && local != null && local.type() == Type.Primitive.ARENA) {
      first = local.nameSpan();
      what = "an arena";
    }
    for (LabelName label : what == null ? declaredLabels() : List.<LabelName>of()) {
      if (label.text().equals(name) && label.span().start() < span.start() && first == null) {
        first = label.span();
        what = "a declared label";
      }
    }
    if (what == null && function != null && name.equals(function.name())) {
      first = function.nameSpan();
      what = "the arena of the function itself";
    }
    if (what == null && name.equals("static")) {
      what = "the lifetime that lasts for ever";
    }
    if (what != null) {
      problems.add(new LabelProblem.Shadows(file, span, name, what, first).diagnostic());
    }
  }
}
