package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArmDeploymentTest {
  private static final String TEMPLATE =
      """
      {
        "parameters": {
          "count": {"type": "int", "minValue": 1, "maxValue": 3},
          "kind": {"type": "string", "defaultValue": "Plain", "allowedValues": ["Plain", "Fancy"]}
        },
        "resources": [
          {
            "type": "Test.A/hosts", "apiVersion": "2020-01-01", "name": "[concat('h', copyIndex())]",
            "copy": {"name": "hosts", "count": "[parameters('count')]"},
            "properties": {"index": "[copyIndex()]"},
            "resources": [{"type": "ports", "apiVersion": "2020-01-01", "name": "http"}]
          },
          {
            "type": "Test.A/fancies", "apiVersion": "2020-01-01", "name": "f",
            "condition": "[equals(parameters('kind'), 'Fancy')]",
            "properties": {"never": "[parameters('missing')]"}
          },
          {
            "type": "Test.B/locks", "apiVersion": "2020-01-01", "name": "l",
            "scope": "[resourceId('Test.A/hosts', 'h0')]"
          },
          {
            "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "deep",
            "subscriptionId": "sub-2", "resourceGroup": "group-2",
            "properties": {
              "mode": "Incremental",
              "expressionEvaluationOptions": {"scope": "inner"},
              "parameters": {"x": {"value": "[parameters('kind')]"}},
              "template": {
                "parameters": {"x": {"type": "string"}},
                "resources": [{"type": "Test.C/things", "apiVersion": "2020-01-01", "name": "[parameters('x')]"}],
                "outputs": {"id": {"type": "string", "value": "[resourceId('Test.C/things', parameters('x'))]"}}
              }
            }
          }
        ],
        "outputs": {
          "deep": {"type": "string", "value": "[reference(resourceId('sub-2', 'group-2', 'Microsoft.Resources/deployments', 'deep')).outputs.id.value]"},
          "all": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}},
          "fancy": {"type": "string", "condition": false, "value": "[parameters('missing')]"}
        }
      }
      """;

  private static final String GROUP = Target.EXAMPLE.id() + "/providers/";

  private final ArmDeployment deployment = deploy(TEMPLATE, 2);

  private static ArmDeployment deploy(String json, int count) {
    return new ArmTemplate("t.json", Json.tree(json)).deploy(Map.of("count", new IntNode(count)));
  }

  @Test
  void loops_children_extensions_and_nested_deployments_get_their_ids() {
    assertEquals(
        List.of(
            GROUP + "Test.A/hosts/h0",
            GROUP + "Test.A/hosts/h0/ports/http",
            GROUP + "Test.A/hosts/h1",
            GROUP + "Test.A/hosts/h1/ports/http",
            GROUP + "Test.A/hosts/h0/providers/Test.B/locks/l",
            "/subscriptions/sub-2/resourceGroups/group-2/providers/Microsoft.Resources/deployments/deep",
            "/subscriptions/sub-2/resourceGroups/group-2/providers/Test.C/things/Plain"),
        deployment.resources().stream().map(ArmResource::id).toList());
  }

  @Test
  void properties_see_the_turn_of_their_loop() {
    assertEquals(
        List.of(0, 1),
        deployment.resources("Test.A/hosts").stream()
            .map(r -> r.properties().path("index").intValue())
            .toList());
  }

  @Test
  void a_resource_whose_condition_does_not_hold_is_declared_but_not_deployed() {
    assertTrue(deployment.resources("Test.A/fancies").isEmpty());
    assertTrue(
        deployment.declaredResources().stream().anyMatch(r -> r.type().equals("Test.A/fancies")));
  }

  @Test
  void outputs_of_nested_deployments_and_loops_are_known() {
    assertEquals(
        "/subscriptions/sub-2/resourceGroups/group-2/providers/Test.C/things/Plain",
        deployment.outputs().get("deep").textValue());
    assertEquals("[0,1]", Json.write(deployment.outputs().get("all")));
    assertEquals(2, deployment.outputs().size());
  }

  @Test
  void a_parameter_is_held_against_its_declaration() {
    assertProblem("minValue and maxValue", () -> deploy(TEMPLATE, 4));
    assertProblem(
        "must be one of [\"Plain\",\"Fancy\"]",
        () ->
            deploy(TEMPLATE.replace("\"defaultValue\": \"Plain\"", "\"defaultValue\": \"?\""), 1));
    ArmTemplate template = new ArmTemplate("t.json", Json.tree(TEMPLATE));
    assertProblem("neither a value nor a default", () -> template.deploy(Map.of()));
    assertProblem(
        "must be of type int", () -> template.deploy(Map.of("count", TextNode.valueOf("1"))));
    assertProblem("has no parameter other", () -> template.deploy(Map.of("other", new IntNode(1))));
  }

  @Test
  void a_mistake_in_a_resource_is_told_with_its_place() {
    assertProblem(
        "t.json: resources[1] (Test.A/fancies f)",
        () -> deploy(TEMPLATE.replace("'Fancy')]", "'Plain')]"), 1));
  }

  @Test
  void two_resources_with_one_id_are_told() {
    assertProblem(
        "is there twice", () -> deploy(TEMPLATE.replace("[concat('h', copyIndex())]", "h"), 2));
  }

  private static void assertProblem(String text, Runnable deployment) {
    String message = assertThrows(TemplateException.class, deployment::run).getMessage();
    assertTrue(message.contains(text), message);
    assertTrue(message.startsWith("t.json"), message);
  }
}
