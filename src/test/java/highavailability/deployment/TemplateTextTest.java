package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be told of a template by reading it. */
class TemplateTextTest {
  private static final String SCHEMA =
      "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

  /**
   * The places that may have a key of Azure: a secret in the vault; and the app's file share on
   * Elastic Premium, which the host mounts before it could read a vault.
   */
  private static final Set<String> MAY_HAVE_A_KEY =
      Set.of("Microsoft.KeyVault/vaults/secrets", "Microsoft.Web/sites/config");

  static Stream<TemplateSource> sources() {
    return Examples.TEMPLATES.stream().flatMap(t -> TemplateSource.in(t).stream());
  }

  @Test
  void every_template_in_the_folder_is_looked_at() throws Exception {
    Set<String> known = new TreeSet<>(Examples.TEMPLATES.stream().map(ArmTemplate::file).toList());
    try (Stream<Path> files = Files.list(Path.of("arm"))) {
      Set<String> found = new TreeSet<>();
      files.map(f -> f.getFileName().toString()).forEach(found::add);
      found.removeIf(f -> f.endsWith(".parameters.json"));
      assertEquals(known, found);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void it_is_of_the_schema_that_every_tool_knows(TemplateSource source) {
    assertEquals(SCHEMA, source.definition().path("$schema").asText(), source.place());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_function_is_known_and_has_the_arguments_that_it_takes(TemplateSource source) {
    source
        .expressions()
        .forEach(
            (place, expression) ->
                expression
                    .calls()
                    .forEach(
                        call -> {
                          try {
                            Functions.check(call);
                          } catch (TemplateException e) {
                            throw e.at(place);
                          }
                        }));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void the_parameters_that_are_declared_are_those_that_are_used(TemplateSource source) {
    assertEquals(source.declaredParameters(), source.used("parameters"), source.place());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void the_variables_that_are_declared_are_those_that_are_used(TemplateSource source) {
    assertEquals(source.declaredVariables(), source.used("variables"), source.place());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_parameter_is_described_and_none_is_a_secret(TemplateSource source) {
    for (Map.Entry<String, JsonNode> parameter :
        source.definition().path("parameters").properties()) {
      String place = source.place() + ": " + parameter.getKey();
      JsonNode declaration = parameter.getValue();
      assertFalse(declaration.path("type").asText().startsWith("secure"), place);
      assertTrue(
          declaration.path("metadata").path("description").asText().endsWith("."),
          () -> place + " lacks a description that is a sentence");
      assertTrue(parameter.getKey().matches("[a-z][A-Za-z0-9]*"), place);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void keys_of_azure_are_asked_for_where_they_are_put_away_only(TemplateSource source) {
    Set<String> allowed = new HashSet<>();
    source
        .resources()
        .forEach(
            (place, resource) -> {
              if (MAY_HAVE_A_KEY.contains(resource.path("type").asText())) {
                allowed.add(place.substring(place.lastIndexOf("resources[")));
              }
            });
    source
        .expressions()
        .forEach(
            (place, expression) -> {
              if (expression.calls().anyMatch(c -> ScopeFunctions.givesSecret(c.function()))) {
                assertTrue(
                    allowed.stream().anyMatch(a -> place.contains(a + ".properties")),
                    () -> place + " asks for a key of Azure, which is no place for one");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sources")
  void every_resource_has_a_pinned_stable_api_version(TemplateSource source) {
    source
        .resources()
        .forEach(
            (place, resource) ->
                assertEquals(
                    ApiVersions.of(resource.path("type").asText()),
                    resource.path("apiVersion").asText(),
                    place));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void a_resource_is_asked_with_a_version_that_one_is_made_with(TemplateSource source) {
    source.expressions().values().stream()
        .flatMap(Expression::calls)
        .filter(c -> c.function().equals("reference") || c.function().startsWith("list"))
        .filter(c -> c.arguments().size() > 1)
        .map(c -> ((Expression.Text) c.arguments().get(1)).value())
        .forEach(version -> assertTrue(ApiVersions.areUsed(version), source + " " + version));
  }
}
