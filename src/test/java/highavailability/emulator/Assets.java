package highavailability.emulator;

import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Assets: each stands for a container of the account's storage. */
final class Assets extends NamedResources {

  private static final Duration LONGEST_SAS = Duration.ofHours(24);
  private static final Duration DEFAULT_SAS = Duration.ofHours(1);

  private final RegionStorage storage;
  private Function<String, ArrayNode> locatorsOfAsset = name -> noLocators();
  private Consumer<String> deleteLocators = name -> {};

  Assets(AccountAddress account, Listing listing, RegionStorage storage) {
    super(account, listing, "assets", "asset");
    this.storage = storage;
  }

  /**
   * Locators know their asset, so they are made after the assets and make themselves known here.
   */
  void locatorsAre(Function<String, ArrayNode> ofAsset, Consumer<String> deleteOfAsset) {
    this.locatorsOfAsset = ofAsset;
    this.deleteLocators = deleteOfAsset;
  }

  /** The container of an asset that a request names. */
  String containerOf(String assetName) {
    return require(assetName).text("container");
  }

  @Override
  Reply put(ArmRequest request, String name) {
    ObjectNode given = request.properties();
    return find(name)
        .map(existing -> Reply.json(200, render(replace(changed(existing, given)))))
        .orElseGet(() -> create(name, given));
  }

  @Override
  Resource patch(ArmRequest request, Resource existing) {
    return replace(changed(existing, request.properties()));
  }

  @Override
  void beforeDelete(Resource asset) {
    deleteLocators.accept(asset.name());
    storage.deleteContainer(asset.text("container"));
  }

  @Override
  public Reply onAction(ArmRequest request, String name, String action) {
    Resource asset = require(name);
    return switch (ResourceName.key(action)) {
      case "listcontainersas" -> listContainerSas(asset, request.json());
      case "liststreaminglocators" -> {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("streamingLocators", locatorsOfAsset.apply(asset.name()));
        yield Reply.json(200, body);
      }
      default -> throw ResourceKind.unknownAction(action);
    };
  }

  private Reply create(String name, ObjectNode given) {
    String storageAccount = given.path("storageAccountName").asText(storage.accountName());
    if (!storageAccount.equals(storage.accountName())) {
      throw ArmError.badRequest(
          "The storage account '" + storageAccount + "' is not attached to this account.");
    }
    String assetId = UUID.randomUUID().toString();
    String container = given.path("container").asText("asset-" + assetId);
    if (!container.matches("[a-z0-9](?:-?[a-z0-9]){2,62}") || container.length() > 63) {
      throw ArmError.badRequest("'" + container + "' is not a valid container name.");
    }
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("assetId", assetId);
    copyText(given, properties, "alternateId");
    copyText(given, properties, "description");
    properties.put("container", container);
    properties.put("storageAccountName", storageAccount);
    properties.put("storageEncryptionFormat", "None");

    storage.createContainer(container);
    Resource asset = Resource.create(name, properties);
    if (insert(asset)) {
      return Reply.json(201, render(asset));
    }
    Resource winner = require(name);
    if (!winner.text("container").equals(container)) {
      storage.deleteContainer(container);
    }
    return Reply.json(200, render(replace(changed(winner, given))));
  }

  private static Resource changed(Resource existing, ObjectNode given) {
    String container = given.path("container").asText(existing.text("container"));
    if (!container.equals(existing.text("container"))) {
      throw ArmError.badRequest("The container of an asset cannot be changed.");
    }
    ObjectNode properties = existing.properties().deepCopy();
    copyText(given, properties, "alternateId");
    copyText(given, properties, "description");
    return existing.update(properties);
  }

  private Reply listContainerSas(Resource asset, ObjectNode given) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime expiry = now.plus(DEFAULT_SAS);
    if (given.hasNonNull("expiryTime")) {
      try {
        expiry = OffsetDateTime.parse(given.path("expiryTime").asText());
      } catch (DateTimeParseException e) {
        throw ArmError.badRequest("'expiryTime' must be an ISO 8601 time with a zone.");
      }
    }
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST_SAS))) {
      throw ArmError.badRequest("'expiryTime' must be less than 24 hours from now.");
    }
    BlobContainerSasPermission permission =
        new BlobContainerSasPermission().setReadPermission(true).setListPermission(true);
    switch (given.path("permissions").asText("Read")) {
      case "Read" -> {}
      case "ReadWrite" -> permission.setWritePermission(true);
      case "ReadWriteDelete" -> permission.setWritePermission(true).setDeletePermission(true);
      default ->
          throw ArmError.badRequest(
              "'permissions' must be one of Read, ReadWrite, ReadWriteDelete.");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    // The service answers one URL for each of the storage account's two keys; the emulator knows
    // one key.
    String url = storage.sasUrl(asset.text("container"), permission, expiry);
    body.putArray("assetContainerSasUrls").add(url).add(url);
    return Reply.json(200, body);
  }

  private static ArrayNode noLocators() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static void copyText(ObjectNode from, ObjectNode to, String field) {
    JsonNode value = from.path(field);
    if (value.isTextual()) {
      to.put(field, value.asText());
    }
  }
}
