package dev.packetwright.runtime.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verdicts of the Autobahn test suite in its index.json. The suite itself exits with 0 whatever they are. */
final class AutobahnReport {
    private static final Pattern CASE = Pattern.compile("\"([0-9]+(?:\\.[0-9]+)+)\":\\s*\\{([^}]*)}");

    private final List<String> faults = new ArrayList<>();
    private int cases;

    private AutobahnReport(String json) {
        Matcher matcher = CASE.matcher(json);
        while (matcher.find()) {
            cases++;
            String behavior = value(matcher.group(2), "behavior");
            String close = value(matcher.group(2), "behaviorClose");
            if (!isGood(behavior) || !isGood(close)) {
                faults.add(matcher.group(1) + ": " + behavior + ", closes: " + close);
            }
        }
    }

    static AutobahnReport of(String indexJson) {
        return new AutobahnReport(indexJson);
    }

    private static String value(String members, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(members);
        return matcher.find() ? matcher.group(1) : "missing";
    }

    /** Neither NON-STRICT, nor FAILED, nor UNCLEAN, nor FAILED BY CLIENT, nor WRONG CODE. */
    private static boolean isGood(String verdict) {
        return verdict.equals("OK") || verdict.equals("INFORMATIONAL");
    }

    /** The number of cases that were run. */
    int cases() {
        return cases;
    }

    /** The cases that a server did not pass as it should, with the verdicts. */
    List<String> faults() {
        return faults;
    }
}
