package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One entity of the account. Its properties are not changed once it is stored. */
record Resource(String name, Instant created, Instant lastModified, ObjectNode properties) {

  static Resource create(String name, ObjectNode properties) {
    Instant now = Instant.now();
    return new Resource(name, now, now, properties);
  }

  Resource update(ObjectNode newProperties) {
    return new Resource(name, created, Instant.now(), newProperties);
  }

  String text(String property) {
    return properties.path(property).asText("");
  }

  /** The entity as Azure Resource Manager shows it. */
  static ObjectNode envelope(
      String id, String type, Resource resource, ObjectNode shownProperties) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", resource.name());
    json.put("id", id);
    json.put("type", type);
    json.set("properties", shownProperties);
    ObjectNode systemData = json.putObject("systemData");
    systemData.put("createdBy", "emulator");
    systemData.put("createdByType", "Application");
    systemData.put("createdAt", resource.created().toString());
    systemData.put("lastModifiedBy", "emulator");
    systemData.put("lastModifiedByType", "Application");
    systemData.put("lastModifiedAt", resource.lastModified().toString());
    return json;
  }
}
