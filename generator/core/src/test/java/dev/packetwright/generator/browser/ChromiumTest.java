package dev.packetwright.generator.browser;

import dev.packetwright.testing.browser.Chromium;
import org.junit.jupiter.api.Test;

class ChromiumTest {
    @Test
    void testsOfPagesRunOrAreReportedAsLeftOut() {
        Chromium.reportWhatIsLeftOut("the tests that look at the pages of protocols");
    }
}
