package dev.veltrano.rust.lower;

import dev.veltrano.resolve.ModuleFile;
import dev.veltrano.resolve.Symbol;
import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.UseTree;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.Comment;
import dev.veltrano.syntax.tree.Import;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The names at the top of one Rust module: what it declares, and what it imports so far.
///
/// Whoever needs a name from elsewhere asks for it by its full path and gets the way to write it:
/// the last name, which is then imported, or the full path where that name is taken.
final class FileScope {
  /// What Rust's prelude offers and generated code relies on.
  private static final Map<String, String> PRELUDE =
      Map.ofEntries(
          Map.entry("Option", "std::option::Option"),
          Map.entry("Some", "std::option::Option::Some"),
          Map.entry("None", "std::option::Option::None"),
          Map.entry("Result", "std::result::Result"),
          Map.entry("Ok", "std::result::Result::Ok"),
          Map.entry("Err", "std::result::Result::Err"),
          Map.entry("Box", "std::boxed::Box"),
          Map.entry("Copy", "std::marker::Copy"),
          Map.entry("PartialEq", "std::cmp::PartialEq"),
          Map.entry("Eq", "std::cmp::Eq"));

  private static final Set<String> PRIMITIVES =
      Set.of(
          "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize", "f32", "f64",
          "bool", "char", "str");

  private record Imported(String path, boolean alias, boolean testsOnly) {}

  private final Set<String> declared;
  private final Set<String> types;

  /// What the user imports, by its Veltrano paths.
  private final Set<String> written = new HashSet<>();

  private final Set<String> notForVariables;
  private final Map<String, Imported> imports = new HashMap<>();
  private final Map<String, Imported> macros = new HashMap<>();
  private final Map<String, Imported> traits = new HashMap<>();
  private boolean inTest;

  private final @Nullable ModuleFile module;

  /// `declared` are the names of all items, `types` those of types and modules, `notForVariables`
  /// those that a pattern would take for a constant.
  FileScope(
      @Nullable ModuleFile module,
      Set<String> declared,
      Set<String> types,
      Set<String> notForVariables) {
    this.module = module;
    this.declared = new HashSet<>(declared);
    this.types = types;
    if (module != null) {
      for (Import one : module.parsed().tree().imports()) {
        written.add(one.path().text());
      }
    }
    this.notForVariables = notForVariables;
  }

  /// What is asked for from now on is for tests only, or for everything again.
  void inTest(boolean inTest) {
    this.inTest = inTest;
  }

  /// Whether the user wrote a comment between the two places of the file.
  boolean hasComment(Span span) {
    if (module == null) {
      return false;
    }
    List<Comment> comments = module.parsed().comments();
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle).span().start() < span.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < comments.size() && comments.get(low).span().start() < span.end();
  }

  /// Whether a variable cannot have this name.
  boolean isConstant(String name) {
    return notForVariables.contains(name);
  }

  /// Whether an item of the module or an import has this name.
  boolean isTaken(String name) {
    return declared.contains(name) || imports.containsKey(name);
  }

  /// A name of Rust's prelude.
  String prelude(String name) {
    return types.contains(name) ? PRELUDE.getOrDefault(name, name) : name;
  }

  /// A primitive type.
  String primitive(String name) {
    return types.contains(name) ? "std::primitive::" + name : name;
  }

  /// A type, function, constant or module.
  String item(String path) {
    String name = last(path);
    if (declared.contains(name) || PRELUDE.containsKey(name) || PRIMITIVES.contains(name)) {
      return qualified(path);
    }
    return add(imports, name, path, false) ? name : qualified(path);
  }

  /// A path by the name of its module, which is imported instead.
  private String qualified(String path) {
    String parent = path.substring(0, path.length() - last(path).length() - 2);
    String module = last(parent);
    return parent.startsWith("crate::")
            && !declared.contains(module)
            && add(imports, module, parent, false)
        ? module + "::" + last(path)
        : path;
  }

  /// A declaration of the program.
  String item(Symbol symbol, String rustName, ProgramFacts program) {
    if (symbol.module() == module) {
      return rustName;
    }
    String path = program.path(symbol, rustName);
    // Types are imported by name, functions as the user did: alone or with their module.
    boolean alone =
        symbol instanceof Symbol.Class
            || symbol instanceof Symbol.Requirement
            || written.contains(symbol.path());
    return alone ? item(path) : qualified(path);
  }

  /// The same with its full path, for places where its name means a variable.
  String fullItem(Symbol symbol, String rustName, ProgramFacts program) {
    return symbol.module() == module
        ? "self::" + rustName
        : qualified(program.path(symbol, rustName));
  }

  String macro(String path) {
    String name = last(path);
    return add(macros, name, path, false) ? name : path;
  }

  /// A trait whose methods are called.
  void trait(String path) {
    String name = last(path);
    add(traits, name, path, declared.contains(name));
  }

  private boolean add(Map<String, Imported> to, String name, String path, boolean alias) {
    Imported before = to.get(name);
    if (before == null) {
      to.put(name, new Imported(path, alias, inTest));
      return true;
    }
    if (!before.path().equals(path)) {
      return false;
    }
    if (before.testsOnly() && !inTest) {
      to.put(name, new Imported(path, before.alias(), false));
    }
    return true;
  }

  /// The `use` items of the module.
  List<Item> uses() {
    Map<String, List<UseTree>> usual = new TreeMap<>();
    Map<String, List<UseTree>> tests = new TreeMap<>();
    for (Map<String, Imported> group : List.of(imports, macros, traits)) {
      for (Imported found : group.values()) {
        String path = found.path();
        int cut = path.lastIndexOf("::");
        boolean alias = found.alias() || group == traits && imports.containsKey(last(path));
        (found.testsOnly() ? tests : usual)
            .computeIfAbsent(path.substring(0, cut), _ -> new ArrayList<>())
            .add(leaf(path.substring(cut + 2), alias));
      }
    }
    joinModules(usual);
    joinModules(tests);
    List<Item> items = new ArrayList<>();
    usual.forEach((parent, leaves) -> items.add(use(Head.PRIVATE, parent, leaves)));
    tests.forEach((parent, leaves) ->
        items.add(use(Head.PRIVATE.with(Attr.of("cfg", "test")), parent, leaves)));
    return items;
  }

  private static UseTree leaf(String name, boolean alias) {
    return new UseTree.Leaf(List.of(name), alias ? Optional.of("_") : Optional.empty());
  }

  /// A module of which other names are imported, too, is the `self` among them.
  private static void joinModules(Map<String, List<UseTree>> uses) {
    // Inner modules first: what moves down leaves its group, which may be none after that.
    for (String parent : List.copyOf(uses.keySet()).reversed()) {
      int cut = parent.lastIndexOf("::");
      List<UseTree> own = uses.get(parent);
      List<UseTree> around = cut < 0 ? null : uses.get(parent.substring(0, cut));
      if (own != null && around != null && around.remove(leaf(parent.substring(cut + 2), false))) {
        own.add(leaf("self", false));
        if (around.isEmpty()) {
          uses.remove(parent.substring(0, cut));
        }
      }
    }
  }

  private static Item use(Head head, String parent, List<UseTree> leaves) {
    List<String> path = List.of(parent.split("::"));
    if (leaves.size() == 1 && leaves.getFirst() instanceof UseTree.Leaf leaf) {
      List<String> whole = new ArrayList<>(path);
      whole.addAll(leaf.path());
      return new Item.Use(head, new UseTree.Leaf(whole, leaf.alias()), Origin.GLUE);
    }
    leaves.sort((a, b) -> a.toString().compareTo(b.toString()));
    return new Item.Use(head, new UseTree.Group(path, leaves), Origin.GLUE);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf(':') + 1);
  }
}
