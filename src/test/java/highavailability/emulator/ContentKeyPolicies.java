package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;

/** Content key policies: who gets a content key, and how. */
final class ContentKeyPolicies extends NamedResources {

  /** Fields that only {@code getPolicyPropertiesWithSecrets} shows; elsewhere they are empty. */
  private static final Set<String> SECRETS =
      Set.of("keyValue", "rawBody", "ask", "fairPlayPfx", "fairPlayPfxPassword", "exponent");

  ContentKeyPolicies(AccountAddress account, Listing listing) {
    super(account, listing, "contentKeyPolicies", "content key policy");
  }

  @Override
  Reply put(ArmRequest request, String name) {
    ObjectNode properties = checked(request.properties());
    properties.put("policyId", UUID.randomUUID().toString());
    Resource policy = Resource.create(name, properties);
    if (insert(policy)) {
      return Reply.json(201, render(policy));
    }
    Resource existing = require(name);
    properties.put("policyId", existing.text("policyId"));
    return Reply.json(200, render(replace(existing.update(properties))));
  }

  @Override
  Resource patch(ArmRequest request, Resource existing) {
    ObjectNode given = request.properties();
    ObjectNode properties = existing.properties().deepCopy();
    if (given.path("description").isTextual()) {
      properties.put("description", given.path("description").asText());
    }
    if (!given.path("options").isEmpty()) {
      properties.set("options", checked(given).path("options"));
    }
    return replace(existing.update(properties));
  }

  @Override
  public Reply onAction(ArmRequest request, String name, String action) {
    Resource policy = require(name);
    if (!action.equalsIgnoreCase("getPolicyPropertiesWithSecrets")) {
      throw ResourceKind.unknownAction(action);
    }
    return Reply.json(200, super.shown(policy));
  }

  @Override
  ObjectNode shown(Resource policy) {
    ObjectNode properties = super.shown(policy);
    blankSecrets(properties);
    return properties;
  }

  private static ObjectNode checked(ObjectNode given) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    if (given.path("description").isTextual()) {
      properties.put("description", given.path("description").asText());
    }
    if (given.path("options").isEmpty()) {
      throw ArmError.badRequest(
          "A content key policy needs at least one entry in 'properties.options'.");
    }
    ArrayNode options = properties.putArray("options");
    for (JsonNode option : given.path("options")) {
      for (String part : new String[] {"configuration", "restriction"}) {
        String type = option.path(part).path("@odata.type").asText("");
        if (!type.startsWith("#Microsoft.Media.ContentKeyPolicy")) {
          throw ArmError.badRequest("The option's " + part + " type '" + type + "' is not known.");
        }
      }
      ObjectNode stored = options.addObject();
      stored.put("policyOptionId", UUID.randomUUID().toString());
      if (option.path("name").isTextual()) {
        stored.put("name", option.path("name").asText());
      }
      stored.set("configuration", option.path("configuration").deepCopy());
      ObjectNode restriction = option.path("restriction").deepCopy();
      if (restriction.has("primaryVerificationKey")) {
        restriction.withArray("alternateVerificationKeys");
        restriction.withArray("requiredClaims");
      }
      stored.set("restriction", restriction);
    }
    return properties;
  }

  private static void blankSecrets(JsonNode node) {
    if (node instanceof ObjectNode object) {
      SECRETS.stream().filter(object::hasNonNull).forEach(secret -> object.put(secret, ""));
    }
    node.forEach(ContentKeyPolicies::blankSecrets);
  }
}
