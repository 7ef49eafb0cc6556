/**
 * The storage ports over Azure Table, Queue and Blob Storage; the only package that imports their
 * SDKs. Works the same on Cosmos DB for Table and on Azurite.
 */
package highavailability.azurestorage;
