package highavailability.local;

/** What makes a function run, as its annotations say, with the app settings filled in. */
sealed interface Trigger {

  /**
   * A message in a storage queue; {@code connection} names the app setting with the connection
   * string.
   */
  record Queue(String queueName, String connection) implements Trigger {}

  /** The time. */
  record Timer(TimerSchedule schedule) implements Trigger {}

  /** An event that Event Grid pushes. */
  record EventGrid() implements Trigger {}
}
