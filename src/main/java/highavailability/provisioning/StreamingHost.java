package highavailability.provisioning;

import java.util.regex.Pattern;

/**
 * The host that published URLs name: Azure Front Door, which sends each player to a region that
 * answers.
 */
public final class StreamingHost {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

  private final String base;

  /** Takes the host's name; one on this machine is reached over plain http. */
  public StreamingHost(String hostName) {
    base = (LOOPBACK.matcher(hostName).matches() ? "http://" : "https://") + hostName;
  }

  /** The URL of a path on it. */
  public String urlOf(String path) {
    return base + (path.startsWith("/") ? "" : "/") + path;
  }
}
