package highavailability.emulator;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a request is for, and turns every outcome into an answer. */
final class Router {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final SignIn signIn;
  private final AccountAddress address;
  private final Account account;
  private final Map<String, ResourceKind> kinds;
  private final Jobs jobs;
  private final EventSubscriptions subscriptions;
  private final StreamingHost streaming;

  /**
   * @param kinds the kinds of entities directly below the account, by the lower case segment of a
   *     path
   */
  Router(
      SignIn signIn,
      AccountAddress address,
      Account account,
      Map<String, ResourceKind> kinds,
      Jobs jobs,
      EventSubscriptions subscriptions,
      StreamingHost streaming) {
    this.signIn = signIn;
    this.address = address;
    this.account = account;
    this.kinds = kinds;
    this.jobs = jobs;
    this.subscriptions = subscriptions;
    this.streaming = streaming;
  }

  Reply answer(ArmRequest request) {
    try {
      return route(request);
    } catch (ArmError e) {
      return e.reply();
    } catch (StorageFailure e) {
      return ArmError.of(500, "InternalServerError", e.getMessage()).reply();
    } catch (RuntimeException e) {
      LOG.error("Request {} {} failed; the client gets a 500", request.method(), request.url(), e);
      return ArmError.of(500, "InternalServerError", "The server failed: " + e).reply();
    }
  }

  private Reply route(ArmRequest request) {
    if (request.path().isEmpty()) {
      return Reply.empty(404);
    }
    if (SignIn.isAt(request.path())) {
      return signIn.handle(request);
    }
    if (!request.path().get(0).equalsIgnoreCase("subscriptions")) {
      return streaming.handle(request);
    }
    signIn.requireToken(request);
    requireApiVersion(request);
    List<String> path = address.below(request.path());
    if (path.isEmpty()) {
      return account.handle(request);
    }
    if (subscriptions.areAt(path)) {
      return subscriptions.handle(request);
    }
    if (path.size() >= 3 && isAt(path, 0, "transforms") && isAt(path, 2, "jobs")) {
      return dispatch(jobs.of(path.get(1)), request, path.subList(3, path.size()));
    }
    ResourceKind kind = kinds.get(ResourceName.key(path.get(0)));
    if (kind == null) {
      throw nothingAt(path);
    }
    return dispatch(kind, request, path.subList(1, path.size()));
  }

  private static Reply dispatch(ResourceKind kind, ArmRequest request, List<String> path) {
    return switch (path.size()) {
      case 0 -> kind.onAll(request);
      case 1 -> kind.onOne(request, path.get(0));
      case 2 -> {
        if (!request.method().equals("POST")) {
          throw nothingAt(path);
        }
        yield kind.onAction(request, path.get(0), path.get(1));
      }
      default -> throw nothingAt(path);
    };
  }

  private static void requireApiVersion(ArmRequest request) {
    String version =
        request
            .parameter("api-version")
            .orElseThrow(
                () ->
                    ArmError.of(
                        400,
                        "MissingApiVersionParameter",
                        "Every request needs the query parameter api-version."));
    if (!version.matches("\\d{4}-\\d{2}-\\d{2}(-preview)?")) {
      throw ArmError.of(
          400, "InvalidApiVersionParameter", "The api-version '" + version + "' is invalid.");
    }
  }

  private static boolean isAt(List<String> path, int index, String segment) {
    return path.get(index).equalsIgnoreCase(segment);
  }

  private static ArmError nothingAt(List<String> path) {
    return ArmError.notFound("There is nothing at '" + String.join("/", path) + "'.");
  }
}
