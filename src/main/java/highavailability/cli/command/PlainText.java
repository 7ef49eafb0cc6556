package highavailability.cli.command;

import java.util.regex.Pattern;

/** Text of others for a terminal, which would obey the control characters in it. */
public final class PlainText {
  /** Line separators and marks that turn the direction of writing belong to them. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "[\\p{Cc}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\n\\t]]");

  private static final String REPLACEMENT = "\uFFFD";

  private PlainText() {}

  /** The text with a sign for each control character; lines and tabs stay. */
  public static String of(String text) {
    return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll(REPLACEMENT);
  }
}
