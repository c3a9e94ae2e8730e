package dev.packetwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a server that passes all cases in every respect is passed. */
class AutobahnReportTest {
    private static String index(String behavior, String behaviorClose) {
        return """
                {
                   "packetwright": {
                      "1.1.1": {
                         "behavior": "OK",
                         "behaviorClose": "OK",
                         "duration": 2,
                         "remoteCloseCode": 1000,
                         "reportfile": "packetwright_case_1_1_1.json"
                      },
                      "7.13.1": {
                         "behavior": "%s",
                         "behaviorClose": "%s",
                         "duration": 2,
                         "remoteCloseCode": null,
                         "reportfile": "packetwright_case_7_13_1.json"
                      }
                   }
                }""".formatted(behavior, behaviorClose);
    }

    @Test
    void goodVerdicts() {
        assertThat(AutobahnReport.of(index("OK", "OK")).faults()).isEmpty();
        assertThat(AutobahnReport.of(index("INFORMATIONAL", "INFORMATIONAL")).faults())
                .isEmpty();
        assertThat(AutobahnReport.of(index("OK", "OK")).cases()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "NON-STRICT", "UNIMPLEMENTED", "UNCLEAN", "FAILED BY CLIENT", "WRONG CODE", ""})
    void badVerdicts(String verdict) {
        assertThat(AutobahnReport.of(index(verdict, "OK")).faults())
                .containsExactly("7.13.1: " + verdict + ", closes: OK");
        assertThat(AutobahnReport.of(index("OK", verdict)).faults()).containsExactly("7.13.1: OK, closes: " + verdict);
    }

    @Test
    void noVerdictAtAll() {
        assertThat(AutobahnReport.of("{\"a\": {\"1.2\": {\"duration\": 1}}}").faults())
                .containsExactly("1.2: missing, closes: missing");
        assertThat(AutobahnReport.of("{}").cases()).isZero();
    }
}
