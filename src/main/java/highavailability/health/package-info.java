/**
 * The instance health module: rates every instance from its jobs and calls, and selects the next
 * one for a new job.
 */
package highavailability.health;
