package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an expression sees: its template, the loops around it, and the variables of lambdas.
 *
 * @param runtime whether resources exist already, so that they may be referenced
 */
record Scope(
    TemplateScope template,
    Map<String, Integer> loops,
    Optional<String> innermostLoop,
    Map<String, JsonNode> lambdaVariables,
    boolean runtime) {

  static Scope of(TemplateScope template) {
    return new Scope(template, Map.of(), Optional.empty(), Map.of(), false);
  }

  Scope atRuntime() {
    return new Scope(template, loops, innermostLoop, lambdaVariables, true);
  }

  Scope inLoop(String name, int index) {
    Map<String, Integer> more = new HashMap<>(loops);
    more.put(name, index);
    return new Scope(template, Map.copyOf(more), Optional.of(name), lambdaVariables, runtime);
  }

  Scope with(String lambdaVariable, JsonNode value) {
    Map<String, JsonNode> more = new HashMap<>(lambdaVariables);
    more.put(lambdaVariable, value);
    return new Scope(template, loops, innermostLoop, Map.copyOf(more), runtime);
  }

  int loopIndex(Optional<String> name) {
    String loop =
        name.or(() -> innermostLoop)
            .orElseThrow(() -> new TemplateException("copyIndex() stands outside of a loop"));
    if (!loops.containsKey(loop)) {
      throw new TemplateException("copyIndex('" + loop + "') names no loop around it");
    }
    return loops.get(loop);
  }
}
