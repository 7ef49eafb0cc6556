/** The command {@code doctor}: checks the app's surroundings and says how to mend what is wrong. */
package highavailability.cli.doctor;
