package dev.packetwright.clients.typescript;

import dev.packetwright.testing.Node;
import org.junit.jupiter.api.Test;

class NodeTest {
    @Test
    void testsOfTheClientRuntimeRunOrAreReportedAsLeftOut() {
        Node.reportWhatIsLeftOut("the tests of the TypeScript client runtime");
    }
}
