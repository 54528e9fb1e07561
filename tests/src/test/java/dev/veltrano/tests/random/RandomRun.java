package dev.veltrano.tests.random;

import dev.veltrano.build.Transpiled;
import dev.veltrano.diagnostic.Diagnostic;
import dev.veltrano.tests.Execution;
import dev.veltrano.tests.Program;
import dev.veltrano.tests.Workspace;
import java.util.Map;
import java.util.TreeMap;

public final class RandomRun {
  public static void main(String[] arguments) throws Exception {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    boolean verbose = arguments.length > 2;
    Map<String, Integer> rejected = new TreeMap<>();
    int accepted = 0;
    Workspace workspace = new Workspace("random");
    for (long seed = first; seed < first + count; seed++) {
      Map<String, String> files;
      try {
        files = RandomProgram.of(seed);
      } catch (StackOverflowError e) {
        System.out.println("overflow " + seed);
        continue;
      }
      if (files.size() == 1) {
        files = Map.of("r" + seed + ".vl", files.get("main.vl"));
      }
      Program program = new Program("r" + seed, files);
      if (verbose) {
        files.forEach((n, t) -> System.out.println("==== " + n + "\n" + t));
      }
      Transpiled made;
      try {
        made = program.transpile();
      } catch (RuntimeException | Error e) {
        Throwable c = e; while (c.getCause() != null) c = c.getCause();
        System.out.println("CRASH " + seed + " " + e.getMessage() + " " + c + " " + c.getStackTrace()[0]);
        continue;
      }
      if (made.hasErrors()) {
        for (Diagnostic d : made.diagnostics()) {
          if (d.isError()) {
            String m = d.code() + " " + d.message().replaceAll("`[^`]*`", "_");
            if (rejected.merge(m, 1, Integer::sum) <= 2 || verbose) {
              System.out.println("seed " + seed + " " + Program.render(java.util.List.of(d)));
            }
          }
        }
        continue;
      }
      if (verbose) {
        made.modules().forEach(m -> System.out.println(new String(m.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
      }
      accepted++;
      workspace.add(program, made);
    }
    rejected.entrySet().stream().sorted((a, b) -> b.getValue() - a.getValue()).forEach(e -> System.out.println(e.getValue() + " " + e.getKey()));
    System.out.println(accepted + " of " + count + " accepted");
    workspace.write();
    if (verbose) return;
    for (String[] c : new String[][] {{"fmt", "--all", "--check"}, {"clippy", "--quiet", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"}}) {
      Execution e = workspace.cargo(c);
      System.out.println("STATUS " + e.status());
      String t = e.out() + e.err();
      System.out.println(t.length() > 60000 ? t.substring(0, 60000) : t);
    }
  }
}
