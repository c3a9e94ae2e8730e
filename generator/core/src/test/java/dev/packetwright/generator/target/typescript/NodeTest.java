package dev.packetwright.generator.target.typescript;

import dev.packetwright.testing.Node;
import org.junit.jupiter.api.Test;

class NodeTest {
    @Test
    void testsOfTypeScriptRunOrAreReportedAsLeftOut() {
        Node.reportWhatIsLeftOut("the tests that run generated TypeScript");
    }
}
