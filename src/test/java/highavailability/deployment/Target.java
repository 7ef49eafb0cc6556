package highavailability.deployment;

/** The resource group that a template is deployed to. */
record Target(String subscriptionId, String resourceGroup) {
  static final String LOCATION = "westeurope";
  static final String TENANT = "7e9a0001-0000-4000-8000-000000000000";

  /** Where the tests deploy to. */
  static final Target EXAMPLE = new Target("5ab50001-0000-4000-8000-000000000000", "msha-rg");

  String subscription() {
    return "/subscriptions/" + subscriptionId;
  }

  String id() {
    return subscription() + "/resourceGroups/" + resourceGroup;
  }
}
