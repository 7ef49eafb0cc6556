/** The operator's command line: set up, submit, watch, requeue, repair. */
package highavailability.cli;
