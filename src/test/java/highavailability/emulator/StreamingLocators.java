package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** Streaming locators: each publishes an asset under its own id in the path of a URL. */
final class StreamingLocators extends NamedResources {

  private static final String END_OF_TIME = "9999-12-31T23:59:59.9999999Z";

  private final Assets assets;
  private final StreamingPolicies policies;
  private final ContentKeyPolicies keyPolicies;
  private final StreamingPaths paths;

  StreamingLocators(
      AccountAddress account,
      Listing listing,
      Assets assets,
      StreamingPolicies policies,
      ContentKeyPolicies keyPolicies,
      StreamingPaths paths) {
    super(account, listing, "streamingLocators", "streaming locator");
    this.assets = assets;
    this.policies = policies;
    this.keyPolicies = keyPolicies;
    this.paths = paths;
  }

  Optional<Resource> byId(String locatorId) {
    return all().stream()
        .filter(locator -> locator.text("streamingLocatorId").equalsIgnoreCase(locatorId))
        .findAny();
  }

  ArrayNode ofAsset(String assetName) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    all().stream()
        .filter(locator -> locator.text("assetName").equalsIgnoreCase(assetName))
        .forEach(locator -> array.add(brief(locator)));
    return array;
  }

  void deleteOfAsset(String assetName) {
    all().removeIf(locator -> locator.text("assetName").equalsIgnoreCase(assetName));
  }

  /** What the locator serves now, from the blobs in its asset's container. */
  ObjectNode listPaths(Resource locator) {
    Resource policy = policies.require(locator.text("streamingPolicyName"));
    String container = assets.containerOf(locator.text("assetName"));
    return paths.of(locator.text("streamingLocatorId"), policy, container);
  }

  String containerOf(Resource locator) {
    return assets.containerOf(locator.text("assetName"));
  }

  @Override
  Reply put(ArmRequest request, String name) {
    Resource locator = Resource.create(name, checked(request.properties()));
    // Ids must be unique as well as names, so only one locator is added at a time.
    synchronized (this) {
      if (find(name).isPresent()) {
        throw taken(name);
      }
      refuseUsedIds(locator);
      insert(locator);
    }
    return Reply.json(201, render(locator));
  }

  @Override
  public Reply onAction(ArmRequest request, String name, String action) {
    Resource locator = require(name);
    return switch (ResourceName.key(action)) {
      case "listpaths" -> Reply.json(200, listPaths(locator));
      case "listcontentkeys" -> {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("contentKeys", locator.properties().path("contentKeys").deepCopy());
        yield Reply.json(200, body);
      }
      default -> throw ResourceKind.unknownAction(action);
    };
  }

  @Override
  ObjectNode shown(Resource locator) {
    ObjectNode properties = super.shown(locator);
    properties.remove("lastModified");
    properties.path("contentKeys").forEach(key -> ((ObjectNode) key).remove("value"));
    return properties;
  }

  private ObjectNode checked(ObjectNode given) {
    Resource asset =
        assets
            .find(text(given, "assetName"))
            .orElseThrow(
                () ->
                    ArmError.badRequest("Asset '" + text(given, "assetName") + "' is not found."));
    Resource policy =
        policies
            .find(text(given, "streamingPolicyName"))
            .orElseThrow(
                () ->
                    ArmError.badRequest(
                        "Streaming policy '"
                            + text(given, "streamingPolicyName")
                            + "' is not found."));
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("assetName", asset.name());
    properties.put("streamingPolicyName", policy.name());
    properties.put("streamingLocatorId", locatorId(given));
    if (given.hasNonNull("startTime")) {
      properties.put("startTime", text(given, "startTime"));
    }
    properties.put("endTime", given.path("endTime").asText(END_OF_TIME));
    if (given.hasNonNull("alternativeMediaId")) {
      properties.put("alternativeMediaId", text(given, "alternativeMediaId"));
    }
    if (given.path("filters").isArray()) {
      properties.set("filters", given.get("filters").deepCopy());
    }
    String keyPolicy =
        given
            .path("defaultContentKeyPolicyName")
            .asText(policy.text("defaultContentKeyPolicyName"));
    checkKeyPolicy(policy, keyPolicy);
    if (!keyPolicy.isEmpty()) {
      properties.put("defaultContentKeyPolicyName", keyPolicy);
    }
    properties.set("contentKeys", ContentKeys.of(policy, keyPolicy, given.path("contentKeys")));
    return properties;
  }

  private void checkKeyPolicy(Resource policy, String keyPolicy) {
    if (!keyPolicy.isEmpty()) {
      if (keyPolicies.find(keyPolicy).isEmpty()) {
        throw ArmError.badRequest("Content key policy '" + keyPolicy + "' is not found.");
      }
      return;
    }
    for (EncryptionScheme scheme : StreamingPolicies.schemesOf(policy)) {
      JsonNode section = policy.properties().path(scheme.section());
      boolean deliveredElsewhere =
          section.has("customKeyAcquisitionUrlTemplate")
              || section.at("/contentKeys/defaultKey").has("policyName")
              || section.path("drm").findValue("customLicenseAcquisitionUrlTemplate") != null;
      if (scheme != EncryptionScheme.NO_ENCRYPTION && !deliveredElsewhere) {
        throw ArmError.badRequest(
            "The streaming policy '"
                + policy.name()
                + "' encrypts, so 'defaultContentKeyPolicyName' must name a content key policy.");
      }
    }
  }

  private void refuseUsedIds(Resource locator) {
    String id = locator.text("streamingLocatorId");
    if (byId(id).isPresent()) {
      throw ArmError.conflict(
          "Streaming locator id '" + id + "' already exists, please choose another one.");
    }
    for (String keyId : ContentKeys.ids(locator.properties().path("contentKeys"))) {
      boolean used =
          all().stream()
              .map(other -> ContentKeys.ids(other.properties().path("contentKeys")))
              .anyMatch(ids -> ids.contains(keyId));
      if (used) {
        throw ArmError.conflict(
            "Content key id '" + keyId + "' already exists, please choose another one.");
      }
    }
  }

  private ObjectNode brief(Resource locator) {
    ObjectNode brief = JsonNodeFactory.instance.objectNode();
    brief.put("name", locator.name());
    ObjectNode properties = shown(locator);
    properties.remove("contentKeys");
    brief.setAll(properties);
    return brief;
  }

  private static String locatorId(ObjectNode given) {
    return given.hasNonNull("streamingLocatorId")
        ? ContentKeys.uuid("streamingLocatorId", text(given, "streamingLocatorId"))
        : UUID.randomUUID().toString();
  }

  private static String text(ObjectNode given, String field) {
    return given.path(field).asText("");
  }
}
