package highavailability.functions;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.jobs.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The folder that is published: what the build leaves under target/azure-functions/.
 *
 * <p>The Java worker loads an app with a class loader over these jars whose parent is its own; it
 * brings the functions' annotations and the injector's interface itself, and has whatever else it
 * uses under other names (azure-functions-java-worker, EnhancedClassLoaderProvider and issue 381).
 * Its copies come first, so ours in lib/ do no harm, and these tests need no worker.
 */
class StagedAppIT {
  private static final Path STAGED = Path.of(System.getProperty("staging.directory"));
  private static final String INJECTOR =
      "com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector";

  @ParameterizedTest
  @CsvSource({
    "JobSchedulingFunction, queueTrigger, job-requests",
    "JobVerificationFunction, queueTrigger, job-verification-requests",
    "ProvisioningFunction, queueTrigger, provisioning-requests",
    "JobOutputStatusFunction, eventGridTrigger,",
    "InstanceHealthFunction, timerTrigger,",
    "JobOutputStatusSyncFunction, timerTrigger,"
  })
  void a_function_has_its_trigger_and_its_entry_point(String function, String type, String queue)
      throws IOException {
    JsonNode descriptor = json(function, "function.json");

    assertEquals(1, descriptor.get("bindings").size());
    JsonNode trigger = descriptor.get("bindings").get(0);
    assertEquals(type, trigger.get("type").textValue());
    assertEquals("in", trigger.get("direction").textValue());
    assertEquals(queue, trigger.path("queueName").textValue());
    assertEquals(
        queue == null ? null : "StorageAccountConnectionString",
        trigger.path("connection").textValue());
    assertEquals(
        "highavailability.functions." + function + ".run",
        descriptor.get("entryPoint").textValue());
    assertEquals("../" + appJar().getFileName(), descriptor.get("scriptFile").textValue());
  }

  @ParameterizedTest
  @CsvSource({
    "InstanceHealthFunction, %InstanceHealthSchedule%",
    "JobOutputStatusSyncFunction, %JobOutputStatusSyncSchedule%"
  })
  void a_timer_s_schedule_is_left_to_the_app_settings(String function, String schedule)
      throws IOException {
    assertEquals(schedule, json(function, "function.json").at("/bindings/0/schedule").textValue());
  }

  @Test
  void nothing_else_is_there() throws IOException {
    Set<String> expected =
        new TreeSet<>(
            Set.of("host.json", "local.settings.json", "lib", appJar().getFileName().toString()));
    FunctionDeclarationsTest.ALL.forEach(f -> expected.add(f.getSimpleName()));

    assertEquals(expected, names(STAGED));
  }

  @Test
  void the_host_s_settings_are_the_project_s() throws IOException {
    assertEquals(Json.tree(Files.readString(Path.of("host.json"))), json("host.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "junit",
    "opentest4j",
    "apiguardian",
    "mockito",
    "byte-buddy",
    "objenesis",
    "archunit",
    "awaitility",
    "hamcrest",
    "cron-utils",
    "netty",
    "lombok"
  })
  void no_jar_of_tests_and_no_second_http_client_is_published(String jar) throws IOException {
    assertTrue(
        names(STAGED.resolve("lib")).stream().noneMatch(n -> n.contains(jar)),
        () -> jar + " is in lib/");
  }

  @Test
  void a_library_is_there_once() throws IOException {
    List<String> libraries =
        names(STAGED.resolve("lib")).stream()
            .map(n -> n.replaceFirst("-\\d[\\w.]*\\.jar$", ""))
            .toList();

    assertEquals(Set.copyOf(libraries).size(), libraries.size(), libraries::toString);
  }

  @Test
  void the_app_s_jar_holds_the_app_alone_and_registers_its_injector() throws IOException {
    try (JarFile jar = new JarFile(appJar().toFile())) {
      assertTrue(
          jar.stream()
              .filter(e -> e.getName().endsWith(".class"))
              .allMatch(e -> e.getName().startsWith("highavailability/")));
      assertTrue(
          jar.stream()
              .noneMatch(e -> e.getName().matches("highavailability/(emulator|local|testing)/.*")));
      try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/services/" + INJECTOR))) {
        assertEquals(FunctionInstances.class.getName(), new String(in.readAllBytes()).strip());
      }
    }
  }

  @Test
  void the_app_s_jar_is_the_command_line_as_well() throws Exception {
    try (JarFile jar = new JarFile(appJar().toFile())) {
      List<String> classPath =
          List.of(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" "));
      for (String library : names(STAGED.resolve("lib"))) {
        assertTrue(classPath.contains("lib/" + library), library);
      }
    }

    Process help =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                appJar().toString(),
                "--help")
            .redirectErrorStream(true)
            .start();

    String printed = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, help.waitFor(), printed);
    assertTrue(printed.startsWith("Usage: msha"), printed);
  }

  @Test
  void the_published_jars_alone_tell_every_setting_that_is_missing() throws Exception {
    try (URLClassLoader published = published()) {
      Throwable refusal =
          assertThrows(InvocationTargetException.class, () -> create(published, Map.of()))
              .getCause();

      assertEquals("highavailability.app.InvalidSettingsException", refusal.getClass().getName());
      for (String setting : settings().keySet()) {
        // Which storage accounts there are, AMSConfiguration would have told.
        if (!setting.startsWith("AMSStorage")) {
          assertTrue(refusal.getMessage().contains(setting), setting);
        }
      }
    }
  }

  @Test
  void the_published_jars_alone_wire_every_function() throws Exception {
    try (URLClassLoader published = published()) {
      Object component = create(published, settings());
      Class<?> instances = published.loadClass(FunctionInstances.class.getName());
      Object injector =
          instances.getConstructor(Supplier.class).newInstance((Supplier<Object>) () -> component);

      for (Class<?> function : FunctionDeclarationsTest.ALL) {
        Class<?> wanted = published.loadClass(function.getName());
        assertNotSame(function, wanted);
        assertInstanceOf(
            wanted, instances.getMethod("getInstance", Class.class).invoke(injector, wanted));
      }
    }
  }

  @Test
  void the_worker_finds_the_injector_in_the_published_jars() throws Exception {
    try (URLClassLoader published = published()) {
      List<String> found =
          ServiceLoader.load(published.loadClass(INJECTOR), published).stream()
              .map(provider -> provider.type().getName())
              .toList();

      assertEquals(List.of(FunctionInstances.class.getName()), found);
    }
  }

  private static Object create(ClassLoader published, Map<String, String> environment)
      throws Exception {
    return published
        .loadClass("highavailability.app.AppComponent")
        .getMethod("create", Function.class)
        .invoke(null, (Function<String, String>) environment::get);
  }

  /** Nothing of this JVM but the JDK: the worker adds only its own jars. */
  private static URLClassLoader published() throws IOException {
    List<URL> jars = new ArrayList<>(List.of(appJar().toUri().toURL()));
    for (String name : names(STAGED.resolve("lib"))) {
      jars.add(STAGED.resolve("lib").resolve(name).toUri().toURL());
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Map<String, String> settings() {
    String storage = "AccountName=storage;AccountKey=c3RvcmFnZSBrZXk=";
    return Map.ofEntries(
        entry("StorageAccountConnectionString", storage),
        entry("TableStorageAccountConnectionString", storage),
        entry(
            "AMSConfiguration",
            """
        [{"SubscriptionId":"s","ResourceGroup":"g","AccountName":"amseast"},
         {"SubscriptionId":"s","ResourceGroup":"g","AccountName":"amswest"}]"""),
        entry("AMSStorageAccountConnectionString_amseast", storage),
        entry("AMSStorageAccountConnectionString_amswest", storage),
        entry("ClearKeyStreamingKey", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
        entry("FrontDoorHostName", "app.azurefd.net"),
        entry("ContentKeyPolicyName", "policy"),
        entry("TokenIssuer", "https://issuer"),
        entry("TokenAudience", "audience"),
        entry("InstanceHealthSchedule", "0 */10 * * * *"),
        entry("JobOutputStatusSyncSchedule", "0 */15 * * * *"));
  }

  private static Path appJar() throws IOException {
    try (Stream<Path> files = Files.list(STAGED)) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
      assertEquals(1, jars.size(), jars::toString);
      return jars.get(0);
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(f -> f.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode json(String... path) throws IOException {
    return Json.tree(Files.readString(STAGED.resolve(Path.of("", path))));
  }
}
