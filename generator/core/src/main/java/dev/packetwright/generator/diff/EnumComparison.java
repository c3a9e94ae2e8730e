package dev.packetwright.generator.diff;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.EnumType.Value;
import java.util.List;
import java.util.Optional;

/** The comparison of two versions of an enum. */
final class EnumComparison {
    private final EnumType before;
    private final EnumType after;
    private final String users;
    private final Changes changes;

    /**
     * @param users a suffix for messages about the wire
     */
    EnumComparison(EnumType before, EnumType after, String users, Changes changes) {
        this.before = before;
        this.after = after;
        this.users = users;
        this.changes = changes;
    }

    void compare() {
        compareBase();
        before.values().stream().filter(value -> partner(value).isEmpty()).forEach(this::remove);
        for (Value now : after.values()) {
            origin(now).ifPresentOrElse(then -> compareValues(then, now), () -> add(now));
        }
        compareOrder();
        compareUnknown();
    }

    private void compareBase() {
        if (before.base() != after.base()) {
            boolean sameSize = before.minSize() == after.minSize();
            changes.add(
                    sameSize ? Rule.BASE_CHANGED_SAME_BYTES : Rule.BASE_CHANGED,
                    after.name().pdl(),
                    before.name(),
                    after.name(),
                    "travels as " + after.base().pdlName() + ", and did as "
                            + before.base().pdlName() + users);
        }
    }

    /** Returns the new name of an old value. */
    private Optional<Value> partner(Value then) {
        return named(after, then)
                .or(() -> numbered(after, then).filter(now -> named(before, now).isEmpty()));
    }

    /** Returns the old name of a new value. */
    private Optional<Value> origin(Value now) {
        return named(before, now)
                .or(() ->
                        numbered(before, now).filter(then -> named(after, then).isEmpty()));
    }

    private static Optional<Value> named(EnumType type, Value like) {
        return type.values().stream()
                .filter(value -> value.name().pdl().equals(like.name().pdl()))
                .findFirst();
    }

    private static Optional<Value> numbered(EnumType type, Value like) {
        return type.values().stream()
                .filter(value -> value.value().equals(like.value()))
                .findFirst();
    }

    /**
     * Returns whether a new value is an old one, under its old name or a new one, or is what the new version reads for an
     * old one that is gone.
     */
    static boolean isReadAs(EnumType before, Value then, EnumType after, Value now) {
        boolean isGone = named(after, then).isEmpty();
        boolean isRenamed =
                isGone && named(before, now).isEmpty() && then.value().equals(now.value());
        boolean isUnknown =
                isGone && numbered(after, then).isEmpty() && after.unknown().equals(Optional.of(now));
        return then.name().pdl().equals(now.name().pdl()) || isRenamed || isUnknown;
    }

    private void compareValues(Value then, Value now) {
        String path = path(now);
        changes.addRenaming(path, then, now);
        if (!then.value().equals(now.value())) {
            changes.add(
                    isReadAsUnknown(then, now) ? Rule.UNKNOWN_RENUMBERED : Rule.VALUE_RENUMBERED,
                    path,
                    then.name(),
                    now.name(),
                    "is " + now.value() + ", and was " + then.value() + users);
        }
    }

    /** Returns whether each version reads the other's number as its own unknown. */
    private boolean isReadAsUnknown(Value then, Value now) {
        return before.unknown().equals(Optional.of(then))
                && after.unknown().equals(Optional.of(now))
                && numbered(before, now).isEmpty()
                && numbered(after, then).isEmpty();
    }

    private String path(Value value) {
        return after.name().pdl() + "." + value.name().pdl();
    }

    private void remove(Value then) {
        boolean numberIsUsed = numbered(after, then).isPresent();
        boolean readAsUnknown = after.unknown().isPresent() && !numberIsUsed;
        changes.addRemoved(
                readAsUnknown ? Rule.VALUE_REMOVED_TO_UNKNOWN : Rule.VALUE_REMOVED,
                path(then),
                then.name(),
                "is gone, and new peers " + reading(readAsUnknown, numberIsUsed) + users);
    }

    private void add(Value now) {
        boolean numberWasUsed = numbered(before, now).isPresent();
        boolean readAsUnknown = before.unknown().isPresent() && !numberWasUsed;
        changes.addAdded(
                readAsUnknown ? Rule.VALUE_ADDED_TO_UNKNOWN : Rule.VALUE_ADDED,
                path(now),
                now.name(),
                "is new, and old peers " + reading(readAsUnknown, numberWasUsed) + users);
    }

    private static String reading(boolean asUnknown, boolean asAnother) {
        return asUnknown ? "read it as their unknown" : asAnother ? "take it for another" : "refuse it";
    }

    private void compareOrder() {
        List<String> kept = before.values().stream()
                .flatMap(then -> partner(then).stream())
                .map(now -> now.name().pdl())
                .toList();
        List<String> now = after.values().stream()
                .map(value -> value.name().pdl())
                .filter(kept::contains)
                .toList();
        if (!kept.equals(now)) {
            changes.add(
                    Rule.VALUES_REORDERED,
                    after.name().pdl(),
                    before.name(),
                    after.name(),
                    "has its values in another order");
        }
    }

    private void compareUnknown() {
        Optional<Value> then = before.unknown();
        Optional<Value> now = after.unknown();
        if (then.isEmpty() && now.isPresent()) {
            addUnknown(Rule.UNKNOWN_ADDED, "reads other numbers as '" + name(now) + "', and refused them");
        } else if (then.isPresent() && now.isEmpty()) {
            addUnknown(Rule.UNKNOWN_REMOVED, "refuses other numbers, and read them as '" + name(then) + "'" + users);
        } else if (then.isPresent() && !partner(then.get()).equals(now)) {
            addUnknown(
                    Rule.UNKNOWN_CHANGED,
                    "reads other numbers as '" + name(now) + "', and read them as '" + name(then) + "'");
        }
    }

    private static String name(Optional<Value> value) {
        return value.map(it -> it.name().pdl()).orElse("");
    }

    private void addUnknown(Rule rule, String what) {
        changes.add(rule, after.name().pdl(), before.name(), after.name(), what);
    }
}
