package dev.packetwright.generator.target.java;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Allocates names for parameters, variables and fields that hide none of the names around them. */
final class Locals {
    private final Predicate<String> around;
    private final Set<String> taken = new HashSet<>();

    Locals(Collection<String> around) {
        this(Set.copyOf(around)::contains);
    }

    /** Looks names up instead of copying them: there may be many names around, and many blocks. */
    Locals(Predicate<String> around) {
        this.around = around;
    }

    /** The names for an inner block. Behind the block, its names are free again. */
    Locals inner() {
        return new Locals(this::isTaken);
    }

    /** Takes a name, with trailing underscores if it is taken already. */
    String take(String wanted) {
        String name = wanted;
        while (isTaken(name)) {
            name += "_";
        }
        taken.add(name);
        return name;
    }

    private boolean isTaken(String name) {
        return taken.contains(name) || around.test(name);
    }
}
