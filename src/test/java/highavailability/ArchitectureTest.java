package highavailability;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds the arrows between packages: who may use whom, and who alone may use a library. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "highavailability";

  /** Every package below the root, and the packages of ours that it may use. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("jobs", Set.of()),
          Map.entry("http", Set.of()),
          Map.entry("mediaservices", Set.of("jobs", "http")),
          Map.entry("health", Set.of("jobs", "mediaservices")),
          Map.entry("scheduling", Set.of("jobs", "mediaservices", "health")),
          Map.entry("status", Set.of("jobs", "mediaservices")),
          Map.entry("verification", Set.of("jobs", "mediaservices", "scheduling", "health")),
          Map.entry("provisioning", Set.of("jobs", "mediaservices")),
          Map.entry(
              "azurestorage", Set.of("jobs", "http", "mediaservices", "health", "provisioning")),
          Map.entry(
              "app",
              Set.of(
                  "jobs",
                  "http",
                  "mediaservices",
                  "health",
                  "scheduling",
                  "status",
                  "verification",
                  "provisioning",
                  "azurestorage")),
          Map.entry(
              "cli",
              Set.of(
                  "jobs",
                  "http",
                  "mediaservices",
                  "health",
                  "provisioning",
                  "azurestorage",
                  "app")),
          Map.entry(
              "functions",
              Set.of(
                  "jobs",
                  "health",
                  "scheduling",
                  "status",
                  "verification",
                  "provisioning",
                  "app")));

  /**
   * The packages of the command line, and those of them that each may use. One command never uses
   * another, and none uses the package that knows them all.
   */
  private static final Map<String, Set<String>> ARROWS_IN_CLI =
      Map.ofEntries(
          Map.entry("cli.command", Set.of()),
          Map.entry("cli.jobviews", Set.of("cli.command")),
          Map.entry("cli.setup", Set.of("cli.command")),
          Map.entry("cli.submission", Set.of("cli.command", "cli.jobviews")),
          Map.entry("cli.status", Set.of("cli.command", "cli.jobviews")),
          Map.entry("cli.poison", Set.of("cli.command")),
          Map.entry("cli.instances", Set.of("cli.command")),
          Map.entry("cli.cleanup", Set.of("cli.command")),
          Map.entry("cli.doctor", Set.of("cli.command")));

  /** Libraries, and the one package that may use each. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.microsoft.azure.functions", "functions"),
          Map.entry("com.azure.data.tables", "azurestorage"),
          Map.entry("com.azure.storage", "azurestorage"),
          Map.entry("com.azure.resourcemanager", "mediaservices"),
          Map.entry("com.azure.messaging.eventgrid", "status"),
          Map.entry("com.azure.security.keyvault", "app"),
          Map.entry("com.azure.identity", "app"),
          Map.entry("com.nimbusds", "provisioning"),
          Map.entry("dagger", "app"),
          Map.entry("picocli", "cli"));

  @ArchTest
  static void every_package_is_named_by_the_rules_and_is_not_empty(JavaClasses classes) {
    Set<String> found =
        classes.stream()
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .map(c -> c.getPackageName().replaceFirst("^" + ROOT + "\\.?", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>(ARROWS.keySet());
    named.addAll(ARROWS_IN_CLI.keySet());
    assertEquals(named, found);
  }

  @ArchTest
  static void tests_are_not_looked_at(JavaClasses classes) {
    assertTrue(classes.stream().noneMatch(c -> c.getSimpleName().endsWith("Test")));
  }

  @ArchTest
  static void packages_use_only_what_the_arrows_allow(JavaClasses classes) {
    ARROWS.forEach((name, others) -> mayUseOnly(name, others, ROOT).check(classes));
  }

  @ArchTest
  static void commands_use_what_they_build_on_and_not_one_another(JavaClasses classes) {
    ARROWS_IN_CLI.forEach((name, others) -> mayUseOnly(name, others, ROOT + ".cli").check(classes));
  }

  @ArchTest
  static void a_library_is_used_by_the_one_package_that_wraps_it(JavaClasses classes) {
    LIBRARIES.forEach(
        (library, user) -> {
          noClasses()
              .that()
              .resideOutsideOfPackage(packageOf(user))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(library + "..")
              .allowEmptyShould(false)
              .check(classes);
          assertTrue(
              classes.stream()
                  .filter(resideInAPackage(packageOf(user)))
                  .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                  .anyMatch(d -> resideInAPackage(library + "..").test(d.getTargetClass())),
              () -> user + " does not use " + library + ": this rule holds nothing");
        });
  }

  @ArchTest
  static final ArchRule nobody_depends_on_the_triggers =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("functions"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(packageOf("functions"))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(false);

  @ArchTest
  static final ArchRule packages_of_the_command_line_are_free_of_cycles =
      slices().matching(ROOT + ".cli.(*)..").should().beFreeOfCycles().allowEmptyShould(false);

  @ArchTest
  static final ArchRule only_the_wiring_takes_the_system_clock =
      noClasses()
          .that(not(named("StorageModule")))
          .should()
          .accessTargetWhere(method(Clock.class.getName(), "system.*|tick.*"))
          .allowEmptyShould(false);

  /** Through {@code java.time.Clock} alone, which tests move by hand. */
  @ArchTest
  static final ArchRule nobody_asks_the_system_for_the_time =
      noClasses()
          .should()
          .accessTargetWhere(
              method("java.time.(?!Clock).*", "now")
                  .or(method("java.lang.System", "currentTimeMillis|nanoTime")))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule only_the_wiring_puts_a_thread_to_sleep =
      noClasses()
          .that(not(named("ProvisioningModule")))
          .should()
          .accessTargetWhere(
              method("java.lang.Thread|java.util.concurrent.TimeUnit", "sleep")
                  .or(method("java.util.concurrent.locks.LockSupport", "park.*")))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule only_the_entries_of_worker_and_command_line_read_the_environment =
      noClasses()
          .that(not(named("FunctionInstances").or(named("Main"))))
          .should()
          .accessTargetWhere(method("java.lang.System", "getenv|getProperty|getProperties"))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule nothing_is_printed_but_by_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackage(packageOf("cli"))
          .should()
          .accessTargetWhere(
              method("java.lang.System", "out|err").or(method(".*", "printStackTrace")))
          .allowEmptyShould(false);

  /** Of all that is below {@code within}, a package may use itself and these others. */
  private static ArchRule mayUseOnly(String name, Set<String> others, String within) {
    String[] allowed = others.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
    DescribedPredicate<JavaClass> ours = resideInAPackage(within + "..");
    return classes()
        .that()
        .resideInAPackage(packageOf(name))
        .should()
        .onlyDependOnClassesThat(
            not(ours)
                .or(resideInAPackage(packageOf(name)))
                .or(allowed.length == 0 ? not(alwaysTrue()) : resideInAnyPackage(allowed))
                .as("are %s or %s, as far as they are below %s", name, others, within))
        .allowEmptyShould(false);
  }

  private static String packageOf(String name) {
    return ROOT + "." + name + "..";
  }

  /** A class of ours, together with what is nested in it. */
  private static DescribedPredicate<HasName> named(String simpleName) {
    return nameMatching(Pattern.quote(ROOT) + "\\.\\w+\\." + simpleName + "(\\$.*)?");
  }

  private static DescribedPredicate<JavaAccess<?>> method(String classPattern, String namePattern) {
    return target(owner(nameMatching(classPattern)))
        .and(target(nameMatching(namePattern)))
        .as("%s.%s", classPattern, namePattern)
        .forSubtype();
  }
}
