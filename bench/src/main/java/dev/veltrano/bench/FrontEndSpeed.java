package dev.veltrano.bench;

import com.sun.source.util.JavacTask;
import dev.veltrano.source.SourceFile;
import dev.veltrano.syntax.Parser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Lexer and parser against javac's, on the same programs, by turns in one warm JVM and one thread.
final class FrontEndSpeed {
  private static final int WARM_UP = 12;
  private static final int ROUNDS = 15;

  private FrontEndSpeed() {}

  public static void main(String[] args) throws IOException {
    int lines = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    List<Corpus.Twin> files = Corpus.generate(42, lines, 2_000);
    List<SourceFile> veltrano = new ArrayList<>();
    List<JavaFileObject> java = new ArrayList<>();
    long veltranoLines = 0;
    long javaLines = 0;
    for (Corpus.Twin file : files) {
      veltrano.add(SourceFile.of(file.name() + ".vl", file.veltrano()));
      java.add(new Text(file.name(), file.java()));
      veltranoLines += file.veltrano().lines().count();
      javaLines += file.java().lines().count();
    }
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double a = parse(veltrano);
      double b = parseJava(java);
      if (round >= 0) {
        ours[round] = veltranoLines / a;
        theirs[round] = javaLines / b;
      }
    }
    double median = median(ours);
    double javacMedian = median(theirs);
    System.out.printf("front end: %,d lines of Veltrano, %,d of Java%n", veltranoLines, javaLines);
    System.out.printf("  veltrano lexer + parser  %,12.0f lines/s (median)%n", median);
    System.out.printf("  javac JavacTask.parse    %,12.0f lines/s (median)%n", javacMedian);
    System.out.printf(
        "  ratio                    %12.2f   (wanted: 2.00 or more)%n", median / javacMedian);
  }

  private static double parse(List<SourceFile> files) {
    long start = System.nanoTime();
    for (SourceFile file : files) {
      if (Parser.parse(file).hasErrors()) {
        throw new IllegalStateException("the corpus has errors: " + file.name());
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double parseJava(List<JavaFileObject> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
    long start = System.nanoTime();
    for (var _ : task.parse()) {
      // Parsing is what is measured.
    }
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
