package highavailability.deployment;

import com.fasterxml.jackson.databind.JsonNode;

/** What Azure knows about resources once they exist. */
interface Runtime {
  /** What {@code reference()} gives. */
  JsonNode reference(String id, boolean full);

  /** What a function such as {@code listKeys()} gives. */
  JsonNode list(String function, String id);
}
