package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all kinds of entities directly below the account have in common: list, get, delete, and
 * their shape.
 */
abstract class NamedResources implements ResourceKind {

  private final Map<String, Resource> byName = new ConcurrentHashMap<>();
  private final AccountAddress account;
  private final Listing listing;
  private final String kind;
  private final String noun;

  NamedResources(AccountAddress account, Listing listing, String kind, String noun) {
    this.account = account;
    this.listing = listing;
    this.kind = kind;
    this.noun = noun;
  }

  @Override
  public final Reply onAll(ArmRequest request) {
    if (!request.method().equals("GET")) {
      throw ArmError.methodNotAllowed(request.method());
    }
    return listing.page(request, byName.values().stream().map(this::render).toList());
  }

  @Override
  public final Reply onOne(ArmRequest request, String name) {
    return switch (request.method()) {
      case "GET" -> Reply.json(200, render(require(name)));
      case "PUT" -> put(request, ResourceName.check(noun, name));
      case "PATCH" -> Reply.json(200, render(patch(request, require(name))));
      case "DELETE" -> delete(name);
      default -> throw ArmError.methodNotAllowed(request.method());
    };
  }

  @Override
  public Reply onAction(ArmRequest request, String name, String action) {
    throw ResourceKind.unknownAction(action);
  }

  abstract Reply put(ArmRequest request, String name);

  Resource patch(ArmRequest request, Resource existing) {
    throw ArmError.methodNotAllowed(request.method());
  }

  /** Removes what goes with an entity, or refuses that it is deleted. */
  void beforeDelete(Resource resource) {}

  /** The properties as they are shown: with timestamps, and without secrets. */
  ObjectNode shown(Resource resource) {
    ObjectNode properties = resource.properties().deepCopy();
    properties.put("created", resource.created().toString());
    properties.put("lastModified", resource.lastModified().toString());
    return properties;
  }

  final ObjectNode render(Resource resource) {
    return Resource.envelope(
        account.id(kind, resource.name()), account.type(kind), resource, shown(resource));
  }

  final Optional<Resource> find(String name) {
    return Optional.ofNullable(byName.get(ResourceName.key(name)));
  }

  final Collection<Resource> all() {
    return byName.values();
  }

  final Resource require(String name) {
    return find(name)
        .orElseThrow(() -> ArmError.notFound("The " + noun + " '" + name + "' was not found."));
  }

  /** Stores the entity unless its name is taken. */
  final boolean insert(Resource resource) {
    return byName.putIfAbsent(ResourceName.key(resource.name()), resource) == null;
  }

  /** Stores a change of the entity, unless it was deleted meanwhile. */
  final Resource replace(Resource resource) {
    byName.computeIfPresent(ResourceName.key(resource.name()), (key, now) -> resource);
    return resource;
  }

  private Reply delete(String name) {
    Optional<Resource> resource = find(name);
    resource.ifPresent(this::beforeDelete);
    byName.remove(ResourceName.key(name));
    return Reply.empty(resource.isPresent() ? 200 : 204);
  }

  final ArmError taken(String name) {
    return ArmError.conflict("The " + noun + " '" + name + "' already exists.");
  }
}
