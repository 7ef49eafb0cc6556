package highavailability.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** The Media Services account itself, which can only be read. */
final class Account {

  private final AccountAddress address;
  private final String location;
  private final String storageAccount;
  private final UUID mediaServiceId = UUID.randomUUID();

  Account(AccountAddress address, String location, String storageAccount) {
    this.address = address;
    this.location = location;
    this.storageAccount = storageAccount;
  }

  Reply handle(ArmRequest request) {
    if (!request.method().equals("GET")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", address.accountName());
    json.put("id", address.id());
    json.put("type", address.type());
    json.put("location", location);
    json.putObject("tags");
    ObjectNode properties = json.putObject("properties");
    properties.put("mediaServiceId", mediaServiceId.toString());
    ObjectNode storage = properties.putArray("storageAccounts").addObject();
    storage.put(
        "id",
        "/subscriptions/"
            + address.subscriptionId()
            + "/resourceGroups/"
            + address.resourceGroup()
            + "/providers/Microsoft.Storage/storageAccounts/"
            + storageAccount);
    storage.put("type", "Primary");
    properties.put("storageAuthentication", "System");
    properties.put("publicNetworkAccess", "Enabled");
    properties.put("provisioningState", "Succeeded");
    return Reply.json(200, json);
  }
}
