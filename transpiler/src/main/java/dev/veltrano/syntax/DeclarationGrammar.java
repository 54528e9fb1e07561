package dev.veltrano.syntax;

import dev.veltrano.diagnostic.Edit;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.Bound;
import dev.veltrano.syntax.tree.Declaration;
import dev.veltrano.syntax.tree.EnumEntry;
import dev.veltrano.syntax.tree.Expression;
import dev.veltrano.syntax.tree.Field;
import dev.veltrano.syntax.tree.FunctionBody;
import dev.veltrano.syntax.tree.Has;
import dev.veltrano.syntax.tree.LabelName;
import dev.veltrano.syntax.tree.Member;
import dev.veltrano.syntax.tree.Name;
import dev.veltrano.syntax.tree.Parameter;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Receiver;
import dev.veltrano.syntax.tree.Relation;
import dev.veltrano.syntax.tree.Requires;
import dev.veltrano.syntax.tree.Statement;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Declarations: functions, classes and their kin, with their signatures.
abstract class DeclarationGrammar extends StatementGrammar {
  DeclarationGrammar(Tokens tokens, Problems problems) {
    super(tokens, problems);
  }

  // ---- functions

  /// A function with its body; the current token is `fun` or what others write for it.
  @Override
  final Declaration.Function function(int from, boolean exported) {
    return function(from, exported, true);
  }

  final Declaration.Function function(int from, boolean exported, boolean withBody) {
    int keyword = p;
    int indent = indent(p);
    if (at(Kind.NAME)) {
      habit(Habit.FUNCTION_KEYWORD, tokens.text(p), spanOf(p), replace(p, "fun"));
    }
    p++;
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    Receiver receiver = receiver();
    Name name = name("the name of the function");
    if (at(Kind.LESS)) {
      typeParameters = lateTypeParameters(keyword);
    }
    List<Parameter> parameters;
    if (at(Kind.LPAREN)) {
      parameters = parameters(name);
    } else {
      expected("`(` and the parameters of " + quoted(name, "the function"), "()");
      parameters = List.of();
    }
    TypeTree result = resultType(name);
    Requires requires = at(Kind.REQUIRES) ? requires() : null;
    Span head = spanFrom(keyword);
    FunctionBody body = withBody ? functionBody(name, indent) : null;
    return new Declaration.Function(
        typeParameters,
        receiver,
        name,
        parameters,
        result,
        requires,
        body,
        exported,
        head,
        spanFrom(from));
  }

  static String quoted(Name name, String otherwise) {
    return name.isMissing() ? otherwise : "`" + name.text() + "`";
  }

  private @Nullable Receiver receiver() {
    if (!at(Kind.NAME)) {
      return null;
    }
    if (kinds[p + 1] == Kind.DOT) {
      int from = p;
      Name name = takeName();
      Receiver receiver = new Receiver(name, List.of(), spanFrom(from));
      p++;
      return receiver;
    }
    if (kinds[p + 1] == Kind.LESS) {
      int end = scanTypeArguments(p + 1, 16);
      if (end >= 0 && kinds[end] == Kind.DOT) {
        int from = p;
        Name name = takeName();
        List<TypeArgument> arguments = typeArguments();
        Receiver receiver = new Receiver(name, arguments, spanFrom(from));
        eat(Kind.DOT);
        return receiver;
      }
    }
    return null;
  }

  /// `fun name<T>(…)` of Rust, Java and TypeScript.
  private List<TypeParameter> lateTypeParameters(int keyword) {
    int from = p;
    List<TypeParameter> parameters = typeParameters();
    Span written = spanFrom(from);
    if (!isQuiet()) {
      habit(
          Habit.LATE_TYPE_PARAMETERS,
          "",
          written,
          insert(ends[keyword], file.text(written)),
          replace(written, ""));
    }
    return parameters;
  }

  private @Nullable TypeTree resultType(Name function) {
    String what = "the result type of " + quoted(function, "the function");
    if (at(Kind.COLON)) {
      p++;
      return type(what);
    }
    if (at(Kind.ARROW) && sameLine(p)) {
      int gap = ends[p - 1];
      habit(Habit.ARROW_RESULT, "", spanOf(p), replace(Span.of(gap, ends[p]), ":"));
      p++;
      return type(what);
    }
    if (at(Kind.NAME) && sameLine(p) && isTypeName(p) && !isWord(p, Words.WHERE)) {
      // `func f() Int {` of Go
      expected("`:` before " + what, ":");
      return type(what);
    }
    return null;
  }

  private FunctionBody functionBody(Name name, int indent) {
    if (at(Kind.LBRACE)) {
      return new FunctionBody.Body(block());
    }
    if (at(Kind.ASSIGN)) {
      p++;
      Expression value = expression();
      endStatement();
      return new FunctionBody.Value(value);
    }
    if (at(Kind.FAT_ARROW) && sameLine(p)) {
      habit(Habit.ARROW_BODY, "", spanOf(p), replace(p, "="));
      p++;
      if (at(Kind.LBRACE)) {
        return new FunctionBody.Body(block());
      }
      Expression value = expression();
      endStatement();
      return new FunctionBody.Value(value);
    }
    if (at(Kind.COLON) || isWord(p, Words.WHERE)) {
      // Python's colon, or Rust's and Kotlin's `where`
      expected("`{` or `=` and the body of " + quoted(name, "the function"));
      while (!endsStatement(p) && !at(Kind.LBRACE) && !at(Kind.ASSIGN)) {
        p = after(p);
      }
      if (at(Kind.LBRACE)) {
        return new FunctionBody.Body(block());
      }
    } else {
      expected("`{` or `=` and the body of " + quoted(name, "the function"), " {");
    }
    return looseBody(indent);
  }

  /// A body whose `{` is missing: the lines that are indented deeper, up to a `}` too many.
  private FunctionBody looseBody(int indent) {
    int from = p;
    Span empty = nowhere();
    int mark = mark();
    eat(Kind.SEMICOLON);
    while (true) {
      if (at(Kind.EOF) || Kind.isCloser(kinds[p])) {
        break;
      }
      if (at(Kind.STRAY_BRACE)) {
        p++;
        break;
      }
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      if ((flags[p] & Tokens.NEWLINE) != 0 && indent(p) <= indent) {
        break;
      }
      int before = p;
      Statement statement = statement();
      if (p == before) {
        unexpected("a statement");
        p = after(p);
        statement = new Statement.Error(spanFrom(before));
      }
      push(statement);
      endStatement();
    }
    List<Statement> statements = popTo(mark);
    Span span = p == from ? empty : since(empty.start());
    return new FunctionBody.Body(new Statement.Block(statements, new Span(span.end(), 0), span));
  }

  // ---- parameters

  private List<Parameter> parameters(Name function) {
    int open = p;
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      Parameter parameter = parameter();
      if (parameter != null) {
        push(parameter);
      }
      if (at(Kind.COMMA)) {
        p++;
      } else if (at(Kind.RPAREN)
          || !more(
              Kind.RPAREN,
              before,
              "to close the parameters of " + quoted(function, "the function"))) {
        break;
      }
    }
    close(open);
    mode = saved;
    return popTo(mark);
  }

  private @Nullable Parameter parameter() {
    int from = p;
    if (at(Kind.NAME) && kinds[p + 1] == Kind.COLON) {
      return parameterRest(from, takeName());
    }
    if (isSelfParameter()) {
      selfParameter();
      return null;
    }
    while (at(Kind.VAL)
        || at(Kind.VAR)
        || at(Kind.CONST)
        || ((isWord(p, Words.MUT) || isWord(p, Words.FINAL) || isWord(p, Words.REF))
            && kinds[p + 1] == Kind.NAME)) {
      habit(Habit.PARAMETER_KEYWORD, tokens.text(p), spanOf(p), deleteWord(p));
      p++;
    }
    if (at(Kind.ELLIPSIS)) {
      habit(Habit.VARARGS, "", spanOf(p));
      p++;
    }
    while (at(Kind.LABEL) && (kinds[p + 1] == Kind.NAME || kinds[p + 1] == Kind.LABEL)) {
      habit(Habit.ATTRIBUTE, "", spanOf(p), deleteWord(p));
      p++;
    }
    int typeEnd = typeFirst();
    if (typeEnd >= 0) {
      return typeFirstParameter(from, typeEnd);
    }
    Name name = name("a parameter");
    if (name.isMissing()) {
      return null;
    }
    return parameterRest(from, name);
  }

  private Parameter parameterRest(int from, Name name) {
    TypeTree type = typeOf(name);
    if (at(Kind.ELLIPSIS)) {
      habit(Habit.VARARGS, "", spanOf(p));
      p++;
    }
    Expression value = null;
    if (at(Kind.ASSIGN)) {
      p++;
      value = expression();
    }
    return new Parameter(name, type, value, spanFrom(from));
  }

  /// `: type`, which a parameter and a field cannot do without.
  private TypeTree typeOf(Name name) {
    if (eat(Kind.COLON)) {
      return type("the type of `" + name.text() + "`");
    }
    if (at(Kind.QUESTION) && kinds[p + 1] == Kind.COLON) {
      // TypeScript's optional parameter
      expectedNote(
          "`:` and the type of `" + name.text() + "`",
          "what may be absent has a type with `?`: `" + name.text() + ": Int?`");
      p += 2;
      return type("the type of `" + name.text() + "`");
    }
    if (at(Kind.NAME) && isTypeName(p)) {
      expected("`:` and the type of `" + name.text() + "`", ":");
      return type("a type");
    }
    expected("`:` and the type of `" + name.text() + "`");
    return new TypeTree.Error(nowhere());
  }

  private boolean isSelfParameter() {
    if (at(Kind.SELF)) {
      return true;
    }
    int i = p;
    if (kinds[i] == Kind.AMPERSAND) {
      i++;
      if (kinds[i] == Kind.LABEL) {
        i++;
      }
    }
    if (isWord(i, Words.MUT)) {
      i++;
    }
    return i > p && kinds[i] == Kind.SELF;
  }

  private void selfParameter() {
    int from = p;
    while (!at(Kind.SELF)) {
      p++;
    }
    p++;
    if (at(Kind.COLON)) {
      p++;
      type("the type of `self`");
    }
    Span written = spanFrom(from);
    int end = written.end();
    if (at(Kind.COMMA)) {
      end = (flags[p + 1] & Tokens.NEWLINE) != 0 ? ends[p] : starts[p + 1];
    }
    habit(Habit.SELF_PARAMETER, "", written, replace(Span.of(written.start(), end), ""));
  }

  /// Where the type ends that stands before a name (`int x`, `List<Int> xs`, `String[] args`); -1
  /// for none.
  private int typeFirst() {
    if (!at(Kind.NAME)) {
      return -1;
    }
    int end = p + 1;
    if (kinds[end] == Kind.LESS) {
      end = scanTypeArguments(end, 8);
    } else if (kinds[end] == Kind.LBRACKET && kinds[end + 1] == Kind.RBRACKET) {
      end += 2;
    }
    if (end < 0 || kinds[end] != Kind.NAME) {
      return -1;
    }
    return switch (kinds[end + 1]) {
      case Kind.COMMA, Kind.RPAREN, Kind.ASSIGN -> isTypeName(p) || end > p + 1 ? end : -1;
      default -> -1;
    };
  }

  private Parameter typeFirstParameter(int from, int end) {
    boolean single = end == from + 1;
    boolean array = kinds[from + 1] == Kind.LBRACKET;
    Name name = new Name(names[values[end]], spanOf(end));
    String element = TypeNames.veltrano(names[values[from]]);
    String typeText =
        single
            ? element
            : array ? "Array<" + element + ">" : file.text(starts[from], ends[end - 1]);
    String text = name.text() + ": " + typeText;
    Span written = Span.of(starts[from], ends[end]);
    habit(Habit.TYPE_FIRST, text, written, replace(written, text));
    TypeTree type;
    if (single) {
      type = typeNamed(from);
    } else if (array) {
      type = new TypeTree.Error(Span.of(starts[from], ends[end - 1]));
    } else {
      type = type("a type");
    }
    p = end + 1;
    Expression value = eat(Kind.ASSIGN) ? expression() : null;
    return new Parameter(name, type, value, spanFrom(from));
  }

  /// `<@a, T: R>`; the current token is `<`.
  final List<TypeParameter> typeParameters() {
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    while (!at(Kind.GREATER) && !at(Kind.EOF)) {
      int from = p;
      if (at(Kind.LABEL)) {
        LabelName label = takeLabel();
        push(new TypeParameter.Label(label, label.span()));
      } else if (at(Kind.NAME)) {
        Name name = takeName();
        Path requirement = null;
        if (at(Kind.COLON)) {
          p++;
          requirement = path("the requirement of `" + name.text() + "`");
        } else if (isWord(p, Words.EXTENDS)) {
          habit(
              Habit.WORD_OPERATOR,
              "extends" + Habit.SEPARATOR + ":",
              spanOf(p),
              replace(Span.of(ends[p - 1], ends[p]), ":"));
          p++;
          requirement = path("the requirement of `" + name.text() + "`");
        }
        push(new TypeParameter.Type(name, requirement, spanFrom(from)));
      } else {
        expected("a type parameter or a label");
        break;
      }
      if (!eat(Kind.COMMA)) {
        break;
      }
    }
    mode = saved;
    if (!eat(Kind.GREATER)) {
      expected("`>` to close the type parameters", ">");
      recoverAngle();
    }
    return popTo(mark);
  }

  // ---- requires

  private Requires requires() {
    int from = p;
    p++;
    int mark = mark();
    while (true) {
      Relation relation = relation();
      if (relation == null) {
        break;
      }
      push(relation);
      if (!eat(Kind.COMMA)) {
        break;
      }
    }
    return new Requires(popTo(mark), spanFrom(from));
  }

  private @Nullable Relation relation() {
    int from = p;
    if (at(Kind.NAME) && isWord(p + 1, Words.SATISFIES)) {
      Name parameter = takeName();
      p++;
      Path requirement = path("a requirement after `satisfies`");
      return new Relation.Satisfies(parameter, requirement, spanFrom(from));
    }
    if (isWord(p, Words.ALLOC) && kinds[p + 1] == Kind.LPAREN) {
      p++;
      int open = p;
      int saved = mode;
      mode = LOOSE;
      p++;
      Bound bound = bound();
      if (bound != null && !at(Kind.RPAREN)) {
        expected("`)` to close `Alloc`");
      }
      close(open);
      mode = saved;
      return bound == null ? null : new Relation.Alloc(bound, spanFrom(from));
    }
    Bound left = bound();
    if (left == null) {
      return null;
    }
    Relation.Order order;
    switch (kinds[p]) {
      case Kind.LESS_EQUAL -> order = Relation.Order.AT_MOST;
      case Kind.LESS -> order = Relation.Order.INSIDE;
      case Kind.ASSIGN, Kind.EQUAL -> order = Relation.Order.EQUAL;
      case Kind.GREATER -> {
        order = Relation.Order.AROUND;
        if (kinds[p + 1] == Kind.ASSIGN && touches(p + 1)) {
          order = Relation.Order.AT_LEAST;
          p++;
        }
      }
      default -> {
        expected("`<=`, `>=`, `<`, `>` or `=` between two lifetimes");
        return null;
      }
    }
    p++;
    Bound right = bound();
    return right == null ? null : new Relation.Compare(left, order, right, spanFrom(from));
  }

  private @Nullable Bound bound() {
    int from = p;
    if (at(Kind.LABEL)) {
      LabelName label = takeLabel();
      return new Bound.Label(label, label.span());
    }
    if (isWord(p, Words.STATIC_LIFETIME)) {
      p++;
      return new Bound.Static(spanFrom(from));
    }
    if (!isWord(p, Words.LIFETIME) || kinds[p + 1] != Kind.LPAREN) {
      expectedNote(
          "a lifetime",
          "a lifetime is a label `@a`, `Static`, or `Lifetime(x)` of a parameter `x`");
      return null;
    }
    p++;
    int open = p;
    int saved = mode;
    mode = LOOSE;
    p++;
    boolean place = eat(Kind.AMPERSAND);
    int mark = mark();
    push(lifetimeName());
    while (eat(Kind.DOT)) {
      push(name("the name of a field"));
    }
    if (!at(Kind.RPAREN)) {
      expected("`)` to close `Lifetime`");
    }
    close(open);
    mode = saved;
    return new Bound.Lifetime(place, popTo(mark), spanFrom(from));
  }

  private Name lifetimeName() {
    if (at(Kind.SELF)) {
      Name name = new Name("self", spanOf(p));
      p++;
      return name;
    }
    return name("a parameter, `Return` or `self`");
  }

  // ---- the other declarations

  final Declaration constant(int from, boolean exported) {
    p++;
    if (!eat(Kind.VAL)) {
      int keyword = p - 1;
      if (at(Kind.VAR)) {
        habit(Habit.CONSTANT, "", spanOf(p), replace(p, "val"));
        p++;
      } else {
        habit(Habit.CONSTANT, "", spanOf(keyword), replace(keyword, "const val"));
      }
    }
    return constantRest(from, exported);
  }

  /// The rest of a constant behind its keywords.
  final Declaration constantRest(int from, boolean exported) {
    Name name = name("the name of the constant");
    TypeTree type = eat(Kind.COLON) ? type("the type of " + quoted(name, "the constant")) : null;
    Expression value;
    if (at(Kind.ASSIGN)) {
      p++;
      value = expression();
    } else {
      expected("`=` and the value of " + quoted(name, "the constant"));
      value = new Expression.Error(nowhere());
    }
    Declaration constant = new Declaration.Constant(name, type, value, exported, spanFrom(from));
    endStatement();
    return constant;
  }

  final Declaration union(int from, boolean exported) {
    p++;
    Name name = name("the name of the union");
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    int mark = mark();
    if (expect(Kind.ASSIGN, "`=` and the types of " + quoted(name, "the union"))) {
      eat(Kind.BAR);
      push(type("a type of the union"));
      while (eat(Kind.BAR)) {
        push(type("a type of the union"));
      }
    }
    Declaration union =
        new Declaration.Union(name, typeParameters, popTo(mark), exported, spanFrom(from));
    endStatement();
    return union;
  }

  /// `enum class Name { A, B }`; the current token is the name.
  final Declaration enumClass(int from, boolean exported) {
    Name name = name("the name of the `enum class`");
    int mark = mark();
    if (!at(Kind.LBRACE)) {
      expected("`{` and the values of " + quoted(name, "the `enum class`"), " {");
      return new Declaration.EnumClass(name, List.of(), exported, spanFrom(from));
    }
    int open = p;
    int saved = mode;
    mode = LOOSE;
    p++;
    while (!Kind.isCloser(kinds[p])) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      int before = p;
      if (at(Kind.CASE)) {
        habit(Habit.MODIFIER, "case", spanOf(p), deleteWord(p));
        p++;
      }
      if (at(Kind.FUN) || at(Kind.VAL) || at(Kind.VAR)) {
        enumMember();
        continue;
      }
      Name entry = name("a value of " + quoted(name, "the `enum class`"));
      if (!entry.isMissing()) {
        push(new EnumEntry(entry, entry.span()));
      }
      if (at(Kind.LPAREN) || at(Kind.LBRACE)) {
        Span payload = Span.of(starts[p], ends[values[p]]);
        habit(Habit.ENUM_PAYLOAD, "", payload);
        p = values[p] + 1;
      } else if (at(Kind.ASSIGN)) {
        habit(Habit.ENUM_PAYLOAD, "", spanOf(p));
        p++;
        expression();
      }
      if (at(Kind.SEMICOLON) || at(Kind.RBRACE) || at(Kind.FUN) || at(Kind.VAL) || at(Kind.VAR)) {
        continue;
      }
      if (!more(Kind.RBRACE, before, "to close the values of " + quoted(name, "the enum"))) {
        break;
      }
    }
    close(open);
    mode = saved;
    return new Declaration.EnumClass(name, popTo(mark), exported, spanFrom(from));
  }

  private void enumMember() {
    misplaced(
        spanOf(p),
        "an `enum class` lists values only",
        "declare an extension function: `fun Color.describe(): Str`");
    int saved = mode;
    mode = 0;
    if (at(Kind.FUN)) {
      function(p, false);
    } else {
      local();
    }
    mode = saved;
  }

  /// `requirement Name<T> { has … }`; the current token is the name.
  final Declaration requirement(int from, boolean exported, boolean foreign) {
    Name name = name("the name of the requirement");
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    int mark = mark();
    if (at(Kind.COLON) || isWord(p, Words.EXTENDS)) {
      inheritance();
    }
    if (!at(Kind.LBRACE)) {
      expected("`{` and the members of " + quoted(name, "the requirement"), " {");
      return new Declaration.Requirement(name, typeParameters, List.of(), exported, spanFrom(from));
    }
    int open = p;
    int saved = mode;
    mode = 0;
    p++;
    while (!Kind.isCloser(kinds[p])) {
      if (eat(Kind.SEMICOLON) || eat(Kind.STRAY_BRACE)) {
        continue;
      }
      int before = p;
      Has has = has(foreign);
      if (has != null) {
        push(has);
        if (at(Kind.LBRACE)) {
          if (!isQuiet()) {
            misplaced(spanOf(p), "a requirement says what there must be, not how it is done", "");
          }
          block();
        }
        endStatement();
      } else if (p == before) {
        p = after(p);
        skipStatement();
      }
    }
    close(open);
    mode = saved;
    return new Declaration.Requirement(name, typeParameters, popTo(mark), exported, spanFrom(from));
  }

  private @Nullable Has has(boolean foreign) {
    int from = p;
    boolean known = isWord(p, Words.HAS);
    boolean similar =
        at(Kind.FUN)
            || at(Kind.VAL)
            || at(Kind.VAR)
            || ((isWord(p, Words.FN) || isWord(p, Words.FUNC) || isWord(p, Words.DEF))
                && kinds[p + 1] == Kind.NAME);
    if (!known && !similar) {
      if (at(Kind.NAME) && (kinds[p + 1] == Kind.COLON || kinds[p + 1] == Kind.LPAREN)) {
        if (!foreign) {
          unexpected("`has` before a member of a requirement", insert(starts[p], "has "));
        }
        p--;
      } else {
        unexpected("`has` and a member of the requirement");
        return null;
      }
    } else if (!known && !foreign) {
      unexpected("`has` before a member of a requirement", replace(p, "has"));
    }
    p++;
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    Name name = name("the name of the member");
    if (at(Kind.LESS)) {
      typeParameters = typeParameters();
    }
    List<Parameter> parameters = null;
    TypeTree type = null;
    if (at(Kind.LPAREN)) {
      parameters = parameters(name);
      type = resultType(name);
    } else if (eat(Kind.COLON)) {
      type = type("the type of " + quoted(name, "the member"));
    } else {
      expected("`:` and the type of " + quoted(name, "the member") + ", or its parameters");
    }
    Requires requires = at(Kind.REQUIRES) && parameters != null ? requires() : null;
    return new Has(typeParameters, name, parameters, type, requires, spanFrom(from));
  }

  /// `class Name<T>(val x: T) { … }`; the current token is the name.
  final Declaration classDeclaration(int from, boolean exported, boolean isData) {
    int indent = indent(from);
    Name name = name("the name of the class");
    List<TypeParameter> typeParameters = at(Kind.LESS) ? typeParameters() : List.of();
    boolean hasFieldList = at(Kind.LPAREN) && sameLine(p);
    List<Field> fields = hasFieldList ? fields(name) : List.of();
    if ((at(Kind.COLON) || isWord(p, Words.EXTENDS) || isWord(p, Words.IMPLEMENTS))
        && sameLine(p)) {
      inheritance();
    }
    boolean hasBody = at(Kind.LBRACE);
    List<Member> members = List.of();
    if (hasBody) {
      int open = p;
      int saved = mode;
      mode = 0;
      p++;
      members = members(name, -1);
      close(open);
      mode = saved;
    } else if (isMissingClassBody(indent)) {
      expected("`{` before the members of " + quoted(name, "the class"), " {");
      hasBody = true;
      members = members(name, indent);
      eat(Kind.STRAY_BRACE);
    }
    Declaration declaration =
        new Declaration.ClassDeclaration(
            isData,
            name,
            typeParameters,
            hasFieldList,
            fields,
            hasBody,
            members,
            exported,
            spanFrom(from));
    if (!hasBody) {
      endStatement();
    }
    return declaration;
  }

  private boolean isMissingClassBody(int indent) {
    boolean member =
        at(Kind.VAL)
            || at(Kind.VAR)
            || at(Kind.FUN)
            || (isWord(p, Words.FORWARD) && kinds[p + 1] == Kind.FUN);
    return member && breaksLine(p) && indent(p) > indent;
  }

  /// `: Base(…)`, `extends Base`, `implements A, B`.
  private void inheritance() {
    int from = p;
    while (!at(Kind.LBRACE) && !endsStatement(p)) {
      p = after(p);
    }
    habit(Habit.INHERITANCE, "", spanFrom(from));
  }

  private List<Field> fields(Name owner) {
    int open = p;
    int saved = mode;
    mode = LOOSE;
    p++;
    int mark = mark();
    while (!Kind.isCloser(kinds[p])) {
      int before = p;
      Field field = field();
      if (field != null) {
        push(field);
      }
      if (at(Kind.COMMA)) {
        p++;
      } else if (at(Kind.RPAREN)
          || !more(Kind.RPAREN, before, "to close the fields of " + quoted(owner, "the class"))) {
        break;
      }
    }
    close(open);
    mode = saved;
    return popTo(mark);
  }

  private @Nullable Field field() {
    int from = p;
    skipModifiers(false);
    if (at(Kind.LABEL) && kinds[p + 1] != Kind.COLON && kinds[p + 1] != Kind.COMMA) {
      habit(Habit.ATTRIBUTE, "", spanOf(p), deleteWord(p));
      p++;
    }
    Field.Kind kind =
        at(Kind.VAL) ? Field.Kind.VAL : at(Kind.VAR) ? Field.Kind.VAR : Field.Kind.PLAIN;
    if (kind != Field.Kind.PLAIN) {
      p++;
    } else {
      int typeEnd = typeFirst();
      if (typeEnd >= 0) {
        Parameter parameter = typeFirstParameter(p, typeEnd);
        return new Field(
            kind, parameter.name(), parameter.type(), parameter.defaultValue(), spanFrom(from));
      }
    }
    Name name = name("a field");
    if (name.isMissing()) {
      return null;
    }
    TypeTree type = typeOf(name);
    Expression value = null;
    if (at(Kind.ASSIGN)) {
      p++;
      value = expression();
    }
    return new Field(kind, name, type, value, spanFrom(from));
  }

  /// Members up to the closing brace, or with `indent >= 0` up to a line that is not deeper.
  private List<Member> members(Name owner, int indent) {
    int mark = mark();
    while (!Kind.isCloser(kinds[p]) && !at(Kind.EOF)) {
      if (eat(Kind.SEMICOLON)) {
        continue;
      }
      if (indent >= 0
          && (at(Kind.STRAY_BRACE) || ((flags[p] & Tokens.NEWLINE) != 0 && indent(p) <= indent))) {
        break;
      }
      if (at(Kind.STRAY_BRACE)) {
        strayBrace();
        continue;
      }
      int before = p;
      push(member(owner));
      if (p == before) {
        p = after(p);
      }
    }
    return popTo(mark);
  }

  private Member member(Name owner) {
    int from = p;
    skipModifiers(false);
    switch (kinds[p]) {
      case Kind.VAL, Kind.VAR -> {
        height = 0;
        Statement.Local local = local();
        Member member = new Member.Property(local, spanFrom(from));
        endStatement();
        return member;
      }
      case Kind.FUN -> {
        Declaration.Function function = function(p, false);
        return new Member.Method(false, function, spanFrom(from));
      }
      case Kind.NAME -> {
        if (isWord(p, Words.FORWARD) && kinds[p + 1] == Kind.FUN) {
          p++;
          Declaration.Function function = function(p, false);
          return new Member.Method(true, function, spanFrom(from));
        }
        return nameMember(from, owner);
      }
      case Kind.CONST -> {
        misplaced(
            spanOf(p), "a `const val` stands at the top of a file, not in a class", "move it");
        constant(from, false);
        return new Member.Error(spanFrom(from));
      }
      case Kind.LABEL -> {
        while (at(Kind.LABEL)) {
          habit(Habit.ATTRIBUTE, "", spanOf(p), deleteWord(p));
          p++;
          if (at(Kind.LPAREN) && touches(p)) {
            p = values[p] + 1;
          }
        }
        return Kind.isCloser(kinds[p]) || at(Kind.EOF)
            ? new Member.Error(spanFrom(from))
            : member(owner);
      }
      default -> {
        if (atItem()) {
          if (nesting >= MAX_NESTING && tooDeep()) {
            return new Member.Error(spanFrom(from));
          }
          nesting++;
          misplacedItem();
          nesting--;
          if (p > from) {
            return new Member.Error(spanFrom(from));
          }
        }
        unexpected("a member of " + quoted(owner, "the class") + ": `val`, `var` or `fun`");
        skipStatement();
        return new Member.Error(spanFrom(from));
      }
    }
  }

  private Member nameMember(int from, Name owner) {
    int word = values[p];
    byte next = kinds[p + 1];
    if (isFunctionWord(p)) {
      Declaration.Function function = function(p, false);
      return new Member.Method(false, function, spanFrom(from));
    }
    boolean constructor =
        word == Words.CONSTRUCTOR && next == Kind.LPAREN
            || word == Words.INIT && (next == Kind.LBRACE || next == Kind.LPAREN)
            || (next == Kind.LPAREN
                && names[word].equals(owner.text())
                && kinds[values[p + 1] + 1] == Kind.LBRACE);
    if (constructor) {
      habit(Habit.CONSTRUCTOR, "", spanOf(p));
      p++;
      while (!at(Kind.LBRACE) && !endsStatement(p)) {
        p = after(p);
      }
      if (at(Kind.LBRACE)) {
        block();
      }
      return new Member.Error(spanFrom(from));
    }
    if (atItem() || word == Words.COMPANION || word == Words.OBJECT && next == Kind.LBRACE) {
      if (word == Words.COMPANION) {
        habit(Habit.OBJECT, "", spanOf(p));
        skipStatement();
      } else if (nesting < MAX_NESTING || !tooDeep()) {
        nesting++;
        misplacedItem();
        nesting--;
      }
      if (p > from) {
        return new Member.Error(spanFrom(from));
      }
    }
    if (next == Kind.COLON) {
      String name = names[word];
      habit(Habit.DECLARATION_WITHOUT_KEYWORD, "val " + name, spanOf(p), insert(starts[p], "val "));
      p--;
      Statement.Local local = localBehind(from);
      return new Member.Property(local, spanFrom(from));
    }
    if (word == Words.LET && next == Kind.NAME) {
      habit(Habit.LET, "let" + Habit.SEPARATOR + "val", spanOf(p), replace(p, "val"));
      Statement.Local local = localBehind(from);
      return new Member.Property(local, spanFrom(from));
    }
    int typed = typedFunction(p);
    if (typed >= 0) {
      Declaration.Function function = typedFunction(from, typed, false);
      return new Member.Method(false, function, spanFrom(from));
    }
    if (next == Kind.LPAREN
        && (kinds[values[p + 1] + 1] == Kind.LBRACE
            || kinds[values[p + 1] + 1] == Kind.COLON
            || kinds[values[p + 1] + 1] == Kind.ARROW)) {
      habit(Habit.FUNCTION_WITHOUT_KEYWORD, "", spanOf(p), insert(starts[p], "fun "));
      p--;
      Declaration.Function function = functionBehind(from);
      return new Member.Method(false, function, spanFrom(from));
    }
    int typeEnd = memberType();
    if (typeEnd >= 0) {
      return typedMember(from, typeEnd);
    }
    unexpected("a member of " + quoted(owner, "the class") + ": `val`, `var` or `fun`");
    skipStatement();
    return new Member.Error(spanFrom(from));
  }

  /// A local behind the keyword-like token at `p`, as a `val`.
  private Statement.Local localBehind(int from) {
    p++;
    height = 0;
    Binder binder = binder("a name");
    TypeTree type = eat(Kind.COLON) ? type("the type of the field") : null;
    Expression value = eat(Kind.ASSIGN) ? expression() : null;
    Statement.Local local = new Statement.Local(false, binder, type, value, spanFrom(from));
    if (!eat(Kind.COMMA)) {
      endStatement();
    }
    return local;
  }

  /// Where the type ends that stands before the name of a field (`int x;`); -1 for none.
  private int memberType() {
    int end = p + 1;
    if (kinds[end] == Kind.LESS) {
      end = scanTypeArguments(end, 8);
    } else if (kinds[end] == Kind.LBRACKET && kinds[end + 1] == Kind.RBRACKET) {
      end += 2;
    }
    if (end < 0 || kinds[end] != Kind.NAME || !sameLine(end)) {
      return -1;
    }
    return kinds[end + 1] == Kind.ASSIGN || endsStatement(end + 1) ? end : -1;
  }

  private Member typedMember(int from, int end) {
    int typeAt = p;
    Name name = new Name(names[values[end]], spanOf(end));
    boolean array = kinds[typeAt + 1] == Kind.LBRACKET;
    String element = TypeNames.veltrano(names[values[typeAt]]);
    String typeText =
        end == typeAt + 1
            ? element
            : array ? "Array<" + element + ">" : file.text(starts[typeAt], ends[end - 1]);
    String text = "var " + name.text() + ": " + typeText;
    Span written = Span.of(starts[typeAt], ends[end]);
    habit(Habit.TYPE_FIRST, text, written, replace(written, text));
    TypeTree type =
        end == typeAt + 1
            ? typeNamed(typeAt)
            : array ? new TypeTree.Error(Span.of(starts[typeAt], ends[end - 1])) : type("a type");
    p = end + 1;
    height = 0;
    Expression value = eat(Kind.ASSIGN) ? expression() : null;
    Statement.Local local =
        new Statement.Local(
            true, new Binder.Single(name, name.span()), type, value, spanFrom(from));
    endStatement();
    return new Member.Property(local, spanFrom(from));
  }

  // ---- functions of other languages

  final boolean isFunctionWord(int token) {
    if (kinds[token] != Kind.NAME || kinds[token + 1] != Kind.NAME || !sameLine(token + 1)) {
      return false;
    }
    return switch (values[token]) {
      case Words.FN, Words.FUNC, Words.FUNCTION, Words.DEF ->
          kinds[token + 2] == Kind.LPAREN || kinds[token + 2] == Kind.LESS;
      default -> false;
    };
  }

  /// The name in `int name(…) {` at the token; -1 for none.
  final int typedFunction(int token) {
    if (kinds[token] != Kind.NAME) {
      return -1;
    }
    int end = token + 1;
    if (kinds[end] == Kind.LESS) {
      end = scanTypeArguments(end, 8);
    } else if (kinds[end] == Kind.LBRACKET && kinds[end + 1] == Kind.RBRACKET) {
      end += 2;
    }
    if (end < 0
        || kinds[end] != Kind.NAME
        || !sameLine(end)
        || kinds[end + 1] != Kind.LPAREN
        || !sameLine(end + 1)) {
      return -1;
    }
    return kinds[values[end + 1] + 1] == Kind.LBRACE ? end : -1;
  }

  /// `int name(int x) { … }` of Java and C.
  final Declaration.Function typedFunction(int from, int nameAt, boolean exported) {
    int typeAt = p;
    int close = values[nameAt + 1];
    String written = file.text(starts[typeAt], ends[nameAt - 1]);
    boolean single = nameAt == typeAt + 1;
    String text =
        single
            ? TypeNames.veltrano(names[values[typeAt]])
            : kinds[typeAt + 1] == Kind.LBRACKET
                ? "Array<" + TypeNames.veltrano(names[values[typeAt]]) + ">"
                : written;
    boolean unit = text.equals("Unit");
    List<Edit> edits = new ArrayList<>();
    edits.add(replace(Span.of(starts[typeAt], ends[nameAt - 1]), "fun"));
    if (!unit) {
      edits.add(insert(ends[close], ": " + text));
    }
    report(
        new SyntaxProblem.ForeignHabit(
            file,
            Span.of(starts[typeAt], ends[nameAt]),
            Habit.TYPED_FUNCTION,
            "",
            List.copyOf(edits),
            true));
    TypeTree result =
        unit
            ? null
            : single
                ? typeNamed(typeAt)
                : new TypeTree.Error(Span.of(starts[typeAt], ends[nameAt - 1]));
    p = nameAt;
    Name name = takeName();
    List<Parameter> parameters = parameters(name);
    Span head = spanFrom(typeAt);
    FunctionBody body = functionBody(name, indent(from));
    return new Declaration.Function(
        List.of(), null, name, parameters, result, null, body, exported, head, spanFrom(from));
  }

  /// `name(x: Int) { … }` without `fun`: the current token is the one before the name.
  final Declaration.Function functionBehind(int from) {
    int indent = indent(from);
    p++;
    int keyword = p;
    Name name = takeName();
    List<Parameter> parameters = parameters(name);
    TypeTree result = resultType(name);
    Span head = spanFrom(keyword);
    FunctionBody body = functionBody(name, indent);
    return new Declaration.Function(
        List.of(), null, name, parameters, result, null, body, false, head, spanFrom(from));
  }

  /// Skips words that other languages put before declarations, and reports them. Tells whether one
  /// of them said that the declaration is public.
  final boolean skipModifiers(boolean top) {
    boolean exported = false;
    while (atModifier()) {
      int word = values[p];
      byte next = kinds[p + 1];
      switch (word) {
        case Words.PUBLIC, Words.PUB -> {
          int last = p;
          if (next == Kind.LPAREN) {
            last = values[p + 1];
          }
          Span written = Span.of(starts[p], ends[last]);
          if (top) {
            habit(Habit.PUBLIC, file.text(written), written, replace(written, "export"));
            exported = true;
          } else {
            Span deleted = Span.of(starts[p], starts[last + 1]);
            habit(Habit.MODIFIER, file.text(written), written, replace(deleted, ""));
          }
          p = last + 1;
        }
        case Words.PRIVATE,
            Words.PROTECTED,
            Words.INTERNAL,
            Words.STATIC,
            Words.OVERRIDE,
            Words.OPEN,
            Words.ABSTRACT,
            Words.FINAL,
            Words.INLINE,
            Words.SUSPEND,
            Words.ASYNC -> {
          boolean hiding =
              top && (word == Words.PRIVATE || word == Words.PROTECTED || word == Words.INTERNAL);
          habit(hiding ? Habit.PRIVATE : Habit.MODIFIER, names[word], spanOf(p), deleteWord(p));
          p++;
        }
        default -> {
          habit(Habit.SEALED, "", spanOf(p));
          p++;
        }
      }
    }
    return exported;
  }

  /// Whether a word stands here that other languages put before a declaration, and a declaration
  /// behind it.
  final boolean atModifier() {
    if (!at(Kind.NAME) || values[p] >= Words.COUNT || !sameLine(p + 1)) {
      return false;
    }
    switch (values[p]) {
      case Words.PUBLIC,
          Words.PUB,
          Words.PRIVATE,
          Words.PROTECTED,
          Words.INTERNAL,
          Words.STATIC,
          Words.OVERRIDE,
          Words.OPEN,
          Words.ABSTRACT,
          Words.FINAL,
          Words.INLINE,
          Words.SUSPEND,
          Words.ASYNC,
          Words.SEALED -> {}
      default -> {
        return false;
      }
    }
    return switch (kinds[p + 1]) {
      case Kind.VAL, Kind.VAR, Kind.FUN, Kind.CLASS, Kind.CONST, Kind.EXPORT -> true;
      case Kind.NAME ->
          values[p] != Words.STATIC || (kinds[p + 2] != Kind.COLON && kinds[p + 2] != Kind.ASSIGN);
      case Kind.LPAREN -> values[p] == Words.PUB;
      default -> false;
    };
  }
}
