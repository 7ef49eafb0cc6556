package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import highavailability.deployment.Cmdlets.Cmdlet;
import highavailability.deployment.PowerShellScript.Command;
import highavailability.functions.JobOutputStatusFunction;
import highavailability.jobs.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The script deploy.ps1 against its grammar, the cmdlets, the templates and the build. */
@TestInstance(Lifecycle.PER_CLASS)
class DeployScriptIT {
  private static final Path SCRIPT = Path.of("deploy.ps1");
  private static final String DEPLOYMENT = "Invoke-TemplateDeployment";
  private static final Set<String> GIVEN_BY_POWERSHELL =
      Set.of(
          "_",
          "false",
          "lastexitcode",
          "matches",
          "null",
          "pscmdlet",
          "psscriptroot",
          "true",
          "whatifpreference");

  private String text;
  private PowerShellScript script;

  @BeforeAll
  void read() throws Exception {
    text = Files.readString(SCRIPT);
    script = PowerShellScript.read(SCRIPT);
  }

  @Test
  void the_script_is_powershell() {
    assertEquals(List.of(), script.errors());
    assertTrue(text.startsWith("#Requires -Version 7.2"), "it asks for a version of PowerShell");
  }

  @Test
  void a_script_that_is_broken_is_told_with_its_line(@TempDir Path directory) throws Exception {
    int line = lineOf("function Get-FirstLine");
    List<String> lines = Files.readAllLines(SCRIPT);
    lines.set(line - 1, lines.get(line - 1).replace(") {", " {"));
    Path broken = directory.resolve("broken.ps1");
    Files.write(broken, lines);

    List<String> errors = PowerShellScript.read(broken).errors();

    assertTrue(errors.stream().anyMatch(e -> e.startsWith("line " + line + ":")), errors + "");
  }

  @Test
  void every_parameter_is_checked_and_described() {
    Map<String, List<String>> parameters = script.parameters();

    assertEquals(
        List.of(
            "ResourceGroupName",
            "Location",
            "ParametersFile",
            "AlertEmail",
            "ApiKey",
            "DeployerObjectId",
            "SkipBuild",
            "SkipPublish"),
        List.copyOf(parameters.keySet()));
    parameters.forEach(
        (name, attributes) -> {
          assertTrue(text.contains(".PARAMETER " + name + "\n"), name + " is not in the help");
          assertTrue(
              attributes.contains("[switch]")
                  || attributes.stream().anyMatch(a -> a.startsWith("[Validate")),
              name + " takes any value");
        });
    assertEquals(
        parameters.keySet(),
        found("(?m)^\\.PARAMETER (\\w+)$"),
        "the help has parameters that there are not");
    assertTrue(text.contains("\n.EXAMPLE\n"));
  }

  @Test
  void every_command_is_known_with_its_parameters_and_its_module_is_asked_for() {
    Set<String> modules = new TreeSet<>();
    for (Command command : script.commands()) {
      String where = command.name() + " in line " + command.line();
      if (script.functions().containsKey(command.name()) || Cmdlets.isBuiltIn(command.name())) {
        continue;
      }
      Cmdlet cmdlet =
          Cmdlets.ofAzure(command.name())
              .orElseThrow(() -> new AssertionError(where + " is on no list of cmdlets"));
      modules.add(cmdlet.module());
      assertTrue(
          cmdlet.parameters().containsAll(command.parameters().keySet()),
          where + " has parameters that the cmdlet has not: " + command.parameters().keySet());
    }

    assertEquals(modules, new TreeSet<>(script.assigned("modules").entries().keySet()));
  }

  @Test
  void nothing_is_changed_without_asking_and_deployments_are_told_of_what_if() {
    for (Command command : script.commands()) {
      String where = command.name() + " in line " + command.line();
      if (Cmdlets.ofAzure(command.name()).filter(Cmdlet::changes).isPresent()) {
        assertTrue(
            script.functions().getOrDefault(command.function(), false),
            where + " is in no function that asks");
      }
      if (command.name().equals("New-AzResourceGroupDeployment")) {
        assertEquals("$WhatIfPreference", command.parameters().get("WhatIf").text(), where);
      }
    }
  }

  @Test
  void functions_have_verbs_that_powershell_approves_of_and_each_is_called() {
    Set<String> called = script.commands().stream().map(Command::name).collect(Collectors.toSet());

    for (String function : script.functions().keySet()) {
      assertTrue(Cmdlets.hasApprovedVerb(function), function);
      assertTrue(called.contains(function), function + " is never called");
    }
  }

  @Test
  void every_variable_that_is_read_has_got_a_value() {
    Set<String> names = script.neverWritten();
    names.removeAll(GIVEN_BY_POWERSHELL);

    assertEquals(Set.of(), names);
  }

  @Test
  void each_template_exists_and_gets_what_it_needs_and_nothing_else() throws IOException {
    List<Command> deployments =
        script.commands().stream().filter(c -> c.name().equals(DEPLOYMENT)).toList();

    assertEquals(
        Set.of("arm/main.json", "arm/eventgrid.json", "arm/monitoring.json"),
        deployments.stream().map(DeployScriptIT::templateOf).collect(Collectors.toSet()));
    for (Command deployment : deployments) {
      String template = templateOf(deployment);
      Set<String> given =
          new TreeSet<>(deployment.parameters().get("Parameter").entries().keySet());
      if (deployment.parameters().containsKey("Base")) {
        given.addAll(names(json("arm/main.parameters.json").path("parameters")));
      }
      JsonNode parameters = json(template).path("parameters");
      Set<String> required =
          names(parameters).stream()
              .filter(n -> !parameters.path(n).has("defaultValue"))
              .collect(Collectors.toSet());

      assertTrue(given.containsAll(required), template + " needs " + required + ", gets " + given);
      assertTrue(
          names(parameters).containsAll(given),
          template + " knows " + names(parameters) + ", gets " + given);
    }
  }

  @Test
  void outputs_that_are_read_are_outputs_of_their_templates() throws IOException {
    Set<String> ofMain = script.membersOf("outputs");
    Set<String> ofMonitoring = script.membersOf("monitoring");

    assertFalse(ofMain.isEmpty() || ofMonitoring.isEmpty());
    assertTrue(names(json("arm/main.json").path("outputs")).containsAll(ofMain), ofMain + "");
    assertTrue(
        names(json("arm/monitoring.json").path("outputs")).containsAll(ofMonitoring),
        ofMonitoring + "");
  }

  @Test
  void what_is_published_is_what_the_build_stages() throws IOException {
    Path staged = Path.of(System.getProperty("staging.directory"));

    assertEquals(
        "Join-Path $PSScriptRoot '" + relative(staged) + "'", script.assigned("staged").text());
    String filter =
        script.commands().stream()
            .filter(c -> c.name().equals("Get-ChildItem"))
            .map(c -> c.parameters().get("Filter").text())
            .findFirst()
            .orElseThrow();
    Pattern jar = Pattern.compile(filter.replace(".", "\\.").replace("*", ".*"));
    try (Stream<Path> files = Files.list(staged)) {
      assertEquals(1, files.filter(f -> jar.matcher(f.getFileName() + "").matches()).count());
    }
  }

  @Test
  void names_of_files_functions_and_settings_are_those_of_the_app() throws IOException {
    JsonNode settings = json("local.settings.json.example").path("Values");

    assertEquals(
        JobOutputStatusFunction.class.getSimpleName(), script.assigned("eventFunction").text());
    assertTrue(settings.has(script.assigned("clearKeySecret").text()));
    for (String name : found("'([^']*)'", script.assigned("notNeeded").text())) {
      assertTrue(settings.has(name), name);
    }
    for (String file : found("Join-Path \\$PSScriptRoot '([^']+)'")) {
      if (!file.startsWith("target/")) {
        assertTrue(Files.exists(Path.of(file)), file + " does not exist");
      }
    }
    for (String field : found("\\$instance\\['(\\w+)'\\]")) {
      assertTrue(
          json("arm/main.parameters.json")
              .at("/parameters/mediaServiceInstances/value/0")
              .has(field),
          field);
    }
  }

  @Test
  void no_secret_is_turned_into_text() {
    for (String way : List.of("ConvertFrom-SecureString", "PtrToString", "Get-AzAccessToken")) {
      assertFalse(text.contains(way), way);
    }
    assertEquals(
        Set.of("New-ClearKey"),
        script.commands().stream()
            .filter(c -> c.parameters().containsKey("AsPlainText"))
            .map(Command::function)
            .collect(Collectors.toSet()));
  }

  private static String templateOf(Command deployment) {
    return deployment.parameters().get("Template").text();
  }

  private int lineOf(String start) {
    return (int) text.substring(0, text.indexOf(start)).lines().count() + 1;
  }

  private Set<String> found(String pattern) {
    return found(pattern, text);
  }

  private static Set<String> found(String pattern, String in) {
    Matcher matcher = Pattern.compile(pattern).matcher(in);
    Set<String> found = matcher.results().map(r -> r.group(1)).collect(Collectors.toSet());
    assertFalse(found.isEmpty(), pattern);
    return found;
  }

  private static String relative(Path path) {
    return Path.of("").toAbsolutePath().relativize(path).toString().replace('\\', '/');
  }

  private static JsonNode json(String file) throws IOException {
    return Json.tree(Files.readString(Path.of(file)));
  }

  private static Set<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
