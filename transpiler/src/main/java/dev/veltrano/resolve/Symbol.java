package dev.veltrano.resolve;

import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.TypeParameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something declared in a file that other code can name.
///
/// There is one symbol for each declaration of a program, so symbols are compared by identity; the
/// path (`geometry.shapes.Circle.area`) identifies them from one run to the next.
public abstract sealed class Symbol {
  private final ModuleFile module;
  private final String path;
  private final String name;
  private final Span nameSpan;
  private final boolean exported;

  private Symbol(ModuleFile module, String path, String name, Span nameSpan, boolean exported) {
    this.module = module;
    this.path = path;
    this.name = name;
    this.nameSpan = nameSpan;
    this.exported = exported;
  }

  private Symbol(ModuleFile module, String prefix, Declaration declaration) {
    this(
        module,
        prefix + "." + declaration.name().text(),
        declaration.name().text(),
        declaration.name().span(),
        declaration.exported());
  }

  public final ModuleFile module() {
    return module;
  }

  public final SourceFile file() {
    return module.file();
  }

  public final String path() {
    return path;
  }

  public final String name() {
    return name;
  }

  public final Span nameSpan() {
    return nameSpan;
  }

  /// Whether other modules can see it; members are as visible as their class.
  public final boolean exported() {
    return exported;
  }

  /// The labels and types between `<` and `>` of its declaration.
  public final List<TypeParameter> typeParameters() {
    return switch (this) {
      case Function function -> function.declaration.typeParameters();
      case Class declared -> declared.declaration.typeParameters();
      case Union union -> union.declaration.typeParameters();
      case Requirement requirement -> requirement.declaration.typeParameters();
      case Constant _, EnumClass _, ExternClass _ -> List.of();
    };
  }

  /// What it is, in a word for messages: `function`, `data class`.
  public abstract String kind();

  @Override
  public final String toString() {
    return path;
  }

  /// A function of a file (`owner` is `null`) or a method of a class.
  public static final class Function extends Symbol {
    private final Declaration.Function declaration;
    private final @Nullable Class owner;
    private final boolean forward;
    private final boolean local;

    Function(ModuleFile module, Declaration.Function declaration, @Nullable Class owner) {
      this(module, declaration, owner, false);
    }

    Function(
        ModuleFile module,
        Declaration.Function declaration,
        @Nullable Class owner,
        boolean forward) {
      super(module, owner == null ? module.name() : owner.path(), declaration);
      this.declaration = declaration;
      this.owner = owner;
      this.forward = forward;
      this.local = false;
    }

    private Function(Function outer, Declaration.Function declaration) {
      super(outer.module(), outer.path(), declaration);
      this.declaration = declaration;
      this.owner = null;
      this.forward = false;
      this.local = true;
    }

    /// A function that is declared inside of another.
    public static Function local(Function outer, Declaration.Function declaration) {
      return new Function(outer, declaration);
    }

    /// Whether it is declared inside of another function.
    public boolean isLocal() {
      return local;
    }

    /// Whether its class has the members of its result.
    public boolean isForward() {
      return forward;
    }

    public Declaration.Function declaration() {
      return declaration;
    }

    public @Nullable Class owner() {
      return owner;
    }

    /// Whether it is called on a receiver of a type that it extends.
    public boolean isExtension() {
      return declaration.receiver() != null;
    }

    @Override
    public String kind() {
      return isExtension() ? "extension function" : owner == null ? "function" : "method";
    }
  }

  /// A class or data class.
  public static final class Class extends Symbol {
    private final Declaration.ClassDeclaration declaration;

    Class(ModuleFile module, Declaration.ClassDeclaration declaration) {
      super(module, module.name(), declaration);
      this.declaration = declaration;
    }

    public Declaration.ClassDeclaration declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return declaration.isData() ? "data class" : "class";
    }
  }

  /// A `const val`.
  public static final class Constant extends Symbol {
    private final Declaration.Constant declaration;

    Constant(ModuleFile module, Declaration.Constant declaration) {
      super(module, module.name(), declaration);
      this.declaration = declaration;
    }

    public Declaration.Constant declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "constant";
    }
  }

  /// A union of types.
  public static final class Union extends Symbol {
    private final Declaration.Union declaration;

    Union(ModuleFile module, Declaration.Union declaration) {
      super(module, module.name(), declaration);
      this.declaration = declaration;
    }

    public Declaration.Union declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "union";
    }
  }

  /// An `enum class`.
  public static final class EnumClass extends Symbol {
    private final Declaration.EnumClass declaration;

    EnumClass(ModuleFile module, Declaration.EnumClass declaration) {
      super(module, module.name(), declaration);
      this.declaration = declaration;
    }

    public Declaration.EnumClass declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "enum class";
    }
  }

  /// A requirement on types.
  public static final class Requirement extends Symbol {
    private final Declaration.Requirement declaration;

    Requirement(ModuleFile module, Declaration.Requirement declaration) {
      super(module, module.name(), declaration);
      this.declaration = declaration;
    }

    public Declaration.Requirement declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "requirement";
    }
  }

  /// A foreign type made nameable by `extern class`.
  public static final class ExternClass extends Symbol {
    private final Item.ExternClass declaration;

    ExternClass(ModuleFile module, Item.ExternClass declaration) {
      super(
          module,
          module.name() + "." + declaration.name().text(),
          declaration.name().text(),
          declaration.name().span(),
          false);
      this.declaration = declaration;
    }

    public Item.ExternClass declaration() {
      return declaration;
    }

    @Override
    public String kind() {
      return "extern class";
    }
  }
}
