package dev.packetwright.generator.diff;

import dev.packetwright.generator.diff.Alignment.Pair;
import dev.packetwright.generator.model.Body;
import dev.packetwright.generator.model.Member;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares the members of a packet, a struct or a list's element. */
final class BodyComparison {
    private final TypeComparison types;
    private final Changes changes;

    BodyComparison(DeclaredTypes declared, Changes changes) {
        this.types = new TypeComparison(declared, this, changes);
        this.changes = changes;
    }

    /**
     * The owner of the members.
     *
     * @param path the path to the owner: {@code S_Info.skill}
     * @param users a suffix for each message if the owner is a struct; can be empty
     * @param oldVersion the version of the old protocol
     */
    record Owner(String path, String users, int oldVersion) {
        /** Returns the owner of the elements of a list. */
        Owner elements(String list) {
            return new Owner(list, users, oldVersion);
        }

        String pathOf(Member member) {
            return path + "." + member.name().pdl();
        }
    }

    void compare(Owner owner, Body before, Body after) {
        new Comparison(owner, before.members(), after.members()).run();
    }

    /** A single comparison. */
    private final class Comparison {
        private final Owner owner;
        private final List<Member> before;
        private final List<Member> after;
        private final Alignment alignment;
        private final int lastKeptBefore;
        private final int lastKeptAfter;

        Comparison(Owner owner, List<Member> before, List<Member> after) {
            this.owner = owner;
            this.before = before;
            this.after = after;
            this.alignment = new Alignment(before, after);
            this.lastKeptBefore = last(
                    before,
                    alignment.pairs().stream().map(Pair::before),
                    alignment.regroupings().stream().flatMap(it -> it.before().stream()));
            this.lastKeptAfter = last(
                    after,
                    alignment.pairs().stream().map(Pair::after),
                    alignment.regroupings().stream().flatMap(it -> it.after().stream()));
        }

        private int last(List<Member> members, Stream<Integer> paired, Stream<Integer> regrouped) {
            return Stream.concat(paired, regrouped)
                    .mapToInt(Integer::intValue)
                    .filter(i -> hasBytes(members.get(i)))
                    .max()
                    .orElse(-1);
        }

        void run() {
            alignment.removed().forEach(this::remove);
            alignment.pairs().forEach(this::comparePair);
            alignment.regroupings().forEach(this::regroup);
            alignment.added().forEach(this::add);
        }

        private void comparePair(Pair pair) {
            Member then = before.get(pair.before());
            Member now = after.get(pair.after());
            String path = owner.pathOf(now);
            if (alignment.isMoved(pair)) {
                boolean isOnTheWire = hasBytes(then) || hasBytes(now);
                String what = "stands at another place" + owner.users();
                changes.add(
                        isOnTheWire ? Rule.MEMBER_MOVED : Rule.MEMBER_WITHOUT_BYTES,
                        path,
                        then.name(),
                        now.name(),
                        what);
            }
            changes.addRenaming(path, then, now);
            types.compare(owner, path, then, now);
            new TraitsComparison(path, owner.users(), changes).compare(then, now);
            new DefaultComparison(changes).compare(path, then, now);
        }

        private void regroup(Alignment.Regrouping regrouping) {
            Member now = after.get(regrouping.after().get(0));
            String what = "has the bytes of " + names(before, regrouping.before())
                    + (regrouping.after().size() > 1
                            ? ", together with "
                                    + names(
                                            after,
                                            regrouping
                                                    .after()
                                                    .subList(
                                                            1,
                                                            regrouping.after().size()))
                            : "");
            changes.add(
                    Rule.MEMBERS_REGROUPED,
                    owner.pathOf(now),
                    before.get(regrouping.before().get(0)).name(),
                    now.name(),
                    what + owner.users());
        }

        private String names(List<Member> members, List<Integer> indexes) {
            return String.join(
                    ", ",
                    indexes.stream()
                            .map(i -> "'" + members.get(i).name().pdl() + "'")
                            .toList());
        }

        private void remove(int index) {
            Member member = before.get(index);
            String path = owner.pathOf(member);
            if (!hasBytes(member)) {
                changes.addRemoved(
                        Rule.MEMBER_WITHOUT_BYTES, path, member.name(), "is gone, and had no bytes" + owner.users());
            } else if (member.traits().isLater() && index > lastKeptBefore && !hasBytesBehind(after, lastKeptAfter)) {
                changes.addRemoved(
                        Rule.MEMBER_REMOVED_LATER,
                        path,
                        member.name(),
                        "is gone from the end: new peers pass over it, and old ones read the default");
            } else {
                changes.addRemoved(Rule.MEMBER_REMOVED, path, member.name(), "is gone" + owner.users());
            }
        }

        private void add(int index) {
            Member member = after.get(index);
            String path = owner.pathOf(member);
            boolean atEnd = index > lastKeptAfter && !hasBytesBehind(before, lastKeptBefore);
            if (!hasBytes(member)) {
                changes.addAdded(
                        Rule.MEMBER_WITHOUT_BYTES, path, member.name(), "is new, and has no bytes" + owner.users());
            } else if (!atEnd) {
                changes.addAdded(
                        Rule.MEMBER_INSERTED,
                        path,
                        member.name(),
                        "is new where " + (index > lastKeptAfter ? "others stood" : "others follow") + owner.users());
            } else if (member.traits().isLater()) {
                addLater(member, path);
            } else {
                changes.addAdded(
                        Rule.MEMBER_APPENDED, path, member.name(), "is new at the end, without since" + owner.users());
            }
        }

        private void addLater(Member member, String path) {
            int since = member.traits().since();
            boolean later = since > owner.oldVersion();
            changes.addAdded(
                    later ? Rule.MEMBER_APPENDED_LATER : Rule.MEMBER_APPENDED_TOO_EARLY,
                    path,
                    member.name(),
                    "is new at the end since version " + since
                            + (later ? "" : ", but old peers are of version " + owner.oldVersion()));
        }

        private boolean hasBytesBehind(List<Member> members, int last) {
            return IntStream.range(last + 1, members.size()).anyMatch(i -> hasBytes(members.get(i)));
        }
    }

    /** Returns whether a member has bytes. Only structs without members have none. */
    private static boolean hasBytes(Member member) {
        return member.minSize() > 0;
    }
}
