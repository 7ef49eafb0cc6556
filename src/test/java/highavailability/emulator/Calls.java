package highavailability.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some of the calls to the API. Streaming is not among them.
 *
 * @param method the HTTP method; empty for every one
 * @param kind the last collection that the path names, such as {@code jobs}, or {@code account}, or
 *     {@code token} for signing in; empty for every one
 */
public record Calls(Optional<String> method, Optional<String> kind) {

  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");
  private static final Set<String> KINDS =
      Set.of(
          "account",
          "token",
          "assets",
          "transforms",
          "jobs",
          "contentkeypolicies",
          "streamingpolicies",
          "streaminglocators",
          "streamingendpoints");

  /** How many segments of a path come before what is below the account. */
  private static final int ACCOUNT_SEGMENTS = 8;

  public Calls {
    method = method.map(given -> given.toUpperCase(Locale.ROOT));
    kind = kind.map(given -> given.toLowerCase(Locale.ROOT));
    requireOneOf("method", method, METHODS);
    requireOneOf("kind", kind, KINDS);
  }

  public static Calls all() {
    return new Calls(Optional.empty(), Optional.empty());
  }

  /** The calls with one method to one kind of resource, such as {@code PUT} and {@code jobs}. */
  public static Calls of(String method, String kind) {
    return new Calls(Optional.of(method), Optional.of(kind));
  }

  boolean include(ArmRequest request) {
    return isToApi(request)
        && method.filter(wanted -> !wanted.equals(request.method())).isEmpty()
        && kind.filter(wanted -> !wanted.equals(kindOf(request.path()))).isEmpty();
  }

  private static boolean isToApi(ArmRequest request) {
    return SignIn.isAt(request.path())
        || (!request.path().isEmpty() && request.path().get(0).equalsIgnoreCase("subscriptions"));
  }

  private static String kindOf(List<String> path) {
    if (SignIn.isAt(path)) {
      return "token";
    }
    List<String> below = path.subList(Math.min(ACCOUNT_SEGMENTS, path.size()), path.size());
    if (below.isEmpty()) {
      return "account";
    }
    boolean isBelowTransform = below.get(0).equalsIgnoreCase("transforms") && below.size() > 2;
    return below.get(isBelowTransform ? 2 : 0).toLowerCase(Locale.ROOT);
  }

  private static void requireOneOf(String field, Optional<String> given, Set<String> known) {
    if (given.isPresent() && !known.contains(given.get())) {
      throw new IllegalArgumentException(
          field + " is '" + given.get() + "': give one of " + new TreeSet<>(known));
    }
  }
}
