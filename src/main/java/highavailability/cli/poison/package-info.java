/**
 * The commands {@code poison ...}: list, show, requeue and drop messages that could not be
 * processed.
 */
package highavailability.cli.poison;
