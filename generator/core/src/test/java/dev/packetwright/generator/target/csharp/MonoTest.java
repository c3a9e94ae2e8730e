package dev.packetwright.generator.target.csharp;

import dev.packetwright.testing.Mono;
import org.junit.jupiter.api.Test;

class MonoTest {
    @Test
    void testsOfCSharpRunOrAreReportedAsLeftOut() {
        Mono.reportWhatIsLeftOut("the tests that run generated C#");
    }
}
