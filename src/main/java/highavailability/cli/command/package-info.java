/** What every command builds on: who runs it, its options, what it writes and how it fails. */
package highavailability.cli.command;
