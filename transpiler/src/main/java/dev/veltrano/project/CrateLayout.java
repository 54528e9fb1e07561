package dev.veltrano.project;

import dev.veltrano.rust.ast.Attr;
import dev.veltrano.rust.ast.Docs;
import dev.veltrano.rust.ast.Head;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Origin;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.ast.Visibility;
import dev.veltrano.rust.name.ModulePlace;
import dev.veltrano.rust.name.RustName;
import dev.veltrano.rust.print.Printer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the modules of a program stand in its crate.
///
/// Each Veltrano file is one Rust file. The crate root is none of them: it declares the modules and
/// calls `main`. A folder without a file of its name is declared in place by the module above it.
///
/// Rust finds the file of a module by its name, except where letters beyond ASCII are in it: then
/// the declaration has the path written out, and so have those in the file that is found in this
/// way, since Rust looks for their files in another folder than usual.
public final class CrateLayout {
  /// What the module that a program begins in is called in Rust; the first that no other has.
  private static final List<String> ROOTS =
      List.of("app", "program", "entry", "app_main", "app_root");

  private final CrateKind kind;
  private final Map<String, ModulePlace> places = new TreeMap<>();
  private final List<ModulePlace.Child> children;
  private final String root;

  private CrateLayout(ModuleSet set) {
    kind = set.kind();
    String rootModule = kind == CrateKind.BINARY ? "main" : "lib";
    root = rootName(set, rootModule);
    Node top = new Node("");
    for (SourceModule module : set.modules()) {
      Node at = top;
      if (module.name().equals(rootModule)) {
        at = at.inner(root);
      } else {
        for (String segment : module.name().split("\\.", -1)) {
          at = at.inner(RustName.value(segment));
        }
      }
      at.module = module;
    }
    children = children(top, List.of(), "src", "", false);
  }

  public static CrateLayout of(ModuleSet set) {
    return new CrateLayout(set);
  }

  /// The places of the modules, by their Veltrano names.
  public Map<String, ModulePlace> places() {
    return places;
  }

  /// The path of the crate root.
  public String rootPath() {
    return kind == CrateKind.BINARY ? "src/main.rs" : "src/lib.rs";
  }

  /// The crate root; `manifest` is the file that it says it was made from.
  public CrateFile root(String veltranoVersion, String manifest) {
    return root(veltranoVersion, manifest, true);
  }

  /// The same; a library whose first module `exports` nothing has nothing to hand on from it.
  public CrateFile root(String veltranoVersion, String manifest, boolean exports) {
    Visibility visibility = kind == CrateKind.BINARY ? Visibility.PRIVATE : Visibility.PUBLIC;
    RustFile declarations = new RustFile("", List.of(), List.of(), items(children, visibility));
    Map<String, Object> values =
        Map.of(
            "mark",
            CrateWriter.mark(veltranoVersion, manifest),
            "modules",
            Printer.print(declarations, new byte[0], List.of()).text(),
            "root",
            root,
            "exports",
            exports);
    String template = kind == CrateKind.BINARY ? "main.rs.mustache" : "lib.rs.mustache";
    String text = Templates.fill(PackedFiles.TEMPLATES, template, values);
    return new CrateFile(rootPath(), text.getBytes(StandardCharsets.UTF_8));
  }

  /// A single file gives its name to its module, if it is a name; a project's first module is
  /// `app`.
  private static String rootName(ModuleSet set, String rootModule) {
    Set<String> taken = new HashSet<>();
    String own = null;
    for (SourceModule module : set.modules()) {
      if (module.name().equals(rootModule)) {
        own = ownName(module);
      } else {
        int dot = module.name().indexOf('.');
        taken.add(RustName.value(dot < 0 ? module.name() : module.name().substring(0, dot)));
      }
    }
    if (own != null) {
      return own;
    }
    for (String name : ROOTS) {
      if (!taken.contains(name)) {
        return name;
      }
    }
    StringBuilder name = new StringBuilder("app");
    while (taken.contains(name.toString())) {
      name.append('_');
    }
    return name.toString();
  }

  private static @Nullable String ownName(SourceModule module) {
    String path = module.path();
    boolean single = path.indexOf('/') < 0 && path.endsWith(".vl");
    String stem = single ? path.substring(0, path.length() - 3) : "";
    boolean usable =
        single && ModuleSet.flaw(stem) == null && !stem.equals("main") && !stem.equals("lib");
    return usable ? RustName.value(stem) : null;
  }

  /// A module, a folder of modules, or both.
  private static final class Node {
    private final String name;
    private final TreeMap<String, Node> inner = new TreeMap<>();
    private @Nullable SourceModule module;

    Node(String name) {
      this.name = name;
    }

    Node inner(String rustName) {
      return inner.computeIfAbsent(rustName, Node::new);
    }

    /// The name without what marks it as no keyword; files have it so.
    String plain() {
      return name.startsWith("r#") ? name.substring(2) : name;
    }

    boolean isAscii() {
      return name.chars().allMatch(c -> c < 128);
    }
  }

  /// The declarations of what lies in a node, whose files are in `folder`. Where Rust would look in
  /// another folder, `prefix` is how to get from there to `folder`; `explicit` says that it does.
  private List<ModulePlace.Child> children(
      Node node, List<String> path, String folder, String prefix, boolean explicit) {
    List<ModulePlace.Child> declarations = new ArrayList<>();
    for (Node child : node.inner.values()) {
      List<String> inside = new ArrayList<>(path);
      inside.add(child.name);
      String below = folder + "/" + child.plain();
      SourceModule module = child.module;
      if (module == null) {
        List<ModulePlace.Child> inner = children(child, inside, below, "", false);
        Optional<String> attribute =
            explicit ? Optional.of(prefix + child.plain()) : Optional.empty();
        declarations.add(new ModulePlace.Child(child.name, attribute, true, inner));
      } else {
        boolean spelled = explicit || !child.isAscii();
        Optional<String> attribute =
            spelled ? Optional.of(prefix + child.plain() + ".rs") : Optional.empty();
        // What lies below is declared in the file of the child and seen from the folder it is in.
        List<ModulePlace.Child> inner =
            children(child, inside, below, child.plain() + "/", spelled);
        places.put(
            module.name(),
            new ModulePlace(List.copyOf(inside), below + ".rs", module.path(), inner));
        declarations.add(new ModulePlace.Child(child.name, attribute, false, List.of()));
      }
    }
    return List.copyOf(declarations);
  }

  private static List<Item> items(List<ModulePlace.Child> children, Visibility visibility) {
    List<Item> items = new ArrayList<>();
    for (ModulePlace.Child child : children) {
      List<Attr> attributes = new ArrayList<>();
      child.pathAttribute().ifPresent(path -> attributes.add(Attr.of("path = \"" + path + "\"")));
      Optional<List<Item>> inner =
          child.inline()
              ? Optional.of(items(child.children(), Visibility.PUBLIC))
              : Optional.empty();
      items.add(
          new Item.Module(
              new Head(Docs.NONE, attributes, visibility), child.name(), inner, Origin.GLUE));
    }
    return items;
  }
}
