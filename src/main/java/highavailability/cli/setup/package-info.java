/**
 * The command {@code init}: makes the queues, tables, transforms and key policies that the app
 * needs.
 */
package highavailability.cli.setup;
