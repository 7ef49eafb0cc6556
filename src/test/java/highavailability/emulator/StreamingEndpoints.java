package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The account's one streaming endpoint, {@code default}: stopped at first, as in a new account. */
final class StreamingEndpoints implements ResourceKind {

  private static final String NAME = "default";
  private static final String KIND = "streamingEndpoints";

  private final AccountAddress account;
  private final Listing listing;
  private final String location;
  private final String hostName;
  private final Instant created = Instant.now();
  private final AtomicReference<Condition> condition =
      new AtomicReference<>(new Condition(false, created));

  StreamingEndpoints(AccountAddress account, Listing listing, String location, String hostName) {
    this.account = account;
    this.listing = listing;
    this.location = location;
    this.hostName = hostName;
  }

  boolean isRunning() {
    return condition.get().running();
  }

  @Override
  public Reply onAll(ArmRequest request) {
    if (!request.method().equals("GET")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    return listing.page(request, List.of(render()));
  }

  @Override
  public Reply onOne(ArmRequest request, String name) {
    requireDefault(name);
    if (!request.method().equals("GET")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    return Reply.json(200, render());
  }

  /**
   * Starting and stopping take no time here, so they are answered as done (200) and not as begun
   * (202).
   */
  @Override
  public Reply onAction(ArmRequest request, String name, String action) {
    requireDefault(name);
    switch (ResourceName.key(action)) {
      case "start" -> condition.set(new Condition(true, Instant.now()));
      case "stop" -> condition.set(new Condition(false, Instant.now()));
      default -> throw ResourceKind.unknownAction(action);
    }
    return Reply.empty(200);
  }

  private ObjectNode render() {
    Condition now = condition.get();
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("description", "");
    properties.put("scaleUnits", 0);
    properties.put("cdnEnabled", false);
    properties.putArray("customHostNames");
    properties.put("hostName", hostName);
    properties.put("provisioningState", "Succeeded");
    properties.put("resourceState", now.running() ? "Running" : "Stopped");
    properties.put("created", created.toString());
    properties.put("lastModified", now.since().toString());
    ObjectNode json =
        Resource.envelope(
            account.id("streamingendpoints", NAME),
            account.type(KIND),
            new Resource(NAME, created, now.since(), properties),
            properties);
    json.put("location", location);
    json.putObject("tags");
    return json;
  }

  private static void requireDefault(String name) {
    if (!name.equalsIgnoreCase(NAME)) {
      throw ArmError.notFound("The streaming endpoint '" + name + "' was not found.");
    }
  }

  private record Condition(boolean running, Instant since) {}
}
