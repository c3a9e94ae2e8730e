package dev.packetwright.generator.emit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives out names for parameters, variables and fields that hide none of the names around them. */
final class Locals {
    private final Set<String> taken;

    Locals(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The names for an inner block: what it takes is free again behind it. */
    Locals inner() {
        return new Locals(taken);
    }

    /** The name, with as many underscores behind it as it takes to be a new one. */
    String take(String wanted) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }
}
