package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import highavailability.jobs.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates, deployed as deploy.ps1 does it, with the values of the example file. */
final class Examples {
  static final String DEPLOYER = "de910001-0000-4000-8000-000000000000";

  private static final String SHORTEST_PREFIX = "abc";
  private static final String LONGEST_PREFIX = "abcdefghijk";

  static final List<ArmTemplate> TEMPLATES =
      Stream.of("main.json", "eventgrid.json", "monitoring.json", "mediaservices.json")
          .map(ArmTemplate::read)
          .toList();

  private Examples() {}

  static ArmTemplate template(String file) {
    return TEMPLATES.stream().filter(t -> t.file().equals(file)).findFirst().orElseThrow();
  }

  static ArmDeployment main() {
    return main(Map.of());
  }

  /** With other values of some parameters. */
  static ArmDeployment main(Map<String, JsonNode> others) {
    Map<String, JsonNode> parameters = ArmTemplate.parameters("main.parameters.json");
    parameters.put("deployerPrincipalId", TextNode.valueOf(DEPLOYER));
    parameters.putAll(others);
    return template("main.json").deploy(parameters);
  }

  static ArmDeployment eventGrid(ArmDeployment main) {
    return template("eventgrid.json").deploy(fromOutputs("eventgrid.json", main));
  }

  static ArmDeployment monitoring(ArmDeployment main, String alertEmail) {
    Map<String, JsonNode> parameters = fromOutputs("monitoring.json", main);
    parameters.put("namePrefix", ArmTemplate.parameters("main.parameters.json").get("namePrefix"));
    parameters.put("alertEmail", TextNode.valueOf(alertEmail));
    return template("monitoring.json").deploy(parameters);
  }

  /** The parameters of a template that main.json gives. */
  private static Map<String, JsonNode> fromOutputs(String file, ArmDeployment main) {
    Map<String, JsonNode> parameters = new TreeMap<>(main.outputs());
    parameters
        .keySet()
        .retainAll(new TemplateSource(file, template(file).definition()).declaredParameters());
    return parameters;
  }

  static ArmDeployment mediaServices(boolean accepted) {
    return template("mediaservices.json")
        .deploy(
            Map.of(
                "namePrefix",
                ArmTemplate.parameters("main.parameters.json").get("namePrefix"),
                "acceptRetiredService",
                BooleanNode.valueOf(accepted)));
  }

  /** Every template, in every way that its conditions know, by a name for messages. */
  static Map<String, ArmDeployment> all() {
    Map<String, ArmDeployment> all = new LinkedHashMap<>();
    for (String sku : List.of("EP1", "P0v3")) {
      for (String store : List.of("CosmosDb", "TableStorage")) {
        all.put(
            "main.json " + sku + " " + store,
            main(Map.of("planSku", TextNode.valueOf(sku), "tableStore", TextNode.valueOf(store))));
      }
    }
    all.put(
        "main.json in two regions",
        main(Map.of("cosmosSecondaryLocations", Json.tree("[\"northeurope\"]"))));
    all.put(
        "main.json without roles on asset storage",
        main(Map.of("assignAssetStorageRoles", BooleanNode.FALSE)));
    for (String prefix : List.of(SHORTEST_PREFIX, LONGEST_PREFIX)) {
      all.put("main.json of " + prefix, main(Map.of("namePrefix", TextNode.valueOf(prefix))));
    }
    ArmDeployment mediaServices = mediaServices(true);
    all.put("mediaservices.json", mediaServices);
    all.put("mediaservices.json off", mediaServices(false));
    ArmDeployment retired =
        main(Map.of("mediaServiceInstances", mediaServices.outputs().get("mediaServiceInstances")));
    all.put("main.json with mediaservices.json", retired);
    all.put("eventgrid.json", eventGrid(main()));
    all.put("eventgrid.json with mediaservices.json", eventGrid(retired));
    all.put("monitoring.json", monitoring(main(), "operator@example.com"));
    all.put("monitoring.json without mail", monitoring(main(), ""));
    return all;
  }
}
