package highavailability.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;

/** Jobs, each below the transform that says what it does. */
final class Jobs {

  private final AccountAddress account;
  private final Listing listing;
  private final Transforms transforms;
  private final JobDefinition definition;
  private final JobStore store;
  private final JobEngine engine;

  Jobs(
      AccountAddress account,
      Listing listing,
      Transforms transforms,
      JobDefinition definition,
      JobStore store,
      JobEngine engine) {
    this.account = account;
    this.listing = listing;
    this.transforms = transforms;
    this.definition = definition;
    this.store = store;
    this.engine = engine;
  }

  /** The jobs of one transform. */
  ResourceKind of(String transformName) {
    return new ResourceKind() {
      @Override
      public Reply onAll(ArmRequest request) {
        if (!request.method().equals("GET")) {
          throw ArmError.methodNotAllowed(request.method());
        }
        transforms.require(transformName);
        return listing.page(
            request, store.ofTransform(transformName).stream().map(Jobs.this::render).toList());
      }

      @Override
      public Reply onOne(ArmRequest request, String name) {
        Resource transform = transforms.require(transformName);
        return switch (request.method()) {
          case "GET" -> Reply.json(200, render(require(transformName, name)));
          case "PUT" -> create(request, transform, ResourceName.check("job", name));
          case "PATCH" -> update(request, require(transformName, name));
          case "DELETE" -> Reply.empty(store.remove(transformName, name).isPresent() ? 200 : 204);
          default -> throw ArmError.methodNotAllowed(request.method());
        };
      }

      @Override
      public Reply onAction(ArmRequest request, String name, String action) {
        transforms.require(transformName);
        Job job = require(transformName, name);
        if (!action.equalsIgnoreCase("cancelJob")) {
          throw ResourceKind.unknownAction(action);
        }
        engine.cancel(job);
        return Reply.empty(200);
      }
    };
  }

  private Reply create(ArmRequest request, Resource transform, String name) {
    if (store.find(transform.name(), name).isPresent()) {
      throw taken(name);
    }
    ObjectNode given = request.properties();
    Job job =
        Job.queued(
            transform.name(),
            name,
            definition.checked(given),
            definition.outputs(given.path("outputs"), transform));
    if (!store.insert(job)) {
      throw taken(name);
    }
    engine.start(job);
    return Reply.json(201, render(job));
  }

  private Reply update(ArmRequest request, Job job) {
    ObjectNode given = request.properties();
    return store
        .change(
            job,
            EnumSet.allOf(JobState.class),
            now -> now.with(definition.updated(now.definition(), given)))
        .map(change -> Reply.json(200, render(change.after())))
        .orElseThrow(() -> missing(job.name()));
  }

  private Job require(String transformName, String name) {
    return store.find(transformName, name).orElseThrow(() -> missing(name));
  }

  private ObjectNode render(Job job) {
    ObjectNode properties = job.properties();
    return Resource.envelope(
        account.id("transforms", job.transformName(), "jobs", job.name()),
        account.type("transforms", "jobs"),
        new Resource(job.name(), job.created(), job.lastModified(), properties),
        properties);
  }

  private static ArmError missing(String name) {
    return ArmError.notFound("The job '" + name + "' was not found.");
  }

  private static ArmError taken(String name) {
    return ArmError.conflict("The job '" + name + "' already exists.");
  }
}
