package highavailability.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads resource ids. */
final class ResourceIds {
  private static final Pattern LAST_PROVIDER =
      Pattern.compile("(?i)^(.*)/providers/([^/]+)/((?:[^/]+/[^/]+)(?:/[^/]+/[^/]+)*)$");

  private ResourceIds() {}

  /** The id below a scope: types and names are interleaved. */
  static String of(String scope, String type, List<String> names) {
    String[] types = type.split("/");
    if (types.length - 1 != names.size()) {
      throw new TemplateException(
          "%s has %d parts below its provider but there are %d names: %s"
              .formatted(type, types.length - 1, names.size(), names));
    }
    StringBuilder id = new StringBuilder(scope).append("/providers/").append(types[0]);
    for (int i = 0; i < names.size(); i++) {
      id.append('/').append(types[i + 1]).append('/').append(names.get(i));
    }
    return id.toString();
  }

  /** Ids are compared without case. */
  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  static boolean isId(String text) {
    return LAST_PROVIDER.matcher(text).matches();
  }

  /** The type of the resource that an id names. */
  static String typeOf(String id) {
    return String.join("/", parts(id, 0));
  }

  /** The names in an id, the resource's own one last. */
  static List<String> namesOf(String id) {
    List<String> names = parts(id, 1);
    return names.subList(1, names.size());
  }

  private static List<String> parts(String id, int offset) {
    Matcher matcher = LAST_PROVIDER.matcher(id);
    if (!matcher.matches()) {
      throw new TemplateException("'" + id + "' is no resource id");
    }
    List<String> parts = new ArrayList<>(List.of(matcher.group(2)));
    String[] segments = matcher.group(3).split("/");
    for (int i = offset; i < segments.length; i += 2) {
      parts.add(segments[i]);
    }
    return parts;
  }
}
