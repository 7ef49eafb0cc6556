/** Fakes, builders and a settable clock for tests of the services. */
package highavailability.testing;
