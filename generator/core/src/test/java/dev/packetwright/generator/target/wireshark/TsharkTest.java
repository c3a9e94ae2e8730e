package dev.packetwright.generator.target.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Says in one line which tests are left out without tshark. {@code -Dpacketwright.tshark=required} makes that a failure. */
class TsharkTest {
    @Test
    void testsOfDissectorsRunOrAreReportedAsLeftOut() {
        if (!Tshark.isThere()) {
            String leftOut = "Left out without tshark (Debian: tshark): the tests that run dissectors for Wireshark";
            assertThat(Tshark.isRequired()).as(leftOut).isFalse();
            System.out.println(leftOut);
        }
    }
}
