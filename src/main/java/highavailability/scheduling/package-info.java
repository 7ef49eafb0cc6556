/** The job scheduling module: gives each job to the next healthy instance. */
package highavailability.scheduling;
