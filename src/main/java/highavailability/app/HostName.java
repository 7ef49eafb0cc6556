package highavailability.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for the hosts in settings. */
final class HostName {
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern HOST =
      Pattern.compile("(" + LABEL + "(?:\\." + LABEL + ")*)(?::(\\d{1,5}))?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127(?:\\.\\d{1,3}){3}", Pattern.CASE_INSENSITIVE);

  private HostName() {}

  /** Whether a text is a host name or IPv4 address, perhaps with a port, and nothing more. */
  static boolean isHostWithOptionalPort(String text) {
    Matcher matcher = HOST.matcher(text);
    if (!matcher.matches() || matcher.group(1).length() > 253) {
      return false;
    }
    int port = matcher.group(2) == null ? 443 : Integer.parseInt(matcher.group(2));
    return port >= 1 && port <= 65535;
  }

  /** Whether a URI's host is this machine itself. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
