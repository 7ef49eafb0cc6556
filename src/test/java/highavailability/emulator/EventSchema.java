package highavailability.emulator;

/** The two shapes in which Event Grid delivers events to a webhook. */
public enum EventSchema {
  EVENT_GRID,
  CLOUD_EVENTS
}
