package highavailability.deployment;

import java.util.Map;

/**
 * The built-in roles of Azure that the templates may assign, by the id that they have everywhere.
 */
final class BuiltInRoles {
  static final Map<String, String> NAMES =
      Map.of(
          "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer",
          "4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User",
          "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor",
          "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner",
          "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "Storage Blob Data Reader",
          "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Storage Queue Data Contributor",
          "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor");

  private BuiltInRoles() {}
}
