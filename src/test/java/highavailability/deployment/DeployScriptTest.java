package highavailability.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What deploy.ps1 says of values, which its grammar does not tell. */
class DeployScriptTest {
  private final DeployScript script = DeployScript.read();

  @Test
  void what_it_reads_of_the_parameters_file_are_parameters() {
    Set<String> read = script.found("\\$[pP]arameters\\['(\\w+)'\\]");

    assertFalse(read.isEmpty());
    assertTrue(
        new TemplateSource("main.json", Examples.template("main.json").definition())
            .declaredParameters()
            .containsAll(read),
        read::toString);
  }

  @Test
  void it_knows_the_instances_of_the_example_which_nobody_has() {
    Set<String> known = script.found("-match '([0-9-]{36})'");

    for (JsonNode instance :
        ArmTemplate.parameters("main.parameters.json").get("mediaServiceInstances")) {
      assertEquals(known, Set.of(instance.get("subscriptionId").textValue()));
    }
  }

  @Test
  void it_waits_for_the_function_that_event_grid_calls() {
    assertEquals(FunctionsOfTheApp.takingEvents(), Set.of(script.assigned("eventFunction")));
  }
}
