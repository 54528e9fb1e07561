package dev.veltrano.rust.lower;

import dev.veltrano.lifetime.Sites;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.type.Type;
import dev.veltrano.type.tree.FieldInfo;
import dev.veltrano.type.tree.RequirementInfo;
import dev.veltrano.type.tree.TypedClass;
import dev.veltrano.type.tree.TypedFunction;
import dev.veltrano.type.tree.TypedModule;
import dev.veltrano.type.tree.TypedModule.TypedItem;
import dev.veltrano.type.tree.UnionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lowers one module. First everything that depends on the module alone; then, when it is known
/// what the whole program prints, [#finish] adds the `Display`s.
public final class ModuleLowering {
  final ProgramFacts program;
  final TypedModule module;
  final ModulePlace place;
  final FileScope file;
  final Types types;
  final TypeParameters typeParameters;
  final Documentation documentation;
  final List<LoweringProblem> problems = new ArrayList<>();
  final Set<Symbol> printed = new LinkedHashSet<>();
  final Set<Symbol> compared = new LinkedHashSet<>();
  final Functions functions = new Functions(this);
  private final Classes classes = new Classes(this);
  private final Unions unions = new Unions(this);
  private final List<TestName> tests = new ArrayList<>();
  private final Set<String> functionNames = new HashSet<>();
  private final List<Group> groups = new ArrayList<>();

  /// The items that one declaration became, and what may follow when the whole program is known.
  private record Group(List<Item> items, @Nullable TypedItem type) {}

  /// A test: its Rust path in the crate (`app::adds`), the name that the user gave it and where it
  /// stands.
  public record TestName(String rustPath, String text, SourceFile file, Span span) {}

  public ModuleLowering(ProgramFacts program, TypedModule module) {
    this.program = program;
    this.module = module;
    this.place = program.place(module.module());
    Set<String> declared = new HashSet<>();
    Set<String> typeNames = new HashSet<>();
    Set<String> constants = new HashSet<>();
    collectNames(declared, typeNames, constants);
    this.file = new FileScope(module.module(), declared, typeNames, constants);
    this.types = new Types(program, file);
    this.typeParameters = new TypeParameters(file, program);
    this.documentation = new Documentation(module.module().file(), comments());
    for (TypedItem item : module.items()) {
      groups.add(lower(item));
    }
  }

  private List<dev.veltrano.syntax.Comment> comments() {
    return module.module().parsed().comments();
  }

  static Arenas noArenas() {
    return new Arenas(Sites.NONE);
  }

  // ---- names

  private record Declared(String name, Span span) {}

  private void collectNames(Set<String> declared, Set<String> typeNames, Set<String> constants) {
    Map<String, Declared> values = new HashMap<>();
    Map<String, Declared> classNames = new HashMap<>();
    for (ModulePlace.Child child : place.children()) {
      declared.add(child.name());
      typeNames.add(child.name());
    }
    for (TypedItem item : module.items()) {
      switch (item) {
        case TypedItem.FunctionItem(TypedFunction f, _) -> {
          Symbol symbol = f.signature().symbol();
          String name = ProgramFacts.functionName(f.signature().symbol());
          declare(values, name, symbol.name(), symbol.nameSpan());
          declared.add(name);
          functionNames.add(name);
        }
        case TypedItem.ConstantItem c -> {
          String name = RustName.constant(c.constant().name());
          declare(values, name, c.constant().name(), c.constant().nameSpan());
          declared.add(name);
          constants.add(name);
        }
        case TypedItem.ClassItem(TypedClass c, _) -> {
          Symbol.Class symbol = c.info().symbol();
          typeName(symbol, classNames, declared, typeNames);
          if (program.isUnitStruct(symbol)) {
            constants.add(RustName.type(symbol.name()));
          }
          members(c);
        }
        case TypedItem.RequirementItem(RequirementInfo requirement, _) ->
            typeName(requirement.symbol(), classNames, declared, typeNames);
        case TypedItem.UnionItem(UnionInfo union, _) ->
            typeName(union.symbol(), classNames, declared, typeNames);
        case TypedItem.EnumItem(Symbol.EnumClass enumClass, _) -> {
          typeName(enumClass, classNames, declared, typeNames);
          Map<String, Declared> entries = new HashMap<>();
          for (var entry : enumClass.declaration().entries()) {
            String text = entry.name().text();
            declare(entries, RustName.variant(text), text, entry.name().span());
          }
        }
        case TypedItem.TestItem _ -> {}
      }
    }
  }

  private void typeName(
      Symbol symbol,
      Map<String, Declared> classNames,
      Set<String> declared,
      Set<String> typeNames) {
    String name = RustName.type(symbol.name());
    declare(classNames, name, symbol.name(), symbol.nameSpan());
    declared.add(name);
    typeNames.add(name);
  }

  private void members(TypedClass c) {
    Map<String, Declared> fields = new HashMap<>();
    for (FieldInfo field : c.info().fields()) {
      declare(fields, RustName.value(field.name()), field.name(), field.nameSpan());
    }
    Map<String, Declared> methods = new HashMap<>();
    for (TypedFunction method : c.methods()) {
      Symbol symbol = method.signature().symbol();
      String rust =
          RustName.method(symbol.name(), program.changesSelf(method.signature().symbol()));
      declare(methods, rust, symbol.name(), symbol.nameSpan());
    }
  }

  private void declare(Map<String, Declared> names, String rust, String name, Span span) {
    Declared earlier = names.putIfAbsent(rust, new Declared(name, span));
    if (earlier != null && !earlier.name().equals(name)) {
      problems.add(
          new LoweringProblem.NameClash(
              module.module().file(), span, name, rust, earlier.span(), earlier.name()));
    }
  }

  // ---- items

  private Group lower(TypedItem item) {
    return switch (item) {
      case TypedItem.FunctionItem(TypedFunction f, Span span) ->
          new Group(List.of(function(f, span)), null);
      case TypedItem.ClassItem(TypedClass c, Span span) -> new Group(classes.items(c, span), item);
      case TypedItem.UnionItem _ -> new Group(List.of(), item);
      case TypedItem.EnumItem(Symbol.EnumClass enumClass, Span span) ->
          new Group(unions.items(enumClass, span), item);
      case TypedItem.ConstantItem c -> new Group(List.of(constant(c)), null);
      case TypedItem.RequirementItem(RequirementInfo requirement, Span span) ->
          new Group(new Traits(this).items(requirement, span), null);
      case TypedItem.TestItem t -> new Group(List.of(test(t)), null);
    };
  }

  private Item function(TypedFunction f, Span span) {
    Symbol.Function symbol = f.signature().symbol();
    if (ProgramFacts.isEntry(symbol) && f.signature().result() instanceof Type.Result(_, Type e)) {
      Prints.note(e, printed);
    }
    Docs docs = documentation.before(span.start());
    Visibility visibility = ProgramFacts.isEntry(symbol) ? Visibility.PUBLIC : visibility(symbol);
    return functions.function(
        f,
        ProgramFacts.functionName(symbol),
        new Head(docs, List.of(), visibility),
        span,
        List.of());
  }

  private static Visibility visibility(Symbol symbol) {
    return symbol.exported() ? Visibility.PUBLIC : Visibility.PRIVATE;
  }

  private Item constant(TypedItem.ConstantItem c) {
    Docs docs = documentation.before(c.span().start());
    Body body = new Body(this, module.module().file(), noArenas(), c.type(), null);
    return new Item.Const(
        new Head(docs, List.of(), visibility(c.constant())),
        RustName.constant(c.constant().name()),
        types.elided(c.type()),
        Optional.of(body.lower(c.value(), Ask.PINNED)),
        Origin.user(c.span()));
  }

  private Item test(TypedItem.TestItem t) {
    file.inTest(true);
    String name = testName(t.name());
    tests.add(
        new TestName(
            String.join("::", place.path()) + "::" + name,
            t.name(),
            module.module().file(),
            t.span()));
    Docs docs = documentation.before(t.span().start());
    Stmt hook =
        Make.statement(
            Make.call(
                "veltrano_runtime::install_panic_hook",
                List.of(Make.name("crate::POSITIONS", Origin.GLUE)),
                Origin.GLUE),
            Origin.GLUE);
    Item item =
        functions.function(
            t.body(),
            name,
            new Head(docs, List.of(Attr.of("test")), Visibility.PRIVATE),
            t.span(),
            List.of(hook));
    file.inTest(false);
    return item;
  }

  /// The text of a test as a function name that no other function has.
  private String testName(String text) {
    StringBuilder words = new StringBuilder();
    boolean gap = false;
    for (int c : text.codePoints().toArray()) {
      if (Character.isLetterOrDigit(c)) {
        if (gap && !words.isEmpty()) {
          words.append('_');
        }
        words.appendCodePoint(Character.toLowerCase(c));
        gap = false;
      } else {
        gap = true;
      }
    }
    if (words.isEmpty() || !Character.isUnicodeIdentifierStart(words.codePointAt(0))) {
      words.insert(0, words.isEmpty() ? "test" : "test_");
    }
    String name = RustName.value(words.toString());
    if (!functionNames.add(name)) {
      name = RustName.plain(words + "_test");
      while (!functionNames.add(name)) {
        name += "_again";
      }
    }
    return name;
  }

  // ---- results

  public ModulePlace place() {
    return place;
  }

  public TypedModule module() {
    return module;
  }

  public List<LoweringProblem> problems() {
    return problems;
  }

  public List<TestName> tests() {
    return tests;
  }

  /// The classes of which this module prints values.
  public Set<Symbol> printed() {
    return printed;
  }

  /// The classes of which this module compares references as parts of values.
  public Set<Symbol> compared() {
    return compared;
  }

  /// All classes that print: those given and the ones in their fields.
  public static Set<Symbol> closure(ProgramFacts program, Set<Symbol> printed) {
    Set<Symbol> all = new LinkedHashSet<>();
    List<Symbol> open = new ArrayList<>(printed);
    while (!open.isEmpty()) {
      Symbol next = open.removeLast();
      if (all.add(next)) {
        Set<Symbol> parts = new LinkedHashSet<>();
        switch (next) {
          case Symbol.Class declared -> Classes.parts(program, program.typedClass(declared), parts);
          case Symbol.Union union ->
              program.union(union).variants().forEach(variant -> parts.add(variant.of()));
          default -> {}
        }
        open.addAll(parts);
      }
    }
    return all;
  }

  /// The whole file. `printing` are the classes of the program that print, `comparing` those whose
  /// references are compared as parts of values.
  public RustFile finish(String version, Set<Symbol> printing, Set<Symbol> comparing) {
    List<Item> items = new ArrayList<>();
    for (Group group : groups) {
      items.addAll(group.items());
      switch (group.type()) {
        case TypedItem.ClassItem(TypedClass c, _) -> {
          if (comparing.contains(c.info().symbol())) {
            items.addAll(classes.identity(c));
          }
          if (printing.contains(c.info().symbol())) {
            items.addAll(classes.display(c));
          }
        }
        case TypedItem.UnionItem(UnionInfo union, Span span) -> {
          items.add(unions.item(union, span, comparing.contains(union.symbol())));
          if (printing.contains(union.symbol())) {
            items.addAll(unions.display(union));
          }
        }
        case TypedItem.EnumItem(Symbol.EnumClass enumClass, _) -> {
          if (printing.contains(enumClass)) {
            items.addAll(unions.display(enumClass));
          }
        }
        case null, default -> {}
      }
    }
    List<Item> whole = new ArrayList<>(modules(place.children(), Visibility.PUBLIC));
    whole.addAll(file.uses());
    whole.addAll(items);
    return new RustFile(
        "@generated by veltrano " + version + " from " + place.source() + ". Do not edit.",
        List.of(),
        List.of(),
        whole);
  }

  private static List<Item> modules(List<ModulePlace.Child> children, Visibility visibility) {
    List<Item> items = new ArrayList<>();
    for (ModulePlace.Child child : children) {
      List<Attr> attributes =
          child
              .pathAttribute()
              .map(path -> List.of(Attr.of("path = \"" + path + "\"")))
              .orElse(List.of());
      items.add(
          new Item.Module(
              new Head(Docs.NONE, attributes, visibility),
              child.name(),
              child.inline()
                  ? Optional.of(modules(child.children(), visibility))
                  : Optional.empty(),
              Origin.GLUE));
    }
    return items;
  }

  /// The comments that the printer must place.
  public List<dev.veltrano.rust.print.Comment> otherComments() {
    return documentation.others();
  }
}
