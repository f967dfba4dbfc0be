package mogador.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The floors of docs/architecture.md: a package imports only from floors below its own. */
class FloorsTest {
  /** From the ground up; packages on one floor do not know each other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("kernel"),
          List.of("platform"),
          List.of("web", "audit"),
          List.of("sites", "identity"),
          List.of("claims"),
          List.of("access", "occupancy", "pricing"),
          List.of("booking"),
          List.of("calendars"),
          List.of("leasing", "billing", "layouts", "visits"),
          List.of("alarms"),
          List.of("devices"),
          List.of("fleet", "uplinks"),
          List.of("desk"),
          List.of("muster", "reporting"),
          List.of("app"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("mogador", "firmware");

  @Test
  void aPackageImportsOnlyFromFloorsBelow() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        String[] others =
            FLOORS.subList(floor, FLOORS.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(room))
                .map(other -> "mogador." + other + "..")
                .toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage("mogador." + room + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void theKernelKnowsOnlyTheJdkAndIcu() {
    noClasses()
        .that()
        .resideInAPackage("mogador.kernel..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "mogador.kernel..", "com.ibm.icu..", "org.jspecify..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theFirmwareSharesNoCodeWithTheServer() {
    noClasses()
        .that()
        .resideInAPackage("firmware..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("mogador..")
        .allowEmptyShould(true)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("mogador..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("firmware..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("mogador.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
