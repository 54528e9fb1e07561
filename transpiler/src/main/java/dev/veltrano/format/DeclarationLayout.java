package dev.veltrano.format;

import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.tree.Bound;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.EnumEntry;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Field;
import dev.veltrano.syntax.tree.FileTree;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Has;
import dev.veltrano.syntax.tree.Import;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.syntax.tree.Parameter;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Receiver;
import dev.veltrano.syntax.tree.Relation;
import dev.veltrano.syntax.tree.Requires;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The layout of declarations and of the file as a whole.
final class DeclarationLayout extends StatementLayout {
  DeclarationLayout(ParsedFile parsed) {
    super(parsed);
  }

  /// A thing of a file that stands on lines of its own.
  @FunctionalInterface
  private interface Entry {
    void emit();
  }

  private boolean begun;

  void file(FileTree file) {
    Path hotModule = file.hotModule();
    if (hotModule != null) {
      entry(
          0,
          () -> {
            token(Kind.NAME);
            space();
            token(Kind.NAME);
            space();
            path(hotModule);
          });
    }
    boolean afterHead = hotModule != null;
    for (Import each : file.imports()) {
      entry(afterHead ? Layout.NEEDS_BLANK : Layout.KEEPS_BLANK, () -> importLine(each));
      afterHead = false;
    }
    afterHead = begun;
    for (Item item : file.items()) {
      entry(afterHead ? Layout.NEEDS_BLANK : Layout.KEEPS_BLANK, () -> item(item));
      afterHead = false;
    }
    skipSemicolons();
    if (commentsAhead()) {
      hard(Layout.KEEPS_BLANK);
      place();
    }
    if (!at(Kind.EOF)) {
      token(Kind.EOF);
    }
  }

  private void entry(int breaks, Entry entry) {
    skipSemicolons();
    if (begun) {
      hard(breaks);
    }
    begun = true;
    entry.emit();
    skipSemicolons();
  }

  private void importLine(Import line) {
    token(Kind.IMPORT);
    space();
    path(line.path());
    if (line.alias() != null) {
      space();
      token(Kind.NAME);
      space();
      token(Kind.NAME);
    }
  }

  private void item(Item item) {
    if (at(Kind.EXPORT)) {
      token(Kind.EXPORT);
      space();
    }
    switch (item) {
      case Declaration.Constant constant -> {
        token(Kind.CONST);
        space();
        token(Kind.VAL);
        space();
        token(Kind.NAME);
        typeAfterColon(constant.type());
        valueAfterAssign(constant.value());
      }
      case Declaration.Union union -> union(union);
      case Declaration.EnumClass enumClass -> enumClass(enumClass);
      case Declaration.Requirement requirement -> requirement(requirement);
      case Declaration.ClassDeclaration declaration -> classDeclaration(declaration);
      case Declaration.Function function -> function(function);
      case Item.Test test -> {
        token(Kind.NAME);
        space();
        token(Kind.STRING);
        space();
        block(test.body());
      }
      case Item.ExternRust extern -> {
        token(Kind.NAME);
        space();
        token(Kind.NAME);
        space();
        token(Kind.STRING);
        space();
        braces(extern.functions(), this::function);
      }
      case Item.ExternClass extern -> {
        token(Kind.NAME);
        space();
        token(Kind.CLASS);
        space();
        token(Kind.NAME);
        space();
        token(Kind.ASSIGN);
        space();
        token(Kind.STRING);
      }
      case Item.Error error -> tokensTo(error.span().end());
    }
  }

  private void union(Declaration.Union union) {
    token(Kind.NAME);
    space();
    token(Kind.NAME);
    typeParameters(union.typeParameters());
    space();
    token(Kind.ASSIGN);
    open(Layout.PLAIN);
    mark(Layout.INDENT);
    boolean leading = at(Kind.BAR);
    breakWith(1, leading && union.variants().size() > 1 ? Layout.FORCED : 0);
    for (int i = 0; i < union.variants().size(); i++) {
      if (i > 0) {
        line();
      }
      if (i > 0 || leading) {
        token(Kind.BAR);
        space();
      }
      type(union.variants().get(i));
    }
    mark(Layout.DEDENT);
    close();
  }

  private void enumClass(Declaration.EnumClass enumClass) {
    token(Kind.NAME);
    space();
    token(Kind.CLASS);
    space();
    token(Kind.NAME);
    space();
    openBrace();
    List<EnumEntry> entries = enumClass.entries();
    skipSemicolons();
    if (entries.isEmpty()) {
      emptyBraces(false);
      return;
    }
    open(Layout.PLAIN);
    mark(Layout.INDENT);
    line();
    for (int i = 0; i < entries.size(); i++) {
      token(Kind.NAME);
      if (i + 1 < entries.size()) {
        token(Kind.COMMA);
        lineOrBlank();
      } else if (at(Kind.COMMA)) {
        skip();
      }
    }
    mark(Layout.COMMA_IF_BROKEN);
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    line();
    close();
    token(Kind.RBRACE);
  }

  private void requirement(Declaration.Requirement requirement) {
    token(Kind.NAME);
    space();
    token(Kind.NAME);
    typeParameters(requirement.typeParameters());
    space();
    braces(requirement.members(), this::has);
  }

  private void has(Has has) {
    token(Kind.NAME);
    if (at(Kind.LESS)) {
      typeParameters(has.typeParameters());
    }
    space();
    token(Kind.NAME);
    List<Parameter> parameters = has.parameters();
    if (parameters == null) {
      typeAfterColon(has.type());
      return;
    }
    open(Layout.PLAIN);
    parameters(parameters);
    result(has.type());
    requires(has.requires());
    close();
  }

  private void classDeclaration(Declaration.ClassDeclaration declaration) {
    if (declaration.isData()) {
      token(Kind.NAME);
      space();
    }
    token(Kind.CLASS);
    space();
    token(Kind.NAME);
    typeParameters(declaration.typeParameters());
    if (declaration.hasFieldList()) {
      list(Kind.LPAREN, Kind.RPAREN, declaration.fields(), true, this::field);
    }
    if (declaration.hasBody()) {
      space();
      braces(declaration.members(), this::member);
    }
  }

  private void field(Field field) {
    if (field.kind() != Field.Kind.PLAIN) {
      token(field.kind() == Field.Kind.VAL ? Kind.VAL : Kind.VAR);
      space();
    }
    token(Kind.NAME);
    typeAfterColon(field.type());
    valueAfterAssign(field.defaultValue());
  }

  private void member(Member member) {
    switch (member) {
      case Member.Property property -> local(property.local());
      case Member.Method method -> {
        if (method.forward()) {
          token(Kind.NAME);
          space();
        }
        function(method.function());
      }
      case Member.Error error -> tokensTo(error.span().end());
    }
  }

  /// Things in braces, on lines of their own.
  private <T> void braces(List<? extends T> things, Consumer<T> each) {
    openBrace();
    skipSemicolons();
    if (things.isEmpty()) {
      emptyBraces(false);
      return;
    }
    mark(Layout.INDENT_ALWAYS);
    hard(0);
    for (int i = 0; i < things.size(); i++) {
      if (i > 0) {
        hard(Layout.KEEPS_BLANK);
      }
      each.accept(things.get(i));
      skipSemicolons();
    }
    mark(Layout.SLOT);
    mark(Layout.DEDENT);
    hard(0);
    token(Kind.RBRACE);
  }

  // ---- functions

  @Override
  void function(Declaration.Function function) {
    open(Layout.PLAIN);
    token(Kind.FUN);
    typeParameters(function.typeParameters());
    space();
    Receiver receiver = function.receiver();
    if (receiver != null) {
      token(Kind.NAME);
      typeArguments(receiver.arguments());
      token(Kind.DOT);
    }
    token(Kind.NAME);
    parameters(function.parameters());
    result(function.result());
    requires(function.requires());
    close();
    switch (function.body()) {
      case FunctionBody.Value(Expression value) -> valueAfterAssign(value);
      case FunctionBody.Body(var block) -> {
        space();
        block(block);
      }
      case null -> {}
    }
  }

  private void parameters(List<Parameter> parameters) {
    list(Kind.LPAREN, Kind.RPAREN, parameters, true, this::parameter);
  }

  private void parameter(Parameter parameter) {
    token(Kind.NAME);
    typeAfterColon(parameter.type());
    valueAfterAssign(parameter.defaultValue());
  }

  /// The parameters break before the type of the result does.
  private void result(@Nullable TypeTree result) {
    reluctant = true;
    typeAfterColon(result);
    reluctant = false;
  }

  /// On a line of its own if the head of the function is too long for one.
  private void requires(@Nullable Requires requires) {
    if (requires == null) {
      return;
    }
    mark(Layout.INDENT);
    line();
    token(Kind.REQUIRES);
    open(Layout.PLAIN);
    mark(Layout.INDENT);
    line();
    List<Relation> relations = requires.relations();
    for (int i = 0; i < relations.size(); i++) {
      if (i > 0) {
        token(Kind.COMMA);
        line();
      }
      relation(relations.get(i));
    }
    mark(Layout.DEDENT);
    close();
    mark(Layout.DEDENT);
  }

  private void relation(Relation relation) {
    switch (relation) {
      case Relation.Satisfies satisfies -> {
        token(Kind.NAME);
        space();
        token(Kind.NAME);
        space();
        path(satisfies.requirement());
      }
      case Relation.Alloc alloc -> {
        token(Kind.NAME);
        token(Kind.LPAREN);
        tokensTo(alloc.bound().span().end());
        token(Kind.RPAREN);
      }
      case Relation.Compare compare -> {
        bound(compare.left());
        space();
        tokensTo(compare.right().span().start());
        space();
        bound(compare.right());
      }
    }
  }

  private void bound(Bound bound) {
    tokensTo(bound.span().end());
  }
}
