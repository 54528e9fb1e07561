package dev.veltrano.syntax;

import static org.assertj.core.api.Assertions.fail;

import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.diagnostic.Edit;
import dev.veltrano.diagnostic.Fix;
import dev.veltrano.diagnostic.Label;
import dev.veltrano.source.SourceFile;
import dev.veltrano.source.Span;
import dev.veltrano.syntax.tree.Node;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever the bytes are: no exception, a tree, spans inside of each other, and tokens and trivia
/// that are the file again.
final class TotalityTest {
  private static final String[] PIECES = {
    "fun ",
    "val ",
    "var ",
    "class ",
    "if ",
    "else ",
    "match ",
    "case ",
    "while ",
    "for ",
    "in ",
    "is ",
    "return ",
    "break ",
    "defer ",
    "try ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "@a ",
    "a",
    "B",
    "1",
    "\"s\"",
    "f\"{x}\"",
    ".",
    "?.",
    "?:",
    "!!",
    "+",
    "-",
    "|",
    "||",
    "->",
    ",",
    ":",
    "=",
    "\n",
    ";",
    "default ",
    "step ",
    "'c'",
    "f\"{",
    "\"",
    "'",
    "`",
    "/*",
    "*/",
    "//",
    "\\",
    "?",
    "=>",
    ":=",
    "...",
    "::",
    "++",
    "--",
    "&",
    "*",
    "data class ",
    "type ",
    "enum ",
    "import ",
    "switch (x) ",
    "when ",
    "let ",
    "fn ",
    "struct ",
    "impl ",
    "loop ",
    "do ",
    "as ",
    "not ",
    "and ",
    "#",
    "$",
    "%",
    "requires ",
    "Lifetime(",
    "satisfies ",
    "int ",
    "void ",
    "public ",
    "test \"t\" ",
    "extern rust \"c\" ",
    "requirement ",
    "has ",
    "export ",
    "const ",
    "self",
    "null",
    "é",
    "\u00A0",
    "“",
    "\t",
    "\r\n",
    "\"\"\"",
    "f\"\"\"",
    "0x",
    "1.",
    "1e5",
    "case 1: ",
    "=",
    "==",
    ">=",
    ">>=",
    "~",
    "!",
    "^",
    "throw ",
    "new ",
    "return@x "
  };

  @Test
  void everyPrefixOfEverySample() {
    for (String sample : Samples.all()) {
      byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
      int step = 1 + bytes.length / 1500;
      for (int end = 0; end <= bytes.length; end += step) {
        check(Arrays.copyOf(bytes, end));
      }
    }
  }

  @Test
  void everySuffixOfTheBuiltInSamples() {
    for (String sample : Samples.CORRECT) {
      byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
      for (int start = 0; start <= bytes.length; start += 2) {
        check(Arrays.copyOfRange(bytes, start, bytes.length));
      }
    }
  }

  @Test
  void randomMutations() {
    Random random = new Random(20_240_517);
    List<String> samples = Samples.all();
    for (int round = 0; round < 4_000; round++) {
      String sample = samples.get(random.nextInt(samples.size()));
      byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 4000) {
        int start = random.nextInt(bytes.length - 4000);
        bytes = Arrays.copyOfRange(bytes, start, start + 4000);
      }
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        bytes = mutate(bytes, random);
      }
      check(bytes);
    }
  }

  @Test
  void randomTokens() {
    Random random = new Random(7);
    for (int round = 0; round < 4_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "fun f() {\n" : "");
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
        if (random.nextInt(3) == 0) {
          text.append(' ');
        }
      }
      check(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(3)), "");
      case 1 -> splice(bytes, at, at, PIECES[random.nextInt(PIECES.length)]);
      case 2 -> splice(bytes, at, at + 1, PIECES[random.nextInt(PIECES.length)]);
      case 3 -> {
        byte[] copy = bytes.clone();
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
      default -> {
        int end = Math.min(bytes.length, at + random.nextInt(60));
        String piece = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        int target = random.nextInt(bytes.length);
        yield splice(bytes, target, target, piece);
      }
    };
  }

  private static byte[] splice(byte[] bytes, int start, int end, String text) {
    byte[] middle = text.getBytes(StandardCharsets.UTF_8);
    byte[] result = new byte[bytes.length - (end - start) + middle.length];
    System.arraycopy(bytes, 0, result, 0, start);
    System.arraycopy(middle, 0, result, start, middle.length);
    System.arraycopy(bytes, end, result, start + middle.length, bytes.length - end);
    return result;
  }

  static ParsedFile check(byte[] bytes) {
    SourceFile file = new SourceFile("test.vl", bytes);
    try {
      ParsedFile parsed = Parser.parse(file);
      checkSpans(parsed.tree(), 0, bytes.length);
      checkDiagnostics(parsed, bytes.length);
      if (!Arrays.equals(RoundTripTest.restore(parsed), bytes)) {
        fail("tokens and trivia are not the file");
      }
      return parsed;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return fail("in this text:\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static void checkDiagnostics(ParsedFile parsed, int length) {
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      if (diagnostic.message().isBlank()) {
        fail("a message without words");
      }
      for (Label label : diagnostic.labels()) {
        checkSpan(label.span(), 0, length);
      }
      for (Fix fix : diagnostic.fixes()) {
        for (Edit edit : fix.edits()) {
          checkSpan(edit.span(), 0, length);
        }
      }
    }
  }

  private static void checkSpan(Span span, int start, int end) {
    if (span.length() < 0 || span.start() < start || span.end() > end) {
      fail(span + " is not in " + start + ".." + end);
    }
  }

  private static final Map<Class<?>, Method[]> ACCESSORS = new HashMap<>();

  private static Method[] accessors(Class<?> type) {
    return ACCESSORS.computeIfAbsent(
        type,
        t ->
            Arrays.stream(t.getRecordComponents())
                .filter(c -> !c.getType().isPrimitive() && c.getType() != String.class)
                .map(RecordComponent::getAccessor)
                .toArray(Method[]::new));
  }

  private static void checkSpans(Object node, int start, int end) {
    if (node instanceof Collection<?> list) {
      for (Object element : list) {
        checkSpans(element, start, end);
      }
    } else if (node instanceof Record record) {
      if (node instanceof Node tree) {
        Span span = tree.span();
        if (span.length() < 0 || span.start() < start || span.end() > end) {
          fail(node + " at " + span + " is not in " + start + ".." + end);
        }
        start = span.start();
        end = span.end();
      }
      for (Method accessor : accessors(record.getClass())) {
        try {
          Object value = accessor.invoke(record);
          if (value instanceof Span span) {
            checkSpan(span, start, end);
          } else if (value != null) {
            checkSpans(value, start, end);
          }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
