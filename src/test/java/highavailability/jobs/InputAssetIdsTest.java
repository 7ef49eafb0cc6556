package highavailability.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputAssetIdsTest {
  @Test
  void an_uploaded_asset_tells_its_job() {
    assertEquals(
        Optional.of("job-1"), InputAssetIds.jobOfUpload(InputAssetIds.uploadedFor("job-1")));
    assertEquals(Optional.empty(), InputAssetIds.jobOfUpload("output-1"));
  }

  @Test
  void a_copy_tells_the_alternate_id_of_its_original() {
    String copy = InputAssetIds.copyFrom("amseast", Optional.of("input-of-job-1"));

    assertTrue(InputAssetIds.isCopy(copy));
    assertEquals(Optional.of("input-of-job-1"), InputAssetIds.ofOriginal(copy));
  }

  @Test
  void a_copy_of_an_asset_without_alternate_id_has_none_to_tell() {
    String copy = InputAssetIds.copyFrom("amseast", Optional.empty());

    assertTrue(InputAssetIds.isCopy(copy));
    assertEquals(Optional.empty(), InputAssetIds.ofOriginal(copy));
  }

  @Test
  void other_assets_are_no_copies() {
    assertFalse(InputAssetIds.isCopy("output-1"));
    assertEquals(Optional.empty(), InputAssetIds.ofOriginal("input-of-job-1"));
  }
}
