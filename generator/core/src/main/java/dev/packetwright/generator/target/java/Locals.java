package dev.packetwright.generator.target.java;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Gives out names for parameters, variables and fields that hide none of the names around them. */
final class Locals {
    private final Predicate<String> around;
    private final Set<String> taken = new HashSet<>();

    Locals(Collection<String> around) {
        this(Set.copyOf(around)::contains);
    }

    /** The names around may be very many, and the blocks, too: the blocks look them up where they are. */
    Locals(Predicate<String> around) {
        this.around = around;
    }

    /** The names for an inner block: what it takes is free again behind it. */
    Locals inner() {
        return new Locals(this::isTaken);
    }

    /** The name, with as many underscores behind it as it takes to be a new one. */
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
