/**
 * The shared vocabulary: what a job, an attempt and its status are, the ledger that decides, the
 * messages on the queues, and the storage ports that more than one module needs.
 */
package highavailability.jobs;
