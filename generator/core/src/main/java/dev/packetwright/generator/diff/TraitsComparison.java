package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.Bounds;
import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.MemberType;
import dev.packetwright.generator.model.Traits;

/**
 * The comparison of the traits of a member.
 *
 * @param path the path to the member
 * @param users a suffix for messages about the wire
 */
record TraitsComparison(String path, String users, Changes changes) {
    void compare(Member before, Member after) {
        Traits then = before.traits();
        Traits now = after.traits();
        if (then.isOptional() != now.isOptional()) {
            add(
                    now.isOptional() ? Rule.OPTIONAL_ADDED : Rule.OPTIONAL_REMOVED,
                    before,
                    after,
                    (now.isOptional() ? "is optional" : "is no longer optional") + users);
        }
        if (haveComparableBounds(before.type(), after.type())) {
            compareBounds(before, after);
        }
        compareSince(before, after);
        if (then.isRedacted() != now.isRedacted()) {
            String what = now.isRedacted() ? "is out of toString" : "is in toString";
            add(Rule.MEMBER_REDACTION_CHANGED, before, after, what);
        }
        changes.addDeprecation(path, before.name(), after.name(), then.deprecated(), now.deprecated());
    }

    private void add(Rule rule, Member before, Member after, String what) {
        changes.add(rule, path, before.name(), after.name(), what);
    }

    /** Returns whether bounds can be compared. If the type changed, the rule for types covers the bounds. */
    private static boolean haveComparableBounds(MemberType before, MemberType after) {
        boolean areLists = before instanceof ListType && after instanceof ListType;
        return areLists || before.equals(after);
    }

    private void compareBounds(Member before, Member after) {
        Bounds then = Bounds.of(before.type(), before.traits());
        Bounds now = Bounds.of(after.type(), after.traits());
        boolean areLengths = after.type().maxLength().isPresent();
        String what = (areLengths ? " lengths: " : ": ") + now + " instead of " + then + users;
        if (!now.contain(then)) {
            add(Rule.BOUNDS_NARROWED, before, after, "allows fewer" + what);
        }
        if (!then.contain(now)) {
            add(Rule.BOUNDS_WIDENED, before, after, "allows more" + what);
        }
    }

    /** Compares the versions of a member. A member without bytes never makes a packet too short. */
    private void compareSince(Member before, Member after) {
        int then = before.traits().since();
        int now = after.traits().since();
        if (before.traits().isLater() && !after.traits().isLater() && after.minSize() > 0) {
            add(
                    Rule.MEMBER_SINCE_DROPPED,
                    before,
                    after,
                    "was there since version " + then + ": the packets of older peers are too short now");
        } else if (then != now) {
            add(Rule.MEMBER_SINCE_CHANGED, before, after, "is there since version " + now + ", and was since " + then);
        }
    }
}
