package highavailability.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import highavailability.cli.doctor.Finding.About;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new About("queues", "job-requests").ok("0 messages"),
          new About("queues", "job-failed-events").problem("does not exist", "run msha init"),
          new About("clock", "this machine").notChecked("see queues"),
          new About("queues", "late").warning("is late", "wait"));

  @Test
  void findings_stand_by_area_the_worst_first_with_their_cures() {
    assertEquals(
        List.of(
            "queues",
            "  FAIL  job-failed-events  does not exist",
            "        cure: run msha init",
            "  warn  late               is late",
            "        cure: wait",
            "  ok    job-requests       0 messages",
            "clock",
            "  -     this machine       see queues",
            "4 checks: 1 ok, 1 warning, 1 problem, 1 not checked"),
        new DoctorReport(FINDINGS, false).lines());
  }

  @Test
  void quiet_leaves_out_what_is_ok_and_still_counts_it() {
    DoctorReport report = new DoctorReport(FINDINGS, true);

    assertEquals(3, report.json().size());
    assertEquals("4 checks: 1 ok, 1 warning, 1 problem, 1 not checked", report.lines().get(7));
  }
}
