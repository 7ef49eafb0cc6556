/**
 * Media Services instances: the port to one of them, its implementation over
 * azure-resourcemanager-mediaservices, and the history of calls. The only package that imports the
 * Media Services SDK.
 */
package highavailability.mediaservices;
