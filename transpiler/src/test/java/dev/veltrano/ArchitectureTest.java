package dev.veltrano;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Holds the plan of the house: `docs/architecture.md` explains the rooms and says why.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
  /// The rooms in the order in which data walks through them: each may know those before it.
  private static final List<String> ROOMS =
      List.of(
          "source",
          "diagnostic",
          "syntax",
          "format",
          "resolve",
          "type",
          "lifetime",
          "rust",
          "project",
          "build",
          "cli");

  /// The first room that may touch the world; those before it are pure functions.
  private static final String FIRST_ROOM_WITH_EFFECTS = "project";

  private JavaClasses classes;

  @BeforeAll
  void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.veltrano");
  }

  @Test
  void everyClassLivesInARoom() {
    classes().should().resideInAnyPackage(packages(ROOMS)).check(classes);
  }

  @Test
  void noRoomKnowsOneBelowIt() {
    for (int room = 0; room < ROOMS.size() - 1; room++) {
      List<String> below = ROOMS.subList(room + 1, ROOMS.size());
      noClasses()
          .that()
          .resideInAPackage(within(ROOMS.get(room)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(below))
          .allowEmptyShould(true)
          .because("data walks one way: " + String.join(" -> ", ROOMS))
          .check(classes);
    }
  }

  @Test
  void packagesFormNoCycles() {
    slices()
        .matching("dev.veltrano.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void pureRoomsReadNothingButTheirInputs() {
    noClasses()
        .that()
        .resideInAnyPackage(pure())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io", "java.nio.file..", "java.nio.channels..", "java.net..")
                .and(not(type(java.io.Serializable.class)))
                .or(assignableTo(java.time.Clock.class))
                .or(type(java.time.Instant.class))
                .or(assignableTo(ProcessBuilder.class))
                .or(assignableTo(Runtime.class))
                .or(assignableTo(Thread.class)))
        .allowEmptyShould(true)
        .because("the same input gives the same bytes, wherever and whenever it runs")
        .check(classes);
    Stream.of(
            "currentTimeMillis",
            "nanoTime",
            "getenv",
            "getProperty",
            "getProperties",
            "lineSeparator",
            "exit")
        .forEach(method ->
            noClasses()
                .that()
                .resideInAnyPackage(pure())
                .should()
                .callMethodWhere(target(name(method)).and(target(owner(type(System.class)))))
                .allowEmptyShould(true)
                .because("the pure rooms know no clock, environment or settings of the JVM")
                .check(classes));
  }

  @Test
  void pureRoomsKeepNoStateBetweenRuns() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(pure())
        .and()
        .areStatic()
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .because("two runs in one process, or on two threads, know nothing of each other")
        .check(classes);
  }

  @Test
  void onlyTheCommandLineKnowsItsParser() {
    noClasses()
        .that()
        .resideOutsideOfPackage(within("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils)(\\$.*)?")
        .because("a name of the field says more than a drawer for odds and ends")
        .check(classes);
  }

  private static String[] pure() {
    return packages(ROOMS.subList(0, ROOMS.indexOf(FIRST_ROOM_WITH_EFFECTS)));
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(ArchitectureTest::within).toArray(String[]::new);
  }

  private static String within(String room) {
    return "dev.veltrano." + room + "..";
  }
}
