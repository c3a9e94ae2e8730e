package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the changes of one comparison, in the order in which they are found. */
final class Changes {
    private final List<Change> found = new ArrayList<>();

    /** Something that both versions have. */
    void add(Rule rule, String subject, Name before, Name after, String what) {
        add(rule, subject, Optional.of(before.place()), Optional.of(after.place()), what);
    }

    /** Something that only the old version has. */
    void addRemoved(Rule rule, String subject, Name before, String what) {
        add(rule, subject, Optional.of(before.place()), Optional.empty(), what);
    }

    /** Something that only the new version has. */
    void addAdded(Rule rule, String subject, Name after, String what) {
        add(rule, subject, Optional.empty(), Optional.of(after.place()), what);
    }

    /** Something of the protocol as a whole: it is where the files begin that the user has named. */
    void add(Rule rule, Protocol before, Protocol after, String what) {
        found.add(new Change(rule, "", what, lastOf(before.roots()), lastOf(after.roots())));
    }

    private static Optional<Place> lastOf(List<Place> roots) {
        return roots.isEmpty() ? Optional.empty() : Optional.of(roots.get(roots.size() - 1));
    }

    private void add(Rule rule, String subject, Optional<Place> before, Optional<Place> after, String what) {
        found.add(new Change(rule, subject, "'" + subject + "' " + what, before, after));
    }

    void addAll(List<Change> others) {
        found.addAll(others);
    }

    /** Says what became of a name: nothing if it is the same in the PDL and in Java. */
    void addRenaming(Rule renamed, String subject, Name before, Name after) {
        boolean samePdl = before.pdl().equals(after.pdl());
        boolean sameJava = before.java().equals(after.java());
        if (!samePdl && !sameJava) {
            add(renamed, subject, before, after, "was called '" + before.pdl() + "'");
        } else if (!samePdl) {
            add(
                    Rule.RENAMED_IN_PDL_ONLY,
                    subject,
                    before,
                    after,
                    "was called '" + before.pdl() + "', and is still '" + after.java() + "' in Java");
        } else if (!sameJava) {
            add(
                    Rule.JAVA_NAME_CHANGED,
                    subject,
                    before,
                    after,
                    "is '" + after.java() + "' in Java, and was '" + before.java() + "'");
        }
    }

    /** Says whether something came to be deprecated. */
    void addDeprecation(String subject, Name before, Name after, Optional<String> then, Optional<String> now) {
        if (!then.equals(now)) {
            String what = now.isEmpty()
                    ? "is no longer deprecated"
                    : then.isEmpty() ? "is deprecated" : "is deprecated for another reason";
            add(Rule.DEPRECATION_CHANGED, subject, before, after, what);
        }
    }

    List<Change> found() {
        return List.copyOf(found);
    }
}
