/** Settings and secrets, and how the app is put together. */
package highavailability.app;
