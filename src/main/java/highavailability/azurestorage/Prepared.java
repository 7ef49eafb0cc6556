package highavailability.azurestorage;

import java.util.List;

/**
 * What was there, and what was not.
 *
 * @param found names of queues or tables that existed
 * @param made names of those that were created
 */
public record Prepared(List<String> found, List<String> made) {}
