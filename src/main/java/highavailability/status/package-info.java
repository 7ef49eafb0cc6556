/**
 * The job status module: merges what Event Grid and the instances tell of jobs, and re-syncs what
 * events did not tell.
 */
package highavailability.status;
