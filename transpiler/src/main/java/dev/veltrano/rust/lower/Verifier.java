package dev.veltrano.rust.lower;

import dev.veltrano.rust.ast.Block;
import dev.veltrano.rust.ast.Expr;
import dev.veltrano.rust.ast.Item;
import dev.veltrano.rust.ast.Path;
import dev.veltrano.rust.ast.Pattern;
import dev.veltrano.rust.ast.RustFile;
import dev.veltrano.rust.ast.Stmt;
import dev.veltrano.rust.ast.UseTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks what must hold of every Rust file that was lowered: each name of one word is bound where
/// it is used, arenas included, also inside of format texts; each label exists; nothing is
/// `unsafe`. What it finds is a bug of the lowering, never of the program.
public final class Verifier {
  private static final Set<String> PRELUDE = Set.of("Some", "None", "Ok", "Err", "Box", "self");

  private final Set<String> items = new HashSet<>(PRELUDE);
  private final List<String> scope = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int loops;

  private Verifier() {}

  /// What is wrong with a file, in words; nothing if all is well.
  public static List<String> problems(RustFile file) {
    Verifier verifier = new Verifier();
    file.items().forEach(verifier::declare);
    file.items().forEach(verifier::item);
    return verifier.problems;
  }

  private void declare(Item item) {
    switch (item) {
      case Item.Use use -> declare(use.tree());
      case Item.Function f -> items.add(f.name());
      case Item.Struct s -> items.add(s.name());
      case Item.Const c -> items.add(c.name());
      case Item.Module m -> items.add(m.name());
      case Item.Enum e -> items.add(e.name());
      case Item.Static s -> items.add(s.name());
      case Item.Trait t -> items.add(t.name());
      case Item.Impl _, Item.TypeAlias _, Item.MacroCall _ -> {}
    }
  }

  private void declare(UseTree tree) {
    switch (tree) {
      case UseTree.Leaf leaf -> items.add(leaf.alias().orElse(leaf.path().getLast()));
      case UseTree.Group group -> {
        items.add(group.path().getLast());
        group.members().forEach(this::declare);
      }
      case UseTree.Glob _ -> {}
    }
  }

  private void item(Item item) {
    switch (item) {
      case Item.Function f -> {
        if (f.qualifiers().isUnsafe()) {
          problems.add("unsafe fn " + f.name());
        }
        int mark = scope.size();
        f.parameters().forEach(p -> bind(p.pattern()));
        f.body().ifPresent(this::block);
        release(mark);
      }
      case Item.Impl i -> i.items().forEach(this::item);
      case Item.Trait t -> t.items().forEach(this::item);
      case Item.Const c -> c.value().ifPresent(this::expr);
      case Item.Static s -> expr(s.value());
      case Item.Module m -> m.items().ifPresent(all -> all.forEach(this::item));
      case Item.MacroCall m -> expr(m.call());
      case Item.Use _, Item.Struct _, Item.Enum _, Item.TypeAlias _ -> {}
    }
  }

  private void release(int mark) {
    while (scope.size() > mark) {
      scope.removeLast();
    }
  }

  private void block(Block block) {
    int mark = scope.size();
    for (Stmt s : block.statements()) {
      switch (s) {
        case Stmt.Let let -> {
          let.value().ifPresent(this::expr);
          let.otherwise().ifPresent(this::block);
          bind(let.pattern());
        }
        case Stmt.Expression e -> expr(e.expression());
        case Stmt.Local local -> {
          declare(local.item());
          item(local.item());
        }
      }
    }
    release(mark);
  }

  private void bind(Pattern pattern) {
    switch (pattern) {
      case Pattern.Binding b -> {
        scope.add(b.name());
        b.sub().ifPresent(this::bind);
      }
      case Pattern.Constant c -> path(c.path());
      case Pattern.Tuple t -> t.elements().forEach(this::bind);
      case Pattern.TupleStruct t -> {
        path(t.path());
        t.elements().forEach(this::bind);
      }
      case Pattern.Struct s -> {
        path(s.path());
        s.fields().forEach(f -> bind(f.pattern()));
      }
      case Pattern.Slice s -> s.elements().forEach(this::bind);
      case Pattern.Or o -> o.alternatives().forEach(this::bind);
      case Pattern.Reference r -> bind(r.target());
      case Pattern.Range r -> {
        r.low().ifPresent(this::bind);
        r.high().ifPresent(this::bind);
      }
      case Pattern.Wild _, Pattern.Rest _, Pattern.Literal _ -> {}
    }
  }

  private void path(Path path) {
    if (path.segments().size() == 1) {
      name(path.segments().getFirst().name());
    } else {
      String first = path.segments().getFirst().name();
      boolean outside = Set.of("crate", "self", "super", "std", "Self").contains(first);
      boolean known =
          first.equals("veltrano_runtime")
              || Set.of("i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32").contains(first)
              || Set.of("u64", "usize", "f32", "f64", "char", "bool").contains(first);
      if (!outside && !known && !items.contains(first)) {
        problems.add("unknown path " + first + "::…");
      }
    }
  }

  private void name(String name) {
    if (!scope.contains(name) && !items.contains(name)) {
      problems.add("unbound name " + name);
    }
  }

  private void label(Optional<String> label) {
    if (label.isPresent() ? !labels.contains(label.get()) : loops == 0) {
      problems.add("a jump without a target");
    }
  }

  private void labelled(Optional<String> label, boolean isLoop, Runnable inside) {
    label.ifPresent(labels::add);
    loops += isLoop ? 1 : 0;
    inside.run();
    loops -= isLoop ? 1 : 0;
    label.ifPresent(_ -> labels.removeLast());
  }

  private void all(List<Expr> expressions) {
    expressions.forEach(this::expr);
  }

  private void expr(Expr e) {
    switch (e) {
      case Expr.Literal _ -> {}
      case Expr.Name n -> path(n.path());
      case Expr.Qualified _ -> {}
      case Expr.Paren p -> expr(p.inner());
      case Expr.Unary u -> expr(u.operand());
      case Expr.Borrow b -> expr(b.operand());
      case Expr.Binary b -> {
        expr(b.left());
        expr(b.right());
      }
      case Expr.Assign a -> {
        expr(a.place());
        expr(a.value());
      }
      case Expr.CompoundAssign a -> {
        expr(a.place());
        expr(a.value());
      }
      case Expr.Cast c -> expr(c.operand());
      case Expr.Range r -> {
        r.low().ifPresent(this::expr);
        r.high().ifPresent(this::expr);
      }
      case Expr.Call c -> {
        expr(c.function());
        all(c.arguments());
      }
      case Expr.MethodCall m -> {
        expr(m.receiver());
        all(m.arguments());
      }
      case Expr.Field f -> expr(f.target());
      case Expr.Index i -> {
        expr(i.target());
        expr(i.index());
      }
      case Expr.Try t -> expr(t.operand());
      case Expr.Tuple t -> all(t.elements());
      case Expr.Array a -> all(a.elements());
      case Expr.Repeat r -> {
        expr(r.element());
        expr(r.length());
      }
      case Expr.Struct s -> {
        path(s.path());
        s.fields().forEach(f -> expr(f.value()));
        s.base().ifPresent(this::expr);
      }
      case Expr.BlockExpr b -> labelled(b.label(), false, () -> block(b.block()));
      case Expr.If i -> {
        int mark = scope.size();
        expr(i.condition());
        block(i.then());
        release(mark);
        i.otherwise().ifPresent(this::expr);
      }
      case Expr.LetCondition c -> {
        expr(c.value());
        bind(c.pattern());
      }
      case Expr.Match m -> {
        expr(m.subject());
        for (Expr.Arm arm : m.arms()) {
          int mark = scope.size();
          bind(arm.pattern());
          arm.guard().ifPresent(this::expr);
          expr(arm.body());
          release(mark);
        }
      }
      case Expr.Loop l -> labelled(l.label(), true, () -> block(l.body()));
      case Expr.While w -> {
        int mark = scope.size();
        expr(w.condition());
        labelled(w.label(), true, () -> block(w.body()));
        release(mark);
      }
      case Expr.For f -> {
        expr(f.iterated());
        int mark = scope.size();
        bind(f.pattern());
        labelled(f.label(), true, () -> block(f.body()));
        release(mark);
      }
      case Expr.Break b -> {
        label(b.label());
        b.value().ifPresent(this::expr);
      }
      case Expr.Continue c -> label(c.label());
      case Expr.Return r -> r.value().ifPresent(this::expr);
      case Expr.Closure c -> {
        int mark = scope.size();
        c.parameters().forEach(p -> bind(p.pattern()));
        // No jump leaves a closure.
        List<String> around = List.copyOf(labels);
        int loopsAround = loops;
        labels.clear();
        loops = 0;
        expr(c.body());
        labels.addAll(around);
        loops = loopsAround;
        release(mark);
      }
      case Expr.Macro m -> {
        all(m.arguments());
        int format =
            switch (m.path().segments().getLast().name()) {
              case "write", "assert" -> 1;
              case "assert_eq" -> 2;
              default -> 0;
            };
        if (m.arguments().size() > format
            && m.arguments().get(format) instanceof Expr.Literal literal) {
          holes(literal.text());
        }
      }
      case Expr.Matches m -> {
        expr(m.subject());
        int mark = scope.size();
        bind(m.pattern());
        m.guard().ifPresent(this::expr);
        release(mark);
      }
    }
  }

  /// The names that stand in a format text.
  private void holes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '{' && i > 1 && text.charAt(i - 1) == 'u' && text.charAt(i - 2) == '\\';
      if (c != '{') {
        continue;
      }
      if (text.charAt(i + 1) == '{') {
        i++;
        continue;
      }
      int end = text.indexOf('}', i);
      String hole = text.substring(i + 1, Math.max(end, i + 1));
      int colon = hole.indexOf(':');
      String name = colon < 0 ? hole : hole.substring(0, colon);
      if (!escape && !name.isEmpty() && !Character.isDigit(name.charAt(0))) {
        name(name);
      }
      i = end;
    }
  }
}
