/** The command {@code cleanup}: finds what is old or unwanted at the instances and deletes it. */
package highavailability.cli.cleanup;
