/** The command {@code status}: looks jobs up and counts those of a window of time. */
package highavailability.cli.status;
