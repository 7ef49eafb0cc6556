package highavailability.cli.setup;

/**
 * One thing that set-up looked at.
 *
 * @param instance the Media Services account; null for what the app has once
 * @param kind what kind of thing, such as {@code transform}
 * @param name its name
 * @param outcome what became of it
 * @param detail what people should know about it; null when there is nothing to say
 */
public record SetupItem(String instance, String kind, String name, Outcome outcome, String detail) {
  /** What became of a thing. */
  public enum Outcome {
    /** It was there, as wanted. */
    found,
    /** It was missing and is there now. */
    made,
    /** It was there otherwise and is as wanted now. */
    updated,
    /** It is there otherwise, and was left so. */
    differs,
    /** It could not be looked at or made. */
    failed
  }

  /** Whether it is there as wanted. */
  public boolean asWanted() {
    return outcome != Outcome.differs && outcome != Outcome.failed;
  }
}
