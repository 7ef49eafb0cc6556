/**
 * The command {@code submit}: plans jobs, uploads files, sends requests and follows what becomes of
 * them.
 */
package highavailability.cli.submission;
