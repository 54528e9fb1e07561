package dev.veltrano.format;

import dev.veltrano.source.Span;
import dev.veltrano.syntax.Kind;
import dev.veltrano.syntax.ParsedFile;
import dev.veltrano.syntax.tree.Binder;
import dev.veltrano.syntax.tree.LambdaParameter;
import dev.veltrano.syntax.tree.Path;
import dev.veltrano.syntax.tree.Pattern;
import dev.veltrano.syntax.tree.PatternPart;
import dev.veltrano.syntax.tree.TypeArgument;
import dev.veltrano.syntax.tree.TypeParameter;
import dev.veltrano.syntax.tree.TypeTree;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The layout of paths, types, binders and patterns.
abstract class TypeLayout extends Emitter {
  TypeLayout(ParsedFile parsed) {
    super(parsed);
  }

  final void path(Path path) {
    tokensTo(path.span().end());
  }

  final void type(TypeTree type) {
    switch (type) {
      case TypeTree.Named named -> {
        path(named.path());
        if (named.label() != null) {
          token(Kind.LABEL);
        }
        typeArguments(named.arguments());
      }
      case TypeTree.Nullable nullable -> {
        type(nullable.of());
        token(Kind.QUESTION);
      }
      case TypeTree.Tuple tuple ->
          list(Kind.LPAREN, Kind.RPAREN, tuple.elements(), true, this::type);
      case TypeTree.Function function -> {
        list(Kind.LPAREN, Kind.RPAREN, function.parameters(), true, this::type);
        space();
        token(Kind.ARROW);
        space();
        type(function.result());
      }
      case TypeTree.Error error -> tokensTo(error.span().end());
    }
  }

  /// `: type`, if there is one.
  final void typeAfterColon(@Nullable TypeTree type) {
    if (type != null) {
      token(Kind.COLON);
      space();
      type(type);
    }
  }

  final void typeArguments(List<TypeArgument> arguments) {
    if (!arguments.isEmpty()) {
      list(Kind.LESS, Kind.GREATER, arguments, false, this::typeArgument);
    }
  }

  private void typeArgument(TypeArgument argument) {
    switch (argument) {
      case TypeArgument.Type type -> type(type.type());
      case TypeArgument.Label _ -> token(Kind.LABEL);
      case TypeArgument.Text _ -> token(Kind.STRING);
    }
  }

  final void typeParameters(List<TypeParameter> parameters) {
    if (!parameters.isEmpty()) {
      list(Kind.LESS, Kind.GREATER, parameters, true, this::typeParameter);
    }
  }

  private void typeParameter(TypeParameter parameter) {
    switch (parameter) {
      case TypeParameter.Label _ -> token(Kind.LABEL);
      case TypeParameter.Type type -> {
        token(Kind.NAME);
        Path requirement = type.requirement();
        if (requirement != null) {
          token(Kind.COLON);
          space();
          path(requirement);
        }
      }
    }
  }

  final void binder(Binder binder) {
    switch (binder) {
      case Binder.Single _ -> token(Kind.NAME);
      case Binder.Tuple tuple -> tuple(tuple.elements(), this::binder);
    }
  }

  /// Elements in parentheses, of which a single one keeps the comma that makes it a tuple.
  final <T> void tuple(List<? extends T> elements, Consumer<T> each) {
    if (elements.size() != 1) {
      list(Kind.LPAREN, Kind.RPAREN, elements, true, each);
      return;
    }
    token(Kind.LPAREN);
    each.accept(elements.getFirst());
    if (at(Kind.COMMA)) {
      token(Kind.COMMA);
    }
    token(Kind.RPAREN);
  }

  /// `a, b: T`, as they stand before the arrow of a lambda.
  final void lambdaParameters(List<LambdaParameter> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      LambdaParameter parameter = parameters.get(i);
      binder(parameter.binder());
      typeAfterColon(parameter.type());
      if (at(Kind.COMMA)) {
        if (i + 1 == parameters.size()) {
          skip();
        } else {
          token(Kind.COMMA);
          space();
        }
      }
    }
  }

  // ---- patterns

  /// `case` patterns: those that do not fit go on in the next line.
  final void patterns(List<Pattern> patterns) {
    open(Layout.PLAIN);
    mark(Layout.INDENT);
    for (int i = 0; i < patterns.size(); i++) {
      if (i > 0) {
        token(Kind.COMMA);
        breakWith(1, Layout.FILLS);
      }
      pattern(patterns.get(i));
    }
    mark(Layout.DEDENT);
    close();
  }

  final void pattern(Pattern pattern) {
    Span span = pattern.span();
    if (at(Kind.LPAREN) && tokens.start(p) < span.start()) {
      // parentheses that the tree does not know
      token(Kind.LPAREN);
      pattern(pattern);
      token(Kind.RPAREN);
      return;
    }
    switch (pattern) {
      case Pattern.Literal _ -> tokensTo(span.end());
      case Pattern.Range _ -> tokensTo(span.end());
      case Pattern.Tuple tuple -> tuple(tuple.elements(), this::pattern);
      case Pattern.Named named -> {
        path(named.path());
        List<PatternPart> parts = named.parts();
        if (parts != null) {
          list(Kind.LPAREN, Kind.RPAREN, parts, true, this::patternPart);
        }
      }
      case Pattern.Error _ -> tokensTo(span.end());
    }
  }

  private void patternPart(PatternPart part) {
    if (part.field() != null) {
      token(Kind.NAME);
      space();
      token(Kind.ASSIGN);
      space();
    }
    pattern(part.pattern());
  }
}
