package dev.veltrano.tests.random.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Compiles and runs the Java twins of random programs, in memory.
final class Twins {
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Memory(String name) {
      super(URI.create("memory:///" + name), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Files extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, Memory> made = new HashMap<>();

    Files(StandardJavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String name,
        JavaFileObject.Kind kind,
        @Nullable FileObject sibling) {
      Memory memory = new Memory(name);
      made.put(name, memory);
      return memory;
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, Memory> made;

    Loader(Map<String, Memory> made) {
      super(Twin.class.getClassLoader());
      this.made = made;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Memory memory = made.get(name);
      if (memory == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = memory.bytes.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static final Pattern SEED = Pattern.compile("Twin(\\d+)\\.java");

  private final Loader loader;
  private final Map<Long, String> complaints = new TreeMap<>();

  /// Compiles programs by their seeds.
  Twins(Map<Long, List<Piece>> programs) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Source> sources = new ArrayList<>();
    programs.forEach(
        (seed, program) -> sources.add(new Source(name(seed), Maker.twin(seed, program))));
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Map<String, Memory> made;
    try (Files files = new Files(compiler.getStandardFileManager(said, null, null))) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "-Xmaxerrs", "1000", "-classpath", classpath());
      compiler.getTask(null, files, said, options, null, sources).call();
      made = files.made;
    }
    for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR) {
        Matcher seed = SEED.matcher(one.toString());
        complaints.put(seed.find() ? Long.parseLong(seed.group(1)) : -1, one.toString());
      }
    }
    loader = new Loader(made);
  }

  private static String name(long seed) {
    return "dev.veltrano.tests.random.objects.Twin" + seed;
  }

  private static String classpath() {
    try {
      return Path.of(Twin.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// What the compiler said to the twin of a seed; nothing, if the generator is right.
  Map<Long, String> complaints() {
    return complaints;
  }

  /// What the program prints; nothing, if it takes too long.
  @Nullable String output(long seed) {
    try {
      Twin.begin();
      Class.forName(name(seed), true, loader).getMethod("go").invoke(null);
      return Twin.end();
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof Twin.TooLong) {
        return null;
      }
      throw new AssertionError("the twin of seed " + seed + " fails", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the twin of seed " + seed + " cannot be run", e);
    }
  }
}
