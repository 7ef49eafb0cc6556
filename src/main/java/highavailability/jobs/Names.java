package highavailability.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The service's rules for the names of jobs, transforms, assets and locators, and how the app
 * derives names of its own from them. Names are compared without regard to case.
 */
public final class Names {
  /** Longest name that Media Services takes, in characters. */
  public static final int MAX_LENGTH = 260;

  /**
   * Separates a user's name from what the app appends to it; no name in a message may contain it.
   */
  public static final char SEPARATOR = '~';

  private static final String ILLEGAL = "<>%&:\\?/*+.'" + SEPARATOR;

  private Names() {}

  /** What is wrong with the value of a field that holds a name, or nothing. */
  public static Optional<String> problemWith(String field, String name) {
    return problem(field, name, ILLEGAL);
  }

  /** The same for a name that the app itself may have derived, in a message between its modules. */
  public static Optional<String> problemWithDerived(String field, String name) {
    return problem(field, name, ILLEGAL.replace(String.valueOf(SEPARATOR), ""));
  }

  private static Optional<String> problem(String field, String name, String illegal) {
    if (name == null || name.isBlank()) {
      return Optional.of("Field '" + field + "' is missing or blank; give it a name.");
    }
    if (name.length() > MAX_LENGTH) {
      return Optional.of(
          "Field '"
              + field
              + "' has "
              + name.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are allowed.");
    }
    Optional<String> character =
        name.chars()
            .filter(c -> illegal.indexOf(c) >= 0 || Character.isISOControl(c))
            .mapToObj(
                c -> Character.isISOControl(c) ? "control character " + c : "'" + (char) c + "'")
            .findFirst();
    return character.map(
        c ->
            "Field '"
                + field
                + "' contains "
                + c
                + "; names may not contain < > % & : \\ ? / * + . ' ~ or control characters.");
  }

  /** The form in which two names that differ only in case are equal. */
  public static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether two names mean the same thing to the service. */
  public static boolean same(String one, String other) {
    return canonical(one).equals(canonical(other));
  }

  /**
   * Appends what the app adds to a name. A name that would become too long is cut and gets a hash,
   * so that two long names stay different.
   */
  public static String derive(String name, String suffix) {
    String derived = name + SEPARATOR + suffix;
    if (derived.length() <= MAX_LENGTH) {
      return derived;
    }
    String end =
        SEPARATOR
            + UUID.nameUUIDFromBytes(canonical(name).getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8)
            + SEPARATOR
            + suffix;
    return name.substring(0, MAX_LENGTH - end.length()) + end;
  }
}
