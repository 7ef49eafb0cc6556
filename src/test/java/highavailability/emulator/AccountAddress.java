package highavailability.emulator;

import java.util.List;

/** The account's place in Azure Resource Manager, and the ids and types of what it holds. */
record AccountAddress(String subscriptionId, String resourceGroup, String accountName) {

  private static final String TYPE = "Microsoft.Media/mediaservices";
  private static final int LENGTH = 8;

  static AccountAddress of(EmulatorOptions options) {
    return new AccountAddress(
        options.subscriptionId(), options.resourceGroup(), options.accountName());
  }

  /** The resource id; the service writes "mediaservices" in lower case in ids and topics. */
  String id() {
    return "/subscriptions/"
        + subscriptionId
        + "/resourceGroups/"
        + resourceGroup
        + "/providers/"
        + TYPE
        + "/"
        + accountName;
  }

  String id(String... below) {
    return id() + "/" + String.join("/", below);
  }

  String type(String... below) {
    return below.length == 0 ? TYPE : TYPE + "/" + String.join("/", below);
  }

  /** What a request's path names below this account. */
  List<String> below(List<String> path) {
    expect(path, 0, "subscriptions");
    if (path.size() < 2 || !path.get(1).equalsIgnoreCase(subscriptionId)) {
      throw ArmError.of(
          404,
          "SubscriptionNotFound",
          "The subscription '" + at(path, 1) + "' could not be found.");
    }
    expect(path, 2, "resourceGroups");
    if (!at(path, 3).equalsIgnoreCase(resourceGroup)) {
      throw ArmError.of(
          404, "ResourceGroupNotFound", "Resource group '" + at(path, 3) + "' could not be found.");
    }
    expect(path, 4, "providers");
    expect(path, 5, "Microsoft.Media");
    expect(path, 6, "mediaServices");
    if (!at(path, 7).equalsIgnoreCase(accountName)) {
      throw ArmError.of(
          404,
          "ResourceNotFound",
          "The Resource 'Microsoft.Media/mediaServices/"
              + at(path, 7)
              + "' under resource group '"
              + resourceGroup
              + "' was not found.");
    }
    return path.subList(LENGTH, path.size());
  }

  private static void expect(List<String> path, int index, String segment) {
    if (!at(path, index).equalsIgnoreCase(segment)) {
      throw ArmError.notFound("There is nothing at '/" + String.join("/", path) + "'.");
    }
  }

  private static String at(List<String> path, int index) {
    return index < path.size() ? path.get(index) : "";
  }
}
