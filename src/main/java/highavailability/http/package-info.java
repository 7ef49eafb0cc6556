/** The HTTP client under all Azure SDK clients of the app. */
package highavailability.http;
