package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Runs a template that stands within another one. */
final class NestedDeployment {
  private NestedDeployment() {}

  static boolean isOne(DeclaredResource resource) {
    return resource.type().equalsIgnoreCase("Microsoft.Resources/deployments");
  }

  /** Only the inner scope is known: with the outer one, a nested template has no own parameters. */
  static boolean hasInnerScope(JsonNode deployment) {
    return deployment
        .path("properties")
        .path("expressionEvaluationOptions")
        .path("scope")
        .asText()
        .equalsIgnoreCase("inner");
  }

  static ArmDeployment run(DeclaredResource resource) {
    JsonNode properties = resource.json().path("properties");
    if (!hasInnerScope(resource.json())) {
      throw new TemplateException(
          resource.place() + " must set expressionEvaluationOptions.scope to inner");
    }
    Map<String, JsonNode> parameters = new TreeMap<>();
    properties
        .path("parameters")
        .fields()
        .forEachRemaining(
            p ->
                parameters.put(
                    p.getKey(),
                    Evaluator.evaluate(
                        p.getValue().get("value"),
                        resource.scope().atRuntime(),
                        resource.place() + ".properties.parameters." + p.getKey())));
    return ArmDeployment.inner(
        resource.place(), properties.path("template"), parameters, resource.target());
  }
}
