/** Holds the ARM templates and the deployment script against the code, without any cloud. */
package highavailability.deployment;
