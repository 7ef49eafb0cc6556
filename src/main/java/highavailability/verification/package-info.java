/** The job verification module: looks at jobs that have not been heard of and moves stuck ones. */
package highavailability.verification;
