package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Field;
import dev.veltrano.syntax.tree.FileTree;
import dev.veltrano.syntax.tree.Import;
import dev.veltrano.syntax.tree.Item;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files: imports and items.
final class FileGrammar extends DeclarationGrammar {
  private final List<Import> imports = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private boolean top = true;

  FileGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  FileTree parse() {
    Path hotModule = hotModule();
    boolean sorted = true;
    while (!at(Kind.EOF)) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      if (at(Kind.STRAY_BRACE)) {
        strayBrace();
        continue;
      }
      if (atImport()) {
        if (!items.isEmpty() && sorted) {
          misplaced(spanOf(p), "imports stand before the declarations of a file", "move it up");
          sorted = false;
        }
        importLine();
        continue;
      }
      int before = p;
      chainReported = false;
      Item item = item();
      if (item != null) {
        items.add(item);
      }
      if (p == before) {
        p = Kind.isCloser(kinds[p]) ? p + 1 : after(p);
      }
    }
    return new FileTree(
        hotModule, List.copyOf(imports), List.copyOf(items), new Span(0, file.length()));
  }

  private @Nullable Path hotModule() {
    if (isWord(p, Words.HOT) && isWord(p + 1, Words.MODULE)) {
      p += 2;
      Path path = path("the name of the module");
      endStatement();
      return path;
    }
    return null;
  }

  // ---- imports

  private boolean atImport() {
    if (at(Kind.IMPORT)) {
      return true;
    }
    if (!at(Kind.NAME) || breaksLine(p + 1)) {
      return false;
    }
    byte next = kinds[p + 1];
    return switch (values[p]) {
      case Words.USE -> next == Kind.NAME || next == Kind.SELF;
      case Words.FROM -> next == Kind.NAME || next == Kind.STRING;
      case Words.PACKAGE, Words.NAMESPACE, Words.MOD -> next == Kind.NAME;
      case Words.MODULE -> next == Kind.NAME;
      default -> false;
    };
  }

  private void importLine() {
    if (!at(Kind.IMPORT)) {
      foreignImport();
      return;
    }
    int from = p;
    p++;
    if (at(Kind.LBRACE) || at(Kind.STRING) || at(Kind.STAR)) {
      foreignImportRest(from);
      return;
    }
    if (isWord(p, Words.STATIC) && kinds[p + 1] == Kind.NAME) {
      habit(Habit.MODIFIER, "static", spanOf(p), deleteWord(p));
      p++;
    }
    Path path = importPath();
    if (path == null) {
      endStatement();
      return;
    }
    Name alias = null;
    if (isWord(p, Words.AS)) {
      p++;
      alias = name("a name after `as`");
    }
    if (isWord(p, Words.FROM) || (at(Kind.COMMA) && sameLine(p))) {
      foreignImportRest(from);
      return;
    }
    if (!path.names().getFirst().isMissing()) {
      imports.add(new Import(path, alias, spanFrom(from)));
    }
    endStatement();
  }

  /// A path whose end may be `*` or names in braces, which is reported.
  private @Nullable Path importPath() {
    int from = p;
    int mark = mark();
    push(name("the path of a module after `import`"));
    while (at(Kind.DOT) || at(Kind.COLON_COLON)) {
      if (at(Kind.COLON_COLON)) {
        habit(Habit.PATH_SEPARATOR, "", spanOf(p), replace(p, "."));
      }
      int dot = p;
      p++;
      if (at(Kind.STAR)) {
        p++;
        Span star = Span.of(starts[dot], ends[p - 1]);
        habit(Habit.IMPORT_ALL, "", star, replace(star, ""));
        break;
      }
      if (at(Kind.LBRACE)) {
        popTo(mark);
        habit(Habit.IMPORT_LIST, "", spanOf(p));
        p = values[p] + 1;
        return null;
      }
      push(name("a name after `.`"));
    }
    return new Path(popTo(mark), spanFrom(from));
  }

  /// `use a::b;`, `from a import b`, `package a.b`, `mod a;`.
  private void foreignImport() {
    int from = p;
    int word = values[p];
    int end = after(p);
    while (!endsStatement(end)) {
      end = after(end);
    }
    Span line = Span.of(starts[from], ends[end - 1]);
    switch (word) {
      case Words.USE -> {
        StringBuilder path = new StringBuilder();
        boolean simple = true;
        for (int i = from + 1; i < end; i++) {
          if (kinds[i] == Kind.COLON_COLON || kinds[i] == Kind.DOT) {
            path.append('.');
          } else if (kinds[i] == Kind.NAME && isWord(i, Words.AS)) {
            path.append(" as ");
          } else if (kinds[i] == Kind.NAME) {
            path.append(names[values[i]]);
          } else {
            simple = false;
          }
        }
        if (simple) {
          habit(Habit.IMPORT, path.toString(), spanOf(from), replace(line, "import " + path));
        } else {
          habit(Habit.IMPORT_LIST, "", line);
        }
      }
      case Words.FROM -> pythonImport(from, end, line);
      case Words.PACKAGE, Words.NAMESPACE, Words.MODULE ->
          habit(Habit.PACKAGE, "", line, replace(line, ""));
      default -> habit(Habit.IMPORT, shortText(from + 1), line);
    }
    if (kinds[end - 1] == Kind.RBRACE && word != Words.USE) {
      // a namespace or module with a body: its items are read as those of the file
      end = from + 1;
      while (kinds[end] != Kind.LBRACE) {
        end++;
      }
      p = values[end] + 1;
      return;
    }
    p = end;
    eat(Kind.SEMICOLON);
  }

  /// `from a.b import c`.
  private void pythonImport(int from, int end, Span line) {
    int keyword = from + 1;
    while (keyword < end && kinds[keyword] != Kind.IMPORT) {
      keyword++;
    }
    boolean simple = keyword == end - 2 && kinds[end - 1] == Kind.NAME;
    if (simple) {
      String path = file.text(starts[from + 1], ends[keyword - 1]) + "." + names[values[end - 1]];
      habit(Habit.IMPORT, path, line, replace(line, "import " + path));
    } else {
      habit(Habit.IMPORT_LIST, "", line);
    }
  }

  /// `import { a, b } from "x"`, `import "x"`, `import a from "x"`.
  private void foreignImportRest(int from) {
    int end = p;
    while (!endsStatement(end)) {
      end = after(end);
    }
    Span line = Span.of(starts[from], ends[Math.max(end - 1, from)]);
    habit(Habit.IMPORT_LIST, "", line);
    p = end;
    eat(Kind.SEMICOLON);
  }

  // ---- items

  @Override
  boolean atItem() {
    return itemKind(p) != 0;
  }

  private static final int EXPORTED = 1;
  private static final int CONSTANT = 2;
  private static final int CLASS = 3;
  private static final int TEST = 4;
  private static final int EXTERN = 5;
  private static final int UNION = 6;
  private static final int ENUM = 7;
  private static final int REQUIREMENT = 8;
  private static final int DATA = 9;
  private static final int STRUCT = 10;
  private static final int TRAIT = 11;
  private static final int OBJECT = 12;
  private static final int IMPL = 13;
  private static final int BARE_ENUM = 14;
  private static final int ALIAS = 15;
  private static final int IMPORT = 16;
  private static final int RECORD = 17;

  /// Which item other than a function begins at the token; 0 for none.
  private int itemKind(int token) {
    switch (kinds[token]) {
      case Kind.EXPORT -> {
        return EXPORTED;
      }
      case Kind.CONST -> {
        return CONSTANT;
      }
      case Kind.CLASS -> {
        return CLASS;
      }
      case Kind.IMPORT -> {
        return IMPORT;
      }
      case Kind.NAME -> {
        return wordItem(token);
      }
      default -> {
        return 0;
      }
    }
  }

  private int wordItem(int token) {
    if (values[token] >= Words.COUNT || breaksLine(token + 1)) {
      return 0;
    }
    byte next = kinds[token + 1];
    boolean named = next == Kind.NAME && kinds[token + 2] != Kind.ASSIGN;
    boolean headed =
        next == Kind.NAME
            && (kinds[token + 2] == Kind.LBRACE
                || kinds[token + 2] == Kind.LPAREN
                || kinds[token + 2] == Kind.LESS
                || kinds[token + 2] == Kind.COLON
                || isWord(token + 2, Words.EXTENDS)
                || isWord(token + 2, Words.IMPLEMENTS)
                || endsStatement(token + 2));
    return switch (values[token]) {
      case Words.TEST -> next == Kind.STRING ? TEST : 0;
      case Words.EXTERN -> next == Kind.CLASS || isWord(token + 1, Words.RUST) ? EXTERN : 0;
      case Words.TYPE -> next == Kind.NAME ? UNION : 0;
      case Words.TYPEALIAS, Words.UNION -> next == Kind.NAME ? ALIAS : 0;
      case Words.ENUM -> next == Kind.CLASS ? ENUM : headed ? BARE_ENUM : 0;
      case Words.REQUIREMENT -> named ? REQUIREMENT : 0;
      case Words.DATA -> next == Kind.CLASS ? DATA : 0;
      case Words.STRUCT -> headed ? STRUCT : 0;
      case Words.RECORD -> headed && kinds[token + 2] == Kind.LPAREN ? RECORD : 0;
      case Words.TRAIT, Words.INTERFACE, Words.PROTOCOL -> headed ? TRAIT : 0;
      case Words.OBJECT -> headed ? OBJECT : 0;
      case Words.COMPANION -> isWord(token + 1, Words.OBJECT) ? OBJECT : 0;
      case Words.IMPL -> next == Kind.NAME || next == Kind.LESS ? IMPL : 0;
      default -> 0;
    };
  }

  @Override
  void misplacedItem() {
    int from = p;
    Span place = spanOf(p);
    int kind = itemKind(p);
    if (!isQuiet()) {
      String what =
          switch (kind) {
            case IMPORT -> "an `import`";
            case TEST -> "a `test`";
            case EXPORTED -> "an `export`";
            case CONSTANT -> "a constant";
            case EXTERN -> "an `extern`";
            case CLASS, DATA, STRUCT, RECORD, OBJECT -> "a class";
            case ENUM, BARE_ENUM -> "an `enum class`";
            case UNION, ALIAS -> "a union";
            default -> "a declaration like this one";
          };
      misplaced(place, what + " stands at the top of a file", "move it out of the braces");
    }
    boolean saved = top;
    top = false;
    if (at(Kind.IMPORT)) {
      p++;
      path("a path");
      endStatement();
    } else {
      item();
    }
    top = saved;
    if (p == from) {
      skipStatement();
    }
  }

  private @Nullable Item item() {
    int from = p;
    boolean exported = false;
    if (at(Kind.NAME) && values[p] >= Words.FN && values[p] < Words.COUNT) {
      exported = skipModifiers(top);
    }
    if (at(Kind.LABEL)) {
      while (at(Kind.LABEL)) {
        annotation();
      }
      return Kind.isCloser(kinds[p]) || at(Kind.EOF) ? new Item.Error(spanFrom(from)) : item();
    }
    if (at(Kind.EXPORT)) {
      exported = true;
      p++;
      if (itemKind(p) == TEST || itemKind(p) == EXTERN || at(Kind.IMPORT)) {
        misplaced(spanOf(p - 1), "only declarations are exported", "remove `export`");
      }
      skipModifiers(false);
    }
    return declaration(from, exported);
  }

  private void annotation() {
    int from = p;
    p++;
    if (at(Kind.LPAREN) && touches(p)) {
      p = values[p] + 1;
    }
    Span written = spanFrom(from);
    habit(
        Habit.ATTRIBUTE,
        "",
        written,
        replace(Span.of(written.start(), Math.max(starts[p], written.end())), ""));
  }

  private @Nullable Item declaration(int from, boolean exported) {
    switch (itemKind(p)) {
      case CONSTANT -> {
        if (kinds[p + 1] == Kind.FUN || isFunctionWord(p + 1)) {
          habit(Habit.MODIFIER, "const", spanOf(p), deleteWord(p));
          p++;
          return function(from, exported);
        }
        return constant(from, exported);
      }
      case CLASS -> {
        p++;
        return classDeclaration(from, exported, false);
      }
      case DATA -> {
        p += 2;
        return classDeclaration(from, exported, true);
      }
      case TEST -> {
        return test(from);
      }
      case EXTERN -> {
        return extern(from);
      }
      case UNION -> {
        return union(from, exported);
      }
      case ALIAS -> {
        habit(Habit.TYPE_ALIAS, "", spanOf(p));
        return union(from, exported);
      }
      case ENUM -> {
        p += 2;
        return enumClass(from, exported);
      }
      case BARE_ENUM -> {
        habit(Habit.ENUM, "", spanOf(p), insert(ends[p], " class"));
        p++;
        return enumClass(from, exported);
      }
      case REQUIREMENT -> {
        p++;
        return requirement(from, exported, false);
      }
      case TRAIT -> {
        habitMaybe(Habit.TRAIT, tokens.text(p), spanOf(p), replace(p, "requirement"));
        p++;
        return requirement(from, exported, true);
      }
      case STRUCT -> {
        return struct(from, exported);
      }
      case RECORD -> {
        habit(Habit.STRUCT, "record", spanOf(p), replace(p, "data class"));
        p++;
        return classDeclaration(from, exported, true);
      }
      case OBJECT -> {
        habit(Habit.OBJECT, "", spanOf(p));
        if (isWord(p, Words.COMPANION)) {
          p++;
        }
        p++;
        if (!at(Kind.NAME)) {
          skipStatement();
          return new Item.Error(spanFrom(from));
        }
        return classDeclaration(from, exported, false);
      }
      case IMPL -> {
        return impl(from);
      }
      case IMPORT -> {
        importLine();
        return null;
      }
      default -> {
        return otherItem(from, exported);
      }
    }
  }

  private @Nullable Item otherItem(int from, boolean exported) {
    if (at(Kind.FUN) && kinds[p + 1] != Kind.LPAREN || isFunctionWord(p)) {
      return function(from, exported);
    }
    if (isWord(p, Words.FORWARD) && kinds[p + 1] == Kind.FUN) {
      misplaced(spanOf(p), "a `forward fun` stands in a class", "remove `forward`", deleteWord(p));
      p++;
      return function(from, exported);
    }
    if (at(Kind.VAL) || at(Kind.VAR)) {
      return global(from, exported);
    }
    if (isWord(p, Words.DATA)
        && kinds[p + 1] == Kind.NAME
        && sameLine(p + 1)
        && (kinds[p + 2] == Kind.LPAREN
            || kinds[p + 2] == Kind.LBRACE
            || kinds[p + 2] == Kind.LESS)) {
      p++;
      expected("`class` after `data`", " class");
      return classDeclaration(from, exported, true);
    }
    if (at(Kind.NAME)) {
      int typed = typedFunction(p);
      if (typed >= 0) {
        return typedFunction(from, typed, exported);
      }
      if (kinds[p + 1] == Kind.LPAREN && sameLine(p + 1)) {
        int behind = values[p + 1] + 1;
        boolean parameters =
            kinds[p + 2] == Kind.RPAREN
                || (kinds[p + 2] == Kind.NAME && kinds[p + 3] == Kind.COLON);
        if (parameters
            && (kinds[behind] == Kind.LBRACE && sameLine(behind)
                || kinds[behind] == Kind.COLON
                || kinds[behind] == Kind.ASSIGN && sameLine(behind))) {
          habit(Habit.FUNCTION_WITHOUT_KEYWORD, "", spanOf(p), insert(starts[p], "fun "));
          p--;
          return functionBehind(p + 1);
        }
      }
      if (isWord(p, Words.LET) && kinds[p + 1] == Kind.NAME
          || (isWord(p, Words.STATIC) && kinds[p + 1] == Kind.NAME)) {
        habit(Habit.CONSTANT, "", spanOf(p), replace(p, "const val"));
        p++;
        return constantRest(from, exported);
      }
    }
    if (exported) {
      expected("a declaration after `export`");
      skipStatement();
      return new Item.Error(spanFrom(from));
    }
    return looseStatements(from);
  }

  /// A `val` or `var` of the file, which has none.
  private Item global(int from, boolean exported) {
    boolean constant = at(Kind.VAL) && kinds[p + 1] == Kind.NAME;
    if (!isQuiet()) {
      misplaced(
          spanOf(p),
          "a file has no variables",
          constant ? "a constant is a `const val`" : "declare it in a function or in a class",
          constant ? new Edit[] {insert(starts[p], "const ")} : new Edit[0]);
    }
    Statement.Local local = local();
    endStatement();
    if (local.binder() instanceof Binder.Single single && local.value() != null) {
      return new Declaration.Constant(
          single.name(), local.type(), local.value(), exported, spanFrom(from));
    }
    return new Item.Error(spanFrom(from));
  }

  /// Statements at the top of a file, as in a script: one mistake, however many there are.
  private Item looseStatements(int from) {
    boolean quiet = isQuiet();
    int first = p;
    boolean statement = startsOperand(p) || isStatementKeyword();
    if (!statement || at(Kind.LBRACE)) {
      unexpected("a declaration");
      if (at(Kind.LBRACE)) {
        block();
      } else {
        p = Kind.isCloser(kinds[p]) ? p + 1 : after(p);
        if (!endsStatement(p)) {
          skipStatement();
        }
      }
      eat(Kind.SEMICOLON);
      return new Item.Error(spanFrom(from));
    }
    boolean boundByWord =
        at(Kind.NAME)
            && kinds[p + 1] == Kind.NAME
            && sameLine(p + 1)
            && (kinds[p + 2] == Kind.LBRACE || kinds[p + 2] == Kind.LPAREN);
    if (boundByWord) {
      // something like `clas Foo {`
      unexpected("a declaration");
      skipStatement();
      return new Item.Error(spanFrom(from));
    }
    if (!quiet) {
      misplaced(
          spanOf(first),
          "a statement stands in a function",
          "put what the program does into `fun main() { … }`");
    }
    while (startsOperand(p) || isStatementKeyword()) {
      int before = p;
      statement();
      if (p == before) {
        break;
      }
      endStatement();
      while (eat(Kind.SEMICOLON)) {}
      if (!at(Kind.NAME) ? !isStatementKeyword() : itemKind(p) != 0 || isDeclarationWord()) {
        break;
      }
    }
    return new Item.Error(spanFrom(from));
  }

  private boolean isDeclarationWord() {
    return isFunctionWord(p) || typedFunction(p) >= 0 || atImport() || atModifier();
  }

  private boolean isStatementKeyword() {
    return switch (kinds[p]) {
      case Kind.WHILE, Kind.FOR, Kind.DEFER, Kind.IF, Kind.MATCH, Kind.RETURN -> true;
      default -> false;
    };
  }

  private Item test(int from) {
    p++;
    String name = textOf(p);
    Span nameSpan = spanOf(p);
    p++;
    if (!at(Kind.LBRACE)) {
      expected("`{` and the body of the test", " {");
      return new Item.Error(spanFrom(from));
    }
    Statement.Block body = block();
    return new Item.Test(name, nameSpan, body, spanFrom(from));
  }

  private Item extern(int from) {
    p++;
    if (eat(Kind.CLASS)) {
      Name name = name("the name of the class");
      String path = "";
      if (expect(Kind.ASSIGN, "`=` and the Rust path of " + quoted(name, "the class"))) {
        if (at(Kind.STRING)) {
          path = textOf(p);
          p++;
        } else {
          expected("the Rust path as text: `\"regex::Regex\"`");
        }
      }
      Item item = new Item.ExternClass(name, path, spanFrom(from));
      endStatement();
      return item;
    }
    p++;
    String crate = "";
    if (at(Kind.STRING)) {
      crate = textOf(p);
      p++;
    } else {
      expected("the name of the crate as text after `extern rust`");
    }
    if (!at(Kind.LBRACE)) {
      expected("`{` and the functions of the crate", " {");
      return new Item.ExternRust(crate, List.of(), spanFrom(from));
    }
    int open = p;
    int saved = mode;
    mode = 0;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p])) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      int before = p;
      skipModifiers(false);
      if ((at(Kind.FUN) && kinds[p + 1] != Kind.LPAREN) || isFunctionWord(p)) {
        push(function(p, false, false));
        if (at(Kind.LBRACE) || at(Kind.ASSIGN)) {
          if (!isQuiet()) {
            misplaced(spanOf(p), "a function of a crate has its body in the crate", "");
            silence();
          }
          if (at(Kind.LBRACE)) {
            block();
          } else {
            p++;
            expression();
          }
        }
        endStatement();
      } else {
        unexpected("`fun` and the signature of a function of the crate");
        skipStatement();
      }
      if (p == before) {
        p = after(p);
      }
    }
    close(open);
    mode = saved;
    return new Item.ExternRust(crate, popTo(mark), spanFrom(from));
  }

  // ---- declarations of other languages

  /// `struct Name { x: T, y: T }`: rewritten where all of it is fields with commas between.
  private Item struct(int from, boolean exported) {
    int keyword = p;
    p++;
    Name name = name("the name of the class");
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    if (!at(Kind.LBRACE)) {
      if (at(Kind.LPAREN)) {
        habit(Habit.STRUCT, "struct", spanOf(keyword));
        p = values[p] + 1;
        Item item = new Item.Error(spanFrom(from));
        endStatement();
        return item;
      }
      habit(Habit.STRUCT, "struct", spanOf(keyword), replace(keyword, "data class"));
      Declaration declaration =
          new Declaration.ClassDeclaration(
              true,
              name,
              typeParameters,
              false,
              List.of(),
              false,
              List.of(),
              exported,
              spanFrom(from));
      endStatement();
      return declaration;
    }
    int open = p;
    int close = values[p];
    List<Edit> edits = new ArrayList<>();
    edits.add(replace(keyword, "data class"));
    edits.add(
        replace(
            Span.of(
                ends[open - 1],
                (flags[open + 1] & Tokens.NEWLINE) != 0 ? ends[open] : starts[open + 1]),
            "("));
    edits.add(
        (flags[close] & Tokens.NEWLINE) != 0
            ? replace(close, ")")
            : replace(Span.of(ends[close - 1], ends[close]), ")"));
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    boolean exact = close > open + 1;
    List<Member> methods = new ArrayList<>();
    while (!Kind.isCloser(kinds[p])) {
      if (eat(Kind.SEMICOLON)) {
        exact = false;
        continue;
      }
      int before = p;
      if (isWord(p, Words.PUB)) {
        edits.add(deleteWord(p));
        p++;
      }
      if (at(Kind.FUN) || isFunctionWord(p)) {
        exact = false;
        mode = 0;
        Declaration.Function function = function(p, false);
        methods.add(new Member.Method(false, function, function.span()));
        mode = LOOSE;
        continue;
      }
      boolean isVar = at(Kind.VAR);
      boolean isLet = at(Kind.VAL) || isVar || isWord(p, Words.LET) && kinds[p + 1] == Kind.NAME;
      if (isLet) {
        exact = false;
        p++;
      }
      if (at(Kind.NAME) && kinds[p + 1] == Kind.COLON) {
        Name field = takeName();
        p++;
        TypeTree type = type("the type of `" + field.text() + "`");
        Expression value = null;
        if (eat(Kind.ASSIGN)) {
          value = expression();
        }
        push(
            new Field(
                isVar ? Field.Kind.VAR : Field.Kind.VAL, field, type, value, spanFrom(before)));
      } else if (at(Kind.NAME) && kinds[p + 1] == Kind.NAME) {
        // `int x;`
        exact = false;
        TypeTree type = typeNamed(p);
        p++;
        Name field = takeName();
        push(new Field(Field.Kind.VAL, field, type, null, spanFrom(before)));
      } else {
        exact = false;
        if (!Kind.isCloser(kinds[p])) {
          p = after(p);
        }
        continue;
      }
      if (!eat(Kind.COMMA) && !Kind.isCloser(kinds[p])) {
        exact = false;
      }
    }
    close(open);
    mode = saved;
    report(
        new SyntaxProblem.ForeignHabit(
            file,
            spanOf(keyword),
            Habit.STRUCT,
            "struct",
            exact ? List.copyOf(edits) : List.of(),
            exact));
    List<Field> fields = popTo(mark);
    return new Declaration.ClassDeclaration(
        true,
        name,
        typeParameters,
        true,
        fields,
        !methods.isEmpty(),
        List.copyOf(methods),
        exported,
        spanFrom(from));
  }

  /// `impl Name { … }`: its functions are read for their own mistakes.
  private Item impl(int from) {
    int keyword = p;
    habit(Habit.IMPL, "", spanOf(keyword));
    p++;
    while (!at(Kind.LBRACE) && !endsStatement(p)) {
      p = after(p);
    }
    if (at(Kind.LBRACE)) {
      int open = p;
      int saved = mode;
      boolean savedTop = top;
      mode = 0;
      top = false;
      p++;
      while (!Kind.isCloser(kinds[p])) {
        if (eat(Kind.SEMICOLON)) {
          continue;
        }
        int before = p;
        skipModifiers(false);
        if (at(Kind.FUN) || isFunctionWord(p)) {
          function(p, false);
        } else {
          skipStatement();
        }
        if (p == before) {
          p = after(p);
        }
      }
      close(open);
      top = savedTop;
      mode = saved;
    }
    return new Item.Error(spanFrom(from));
  }
}
