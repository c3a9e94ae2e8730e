package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.EnumType.Value;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of one comparison, in the order in which they are found. */
final class Changes {
    private final JavaNames oldNames;
    private final JavaNames newNames;
    private final List<Change> found = new ArrayList<>();

    Changes(JavaNames oldNames, JavaNames newNames) {
        this.oldNames = oldNames;
        this.newNames = newNames;
    }

    /** Returns an empty collection for the same comparison. Its changes can be inspected before they are added. */
    Changes scratch() {
        return new Changes(oldNames, newNames);
    }

    /** Adds a change of a thing that both versions have. */
    void add(Rule rule, String subject, Name before, Name after, String what) {
        add(rule, subject, Optional.of(before.place()), Optional.of(after.place()), what);
    }

    /** Adds a change of a thing that only the old version has. */
    void addRemoved(Rule rule, String subject, Name before, String what) {
        add(rule, subject, Optional.of(before.place()), Optional.empty(), what);
    }

    /** Adds a change of a thing that only the new version has. */
    void addAdded(Rule rule, String subject, Name after, String what) {
        add(rule, subject, Optional.empty(), Optional.of(after.place()), what);
    }

    /** Adds a change of the protocol as a whole. Its places are the starts of the files that the user has named. */
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

    /** Adds the new name of a packet, a struct or an enum; nothing if it has the same name in the PDL and in Java. */
    void addRenaming(Rule renamed, String subject, Name before, Name after) {
        addRenaming(renamed, subject, before, oldNames.type(before), after, newNames.type(after));
    }

    /** Adds the new name of a member. */
    void addRenaming(String subject, Member before, Member after) {
        addRenaming(
                Rule.MEMBER_RENAMED,
                subject,
                before.name(),
                oldNames.member(before),
                after.name(),
                newNames.member(after));
    }

    /** Adds the new name of a value of an enum. */
    void addRenaming(String subject, Value before, Value after) {
        addRenaming(
                Rule.VALUE_RENAMED,
                subject,
                before.name(),
                oldNames.value(before),
                after.name(),
                newNames.value(after));
    }

    private void addRenaming(Rule renamed, String subject, Name before, String oldJava, Name after, String newJava) {
        boolean samePdl = before.pdl().equals(after.pdl());
        boolean sameJava = oldJava.equals(newJava);
        if (!samePdl && !sameJava) {
            add(renamed, subject, before, after, "was called '" + before.pdl() + "'");
        } else if (!samePdl) {
            add(
                    Rule.RENAMED_IN_PDL_ONLY,
                    subject,
                    before,
                    after,
                    "was called '" + before.pdl() + "', and is still '" + newJava + "' in Java");
        } else if (!sameJava) {
            add(
                    Rule.JAVA_NAME_CHANGED,
                    subject,
                    before,
                    after,
                    "is '" + newJava + "' in Java, and was '" + oldJava + "'");
        }
    }

    /** Returns whether a member has another name in Java. */
    boolean isRenamed(Member before, Member after) {
        return !oldNames.member(before).equals(newNames.member(after));
    }

    /** Adds the new class of a list's elements, if it has another name in Java. */
    void addElementRenaming(String list, RecordType before, RecordType after) {
        String oldJava = oldNames.record(before);
        String newJava = newNames.record(after);
        if (!oldJava.equals(newJava)) {
            add(
                    Rule.JAVA_NAME_CHANGED,
                    list,
                    before.name(),
                    after.name(),
                    "has elements of class '" + newJava + "', and had of '" + oldJava + "'");
        }
    }

    /** Adds a change if a thing has become deprecated. */
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
