package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which resources are made before others. */
final class Dependencies {
  private final ArmDeployment deployment;
  private final Map<String, ArmResource> byId;

  Dependencies(ArmDeployment deployment) {
    this.deployment = deployment;
    this.byId =
        deployment.declaredResources().stream()
            .collect(Collectors.toMap(r -> ResourceIds.key(r.id()), Function.identity()));
  }

  /** The resources of a loop; none when there is no such loop. */
  static List<ArmResource> loop(ArmDeployment deployment, String name) {
    return deployment.declaredResources().stream()
        .filter(r -> r.loop().filter(name::equals).isPresent())
        .toList();
  }

  /** Ids of all that a resource waits for, directly or not. */
  Set<String> of(ArmResource resource) {
    Set<String> all = new HashSet<>();
    add(resource, all);
    return all;
  }

  private void add(ArmResource resource, Set<String> all) {
    for (JsonNode dependency : resource.body().path("dependsOn")) {
      String id = ResourceIds.key(dependency.asText());
      List<ArmResource> others =
          byId.containsKey(id) ? List.of(byId.get(id)) : loop(deployment, dependency.asText());
      for (ArmResource other : others) {
        if (all.add(ResourceIds.key(other.id()))) {
          add(other, all);
        }
      }
    }
  }
}
