/**
 * The provisioning module: copies a finished asset to every region and makes the same streaming
 * locators there.
 */
package highavailability.provisioning;
