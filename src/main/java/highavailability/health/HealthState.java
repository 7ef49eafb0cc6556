package highavailability.health;

/** How far an instance can be trusted with new jobs. */
public enum HealthState {
  /** Gets new jobs. */
  HEALTHY,
  /** Gets new jobs only when no instance is healthy. */
  DEGRADED,
  /** Gets no new jobs. */
  UNHEALTHY
}
