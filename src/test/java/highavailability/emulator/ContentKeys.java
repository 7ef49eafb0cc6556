package highavailability.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Chooses the content keys of a locator: what the client gave is kept, the rest is made up. */
final class ContentKeys {

  private static final int KEY_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ContentKeys() {}

  /** One key for each encrypted section of the policy, and for each of its track mappings. */
  static ArrayNode of(Resource policy, String defaultKeyPolicy, JsonNode given) {
    List<JsonNode> unused = new ArrayList<>();
    given.forEach(unused::add);
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    for (EncryptionScheme scheme : StreamingPolicies.schemesOf(policy)) {
      if (scheme == EncryptionScheme.NO_ENCRYPTION) {
        continue;
      }
      JsonNode slots = policy.properties().path(scheme.section()).path("contentKeys");
      keys.add(key(scheme, slots.path("defaultKey"), defaultKeyPolicy, unused));
      for (JsonNode mapping : slots.path("keyToTrackMappings")) {
        keys.add(key(scheme, mapping, defaultKeyPolicy, unused));
      }
    }
    if (!unused.isEmpty()) {
      throw ArmError.badRequest(
          "The streaming policy '"
              + policy.name()
              + "' has no key with the label '"
              + unused.get(0).path("labelReferenceInStreamingPolicy").asText("")
              + "'.");
    }
    return keys;
  }

  static Set<String> ids(JsonNode keys) {
    Set<String> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.path("id").asText()));
    return ids;
  }

  private static ObjectNode key(
      EncryptionScheme scheme, JsonNode slot, String defaultKeyPolicy, List<JsonNode> unused) {
    String label = slot.path("label").asText("");
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    JsonNode given = take(unused, label);
    key.put("id", id(given));
    key.put("type", scheme.label());
    key.put("labelReferenceInStreamingPolicy", label);
    key.put("value", value(given));
    String keyPolicy = slot.path("policyName").asText(defaultKeyPolicy);
    if (!keyPolicy.isEmpty()) {
      key.put("policyName", keyPolicy);
    }
    key.set(
        "tracks", slot.path("tracks").isArray() ? slot.get("tracks").deepCopy() : key.arrayNode());
    return key;
  }

  /** The client's key with this label; one without any label serves the first slot. */
  private static JsonNode take(List<JsonNode> unused, String label) {
    for (int i = 0; i < unused.size(); i++) {
      String reference = unused.get(i).path("labelReferenceInStreamingPolicy").asText(label);
      if (reference.equals(label)) {
        return unused.remove(i);
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static String id(JsonNode given) {
    return given.hasNonNull("id")
        ? uuid("contentKeys.id", given.get("id").asText())
        : UUID.randomUUID().toString();
  }

  static String uuid(String field, String text) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw ArmError.badRequest("'" + field + "' must be a GUID, and is '" + text + "'.");
    }
    return ResourceName.key(text);
  }

  private static String value(JsonNode given) {
    if (!given.hasNonNull("value")) {
      byte[] random = new byte[KEY_BYTES];
      RANDOM.nextBytes(random);
      return Base64.getEncoder().encodeToString(random);
    }
    try {
      if (Base64.getDecoder().decode(given.get("value").asText()).length == KEY_BYTES) {
        return given.get("value").asText();
      }
    } catch (IllegalArgumentException e) {
      throw invalidValue();
    }
    throw invalidValue();
  }

  private static ArmError invalidValue() {
    return ArmError.badRequest("'contentKeys.value' must be 16 bytes in Base64.");
  }
}
