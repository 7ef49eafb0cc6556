package highavailability.jobs;

import java.util.regex.Pattern;

/**
 * Takes secrets out of text that people will read: the query of a URL, where a SAS stands, and keys
 * of connection strings.
 */
public final class Redaction {
  private static final Pattern URL_QUERY =
      Pattern.compile("(https?://[^\\s?\"'<>]*)\\?[^\\s\"'<>]*");
  private static final Pattern KEY =
      Pattern.compile(
          "(?i)((?:\\b|%26|%3F)(?:AccountKey|SharedAccessSignature|sig)(?:=|%3D))[^\\s;&\"']+");

  private Redaction() {}

  /** The text without them. */
  public static String redact(String text) {
    return KEY.matcher(URL_QUERY.matcher(text).replaceAll("$1?REDACTED")).replaceAll("$1REDACTED");
  }
}
