package dev.packetwright.clients.csharp;

import dev.packetwright.testing.Mono;
import org.junit.jupiter.api.Test;

class MonoTest {
    @Test
    void testsOfTheClientRuntimeRunOrAreReportedAsLeftOut() {
        Mono.reportWhatIsLeftOut("the tests of the C# client runtime");
    }
}
