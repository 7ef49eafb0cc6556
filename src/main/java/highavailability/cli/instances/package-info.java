/**
 * The commands {@code instances ...} and {@code token}: health, streaming and playback of
 * instances.
 */
package highavailability.cli.instances;
