package highavailability.emulator;

import java.util.Locale;

/** The service's rule for names of entities. */
final class ResourceName {

  private static final String FORBIDDEN = "<>%&:\\?/*+.'";
  private static final int MAX_LENGTH = 260;

  private ResourceName() {}

  static String check(String kind, String name) {
    boolean illegal =
        name.isBlank()
            || name.length() > MAX_LENGTH
            || name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c));
    if (illegal) {
      throw ArmError.badRequest(
          "The "
              + kind
              + " name '"
              + name
              + "' is not valid: it must have 1 to "
              + MAX_LENGTH
              + " characters, none of them a control character or one of "
              + FORBIDDEN);
    }
    return name;
  }

  /** Names are compared without regard to case. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
