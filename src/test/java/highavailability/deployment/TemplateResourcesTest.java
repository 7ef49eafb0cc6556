package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the templates make of the example's parameters. */
class TemplateResourcesTest {
  /** Exist in every subscription. */
  private static final String ROLE_DEFINITIONS =
      "/providers/microsoft.authorization/roledefinitions/";

  /** The setting with the key of the app's file share, which Elastic Premium asks for. */
  private static final String FILE_SHARE_KEY = "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING";

  record Example(String name, ArmDeployment deployment) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() {
    return Examples.all().entrySet().stream().map(e -> new Example(e.getKey(), e.getValue()));
  }

  private static Set<String> ids(List<ArmResource> resources) {
    return resources.stream().map(r -> ResourceIds.key(r.id())).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_id_is_of_a_resource_of_the_template_or_given_by_a_parameter(Example example) {
    Set<String> known = ids(example.deployment.declaredResources());
    String given = Json.write(example.deployment.parameters().values()).toLowerCase(Locale.ROOT);

    example
        .deployment
        .usedIds()
        .forEach(
            (template, ids) ->
                ids.stream()
                    .map(ResourceIds::key)
                    .filter(id -> !id.contains(ROLE_DEFINITIONS))
                    .forEach(
                        id ->
                            assertTrue(
                                known.contains(id) || given.contains("\"" + id + "\""),
                                () -> template + ": there is no resource " + id)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_resource_depends_on_resources_and_loops_of_its_template(Example example) {
    Set<String> known = ids(example.deployment.declaredResources());
    for (ArmResource resource : example.deployment.resources()) {
      for (JsonNode dependency : resource.body().path("dependsOn")) {
        String name = dependency.asText();
        assertTrue(
            known.contains(ResourceIds.key(name))
                || !Dependencies.loop(example.deployment, name).isEmpty(),
            () -> resource.place() + " depends on " + name + ", which is not there");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_resource_waits_for_those_that_it_references(Example example) {
    Dependencies dependencies = new Dependencies(example.deployment);
    Set<String> known = ids(example.deployment.resources());
    for (ArmResource resource : example.deployment.resources()) {
      for (String reference : resource.references()) {
        assertTrue(
            !known.contains(ResourceIds.key(reference))
                || dependencies.of(resource).contains(ResourceIds.key(reference)),
            () -> resource.place() + " references " + reference + " but does not depend on it");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_child_waits_for_its_parent(Example example) {
    Dependencies dependencies = new Dependencies(example.deployment);
    Set<String> known = ids(example.deployment.resources());
    for (ArmResource resource : example.deployment.resources()) {
      String id = ResourceIds.key(resource.id());
      for (String other : known) {
        assertTrue(
            !id.startsWith(other + "/")
                || id.substring(other.length()).startsWith("/providers/")
                || dependencies.of(resource).contains(other),
            () -> resource.place() + " does not depend on its parent " + other);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void every_role_is_a_built_in_one_that_is_named_here(Example example) {
    for (ArmResource role :
        example.deployment.resources("Microsoft.Authorization/roleAssignments")) {
      String definition = role.properties().path("roleDefinitionId").asText();
      List<String> names = ResourceIds.namesOf(definition);
      assertTrue(
          BuiltInRoles.NAMES.containsKey(names.get(names.size() - 1)),
          () -> role.place() + " assigns " + definition);
      assertTrue(
          ResourceIds.key(definition)
              .startsWith(
                  ResourceIds.key(role.id()).replaceAll("(/subscriptions/[^/]+)/.*", "$1/")),
          () -> role.place() + " takes the role of another subscription");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void no_output_and_no_parameter_carries_a_secret(Example example) {
    example
        .deployment
        .outputs()
        .forEach((name, value) -> assertFalse(hasSecret(value), () -> "output " + name));
    example
        .deployment
        .parameters()
        .forEach(
            (template, values) ->
                values.forEach(
                    (name, value) ->
                        assertFalse(hasSecret(value), () -> template + " parameter " + name)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_secret_of_azure_is_in_the_vault_or_the_setting_that_needs_it(Example example) {
    for (ArmResource resource : example.deployment.resources()) {
      if (!hasSecret(resource.body())
          || resource.type().equals("Microsoft.KeyVault/vaults/secrets")) {
        continue;
      }
      assertEquals("Microsoft.Web/sites/config", resource.type(), resource.place());
      assertEquals(
          Set.of(FILE_SHARE_KEY),
          resource.properties().properties().stream()
              .filter(s -> hasSecret(s.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
    }
  }

  private static boolean hasSecret(JsonNode value) {
    return Json.write(value).contains(StandIns.SECRET);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void names_keep_the_rules_of_their_types(Example example) {
    for (ArmResource resource : example.deployment.resources()) {
      NameRules.problemWith(resource).ifPresent(problem -> fail(resource.place() + problem));
    }
  }

  @Test
  void the_accounts_that_azure_retired_are_off_by_default() {
    ArmTemplate template = Examples.template("mediaservices.json");
    ArmDeployment deployment = template.deploy(Map.of("namePrefix", TextNode.valueOf("msha")));

    assertTrue(deployment.resources().isEmpty());
    assertTrue(
        template
            .definition()
            .path("metadata")
            .path("description")
            .asText()
            .contains("retired the resource type Microsoft.Media on 30 June 2024"));
  }

  @Test
  void the_vault_is_protected_and_roles_alone_open_it() {
    JsonNode vault = Examples.main().resource("Microsoft.KeyVault/vaults").properties();

    for (String protection :
        List.of("enableRbacAuthorization", "enableSoftDelete", "enablePurgeProtection")) {
      assertTrue(vault.path(protection).asBoolean(), protection);
    }
  }

  /**
   * Event Grid writes dead letters with a key; the share of Elastic Premium is mounted with one.
   */
  @Test
  void the_storage_account_of_the_app_has_no_keys() {
    ArmDeployment main = Examples.main();

    assertFalse(
        main.resources("Microsoft.Storage/storageAccounts").stream()
            .filter(r -> r.name().equals(main.outputs().get("storageAccountName").textValue()))
            .findFirst()
            .orElseThrow()
            .properties()
            .path("allowSharedKeyAccess")
            .asBoolean(true));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void storage_is_private_and_speaks_tls_1_2(Example example) {
    for (ArmResource account : example.deployment.resources("Microsoft.Storage/storageAccounts")) {
      JsonNode properties = account.properties();
      assertEquals("TLS1_2", properties.path("minimumTlsVersion").asText(), account.place());
      assertTrue(properties.path("supportsHttpsTrafficOnly").asBoolean(), account.place());
      assertFalse(properties.path("allowBlobPublicAccess").asBoolean(true), account.place());
      assertFalse(properties.path("allowCrossTenantReplication").asBoolean(true), account.place());
    }
  }

  /** Azure does not take one assignment twice, whatever its name. */
  @ParameterizedTest
  @MethodSource("examples")
  void no_role_is_assigned_twice(Example example) {
    Set<String> seen = new HashSet<>();
    for (ArmResource role :
        example.deployment.resources("Microsoft.Authorization/roleAssignments")) {
      String assignment =
          role.id().replaceAll("/providers/Microsoft.Authorization/.*", "")
              + role.properties().path("roleDefinitionId").asText()
              + role.properties().path("principalId").asText();
      assertTrue(seen.add(ResourceIds.key(assignment)), role.place());
    }
  }
}
