package highavailability.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;

/** Asks the person at the terminal before something that cannot be undone. */
public final class Confirmation {
  private static final Set<String> YES = Set.of("y", "yes");

  private Confirmation() {}

  /** Whether the answer is yes; no answer is a no. */
  public static boolean given(Terminal terminal, String question) {
    terminal.err().print(PlainText.of(question) + " [y/N] ");
    terminal.err().flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(terminal.in(), Charset.defaultCharset()))
              .readLine();
      return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
