import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A step of the build, run on the folder of compiled classes and with them on its class path: a
/// `switch` over types asks a method of its own class which case it is, instead of a class that the
/// JVM makes when the switch is first reached.
///
/// javac compiles such a switch to an `invokedynamic` of `SwitchBootstraps.typeSwitch`. Each one
/// costs about a millisecond when it is first executed, and no archive of classes keeps what was
/// made for it; a compiler goes through dozens before it has checked a program of one line. The
/// method put in its place is the same chain of `instanceof` that the JVM would have made.
///
/// Run again on the same classes it finds nothing to do. Switches with other labels than types stay
/// as they are.
final class InlineTypeSwitches {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  // The frames of a changed method are worked out anew, for which classes have to be looked up.
  private final ClassFile classFile =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())));

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (!Files.isDirectory(folder)) {
      return;
    }
    InlineTypeSwitches inline = new InlineTypeSwitches();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(inline::file);
    }
  }

  private void file(Path file) {
    try {
      ClassModel model = classFile.parse(Files.readAllBytes(file));
      Switches switches = new Switches(model);
      byte[] changed = classFile.transformClass(model, switches);
      if (!switches.found.isEmpty()) {
        Files.write(file, changed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether all that the switch asks for is types.
  private static boolean isTypeSwitch(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
    return bootstrap.owner().equals(BOOTSTRAPS)
        && bootstrap.methodName().equals("typeSwitch")
        && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
  }

  /// The switches of one class: replaces their calls, and adds the methods at the end.
  private static final class Switches implements ClassTransform {
    private final ClassModel model;
    private final List<InvokeDynamicInstruction> found = new ArrayList<>();

    private Switches(ClassModel model) {
      this.model = model;
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof MethodModel method) {
        builder.transformMethod(
            method,
            MethodTransform.transformingCode((code, instruction) -> {
              if (instruction instanceof InvokeDynamicInstruction call && isTypeSwitch(call)) {
                code.invokestatic(
                    model.thisClass().asSymbol(),
                    name(found.size()),
                    call.typeSymbol(),
                    model.flags().has(AccessFlag.INTERFACE));
                found.add(call);
              } else {
                code.with(instruction);
              }
            }));
      } else {
        builder.with(element);
      }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
      for (int i = 0; i < found.size(); i++) {
        InvokeDynamicInstruction call = found.get(i);
        builder.withMethodBody(
            name(i),
            call.typeSymbol(),
            ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC,
            code -> body(code, call.bootstrapArgs()));
      }
    }

    private static String name(int index) {
      return "$typeSwitch$" + index;
    }

    /// What `SwitchBootstraps.typeSwitch` promises, for a target and the case to start from: -1 for
    /// null, the first case from there on that fits, or the number of cases.
    private static void body(CodeBuilder code, List<ConstantDesc> types) {
      Label notNull = code.newLabel();
      code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
      for (int i = 0; i < types.size(); i++) {
        Label next = code.newLabel();
        code.iload(1).loadConstant(i).if_icmpgt(next);
        code.aload(0).instanceOf((ClassDesc) types.get(i)).ifeq(next);
        code.loadConstant(i).ireturn().labelBinding(next);
      }
      code.loadConstant(types.size()).ireturn();
    }
  }
}
