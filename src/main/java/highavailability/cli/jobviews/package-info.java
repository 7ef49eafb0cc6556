/** Jobs as people and scripts see them, for the commands that show some. */
package highavailability.cli.jobviews;
