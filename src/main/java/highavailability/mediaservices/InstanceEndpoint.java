package highavailability.mediaservices;

import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where an instance may be reached: over https, or over plain http on this machine only. */
final class InstanceEndpoint {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private InstanceEndpoint() {}

  static URI requireValid(String accountName, URI endpoint) {
    String problem = problemWith(endpoint.getScheme(), endpoint.getHost(), endpoint.toString());
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(
          "Instance '" + accountName + "' of AMSConfiguration: " + problem);
    }
    return endpoint;
  }

  static String problemWith(URL url) {
    return problemWith(
        url.getProtocol(), url.getHost(), url.getProtocol() + "://" + url.getAuthority());
  }

  private static String problemWith(String scheme, String host, String text) {
    if (host == null || host.isEmpty() || scheme == null) {
      return "'" + text + "' is no address of a server; write https://host.";
    }
    if (scheme.equalsIgnoreCase("https") || (scheme.equalsIgnoreCase("http") && isLoopback(host))) {
      return "";
    }
    return "'"
        + text
        + "' is not https; plain http is for loopback hosts only (localhost, 127.0.0.1, [::1]).";
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || LOOPBACK_V4.matcher(name).matches();
  }
}
