package highavailability.health;

import java.util.List;

/**
 * Keeps one health record for each instance. Evaluation and operator write their own properties
 * only, so neither undoes the other.
 */
public interface MediaServiceInstanceHealthStore {
  /** All records. */
  List<MediaServiceInstanceHealth> list();

  /** Merges the result of an evaluation; leaves alone whether the instance is enabled. */
  void mergeEvaluation(MediaServiceInstanceHealth health);

  /**
   * Merges whether an operator lets the instance get new jobs; leaves alone what evaluations wrote.
   */
  void mergeEnabled(String accountName, boolean enabled);
}
