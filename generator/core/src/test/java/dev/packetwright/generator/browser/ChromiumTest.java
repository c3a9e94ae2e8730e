package dev.packetwright.generator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Says in one line which tests are left out without Chromium. {@code -Dpacketwright.chromium=required} makes that a failure. */
class ChromiumTest {
    @Test
    void testsOfPagesRunOrAreReportedAsLeftOut() {
        if (!Chromium.isThere()) {
            String leftOut = "Left out without chromium (Debian: chromium): the tests that look at pages";
            assertThat(Chromium.isRequired()).as(leftOut).isFalse();
            System.out.println(leftOut);
        }
    }
}
