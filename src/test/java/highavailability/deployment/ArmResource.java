package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as a deployment makes it: loops expanded, expressions evaluated.
 *
 * @param place where the template declares it
 * @param deployed false when its condition does not hold
 * @param loop the loop that it is one turn of
 * @param body all of its properties, as in the template; empty when it is not deployed
 * @param references ids of what its properties ask for while it is deployed
 */
record ArmResource(
    String place,
    String id,
    String type,
    boolean deployed,
    Optional<String> loop,
    JsonNode body,
    Set<String> references) {
  /** The last part of its name. */
  String name() {
    List<String> names = ResourceIds.namesOf(id);
    return names.get(names.size() - 1);
  }

  String apiVersion() {
    return body.path("apiVersion").asText();
  }

  JsonNode properties() {
    return body.path("properties");
  }
}
