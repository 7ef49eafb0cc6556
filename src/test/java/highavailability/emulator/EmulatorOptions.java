package highavailability.emulator;

import java.util.Objects;
import java.util.Optional;

/**
 * What one emulated Media Services account is: its place in Azure Resource Manager, its storage
 * account, and how it behaves.
 *
 * @param port the port to listen on; 0 takes a free one
 * @param pageSize how many entities a list answers at once before it gives an
 *     {@code @odata.nextLink}
 * @param apiKeyAccess how clients sign in to the management API; empty leaves it open to all
 * @param eventGridTopic the topic that the account's events carry; empty for the account's own id
 */
public record EmulatorOptions(
    String subscriptionId,
    String resourceGroup,
    String accountName,
    String location,
    String storageConnectionString,
    int port,
    EncodingSpeed speed,
    int pageSize,
    Optional<ApiKeyAccess> apiKeyAccess,
    Optional<String> eventGridTopic) {

  /** The service's own page size differs by entity; clients are told not to rely on it. */
  public static final int DEFAULT_PAGE_SIZE = 1000;

  public EmulatorOptions {
    requireText("subscriptionId", subscriptionId);
    requireText("resourceGroup", resourceGroup);
    requireText("accountName", accountName);
    requireText("location", location);
    requireText("storageConnectionString", storageConnectionString);
    Objects.requireNonNull(speed, "speed");
    Objects.requireNonNull(apiKeyAccess, "apiKeyAccess");
    eventGridTopic.ifPresent(topic -> requireText("eventGridTopic", topic));
    if (!accountName.matches("[a-z0-9]{3,24}")) {
      throw new IllegalArgumentException(
          "accountName '"
              + accountName
              + "' is not allowed: use 3 to 24 lower case letters and digits");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "port " + port + " does not exist: use 1 to 65535, or 0 for any free port");
    }
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize is " + pageSize + ": use 1 or more");
    }
  }

  public EmulatorOptions(
      String subscriptionId,
      String resourceGroup,
      String accountName,
      String location,
      String storageConnectionString,
      int port,
      EncodingSpeed speed) {
    this(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        port,
        speed,
        DEFAULT_PAGE_SIZE,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * An account on any free port with a made-up subscription, quick jobs and the default page size.
   */
  public static EmulatorOptions of(String accountName, String storageConnectionString) {
    return new EmulatorOptions(
        "00000000-0000-0000-0000-000000000001",
        "emulated",
        accountName,
        "West Europe",
        storageConnectionString,
        0,
        EncodingSpeed.quick());
  }

  public EmulatorOptions withLocation(String newLocation) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        newLocation,
        storageConnectionString,
        port,
        speed,
        pageSize,
        apiKeyAccess,
        eventGridTopic);
  }

  public EmulatorOptions withPort(int newPort) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        newPort,
        speed,
        pageSize,
        apiKeyAccess,
        eventGridTopic);
  }

  public EmulatorOptions withSpeed(EncodingSpeed newSpeed) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        port,
        newSpeed,
        pageSize,
        apiKeyAccess,
        eventGridTopic);
  }

  public EmulatorOptions withPageSize(int newPageSize) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        port,
        speed,
        newPageSize,
        apiKeyAccess,
        eventGridTopic);
  }

  public EmulatorOptions withApiKeyAccess(ApiKeyAccess newApiKeyAccess) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        port,
        speed,
        pageSize,
        Optional.of(newApiKeyAccess),
        eventGridTopic);
  }

  public EmulatorOptions withEventGridTopic(String newEventGridTopic) {
    return new EmulatorOptions(
        subscriptionId,
        resourceGroup,
        accountName,
        location,
        storageConnectionString,
        port,
        speed,
        pageSize,
        apiKeyAccess,
        Optional.of(newEventGridTopic));
  }

  /** Leaves out the connection string, which holds the storage account's key. */
  @Override
  public String toString() {
    return "EmulatorOptions["
        + subscriptionId
        + "/"
        + resourceGroup
        + "/"
        + accountName
        + ", "
        + location
        + ", port "
        + port
        + ", "
        + speed
        + ", pageSize "
        + pageSize
        + apiKeyAccess.map(access -> ", " + access).orElse("")
        + eventGridTopic.map(topic -> ", topic " + topic).orElse("")
        + "]";
  }

  private static void requireText(String field, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("EmulatorOptions." + field + " is missing: give a value");
    }
  }
}
