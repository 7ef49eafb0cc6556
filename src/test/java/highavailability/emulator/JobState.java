package highavailability.emulator;

/** The states of a job and of its outputs. */
public enum JobState {
  QUEUED("Queued"),
  SCHEDULED("Scheduled"),
  PROCESSING("Processing"),
  FINISHED("Finished"),
  ERROR("Error"),
  CANCELING("Canceling"),
  CANCELED("Canceled");

  private final String label;

  JobState(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The end of an event type's name: an event says "Errored" where the state is "Error". */
  String eventSuffix() {
    return this == ERROR ? "Errored" : label;
  }

  boolean isFinal() {
    return this == FINISHED || this == ERROR || this == CANCELED;
  }
}
