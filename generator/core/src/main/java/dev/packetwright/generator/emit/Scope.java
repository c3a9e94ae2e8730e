package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Protocol;
import java.util.HashSet;
import java.util.Set;

/**
 * What the code of a record can see.
 *
 * @param topLevel the names of the protocol's classes
 * @param nested the names of the classes around and in the record
 * @param members the names of all members of the protocol
 */
record Scope(Set<String> topLevel, Set<String> nested, Set<String> members) {
    Scope {
        topLevel = Set.copyOf(topLevel);
        nested = Set.copyOf(nested);
        members = Set.copyOf(members);
    }

    static Scope of(Protocol protocol) {
        return new Scope(Emitter.topLevelNames(protocol), Set.of(), MemberNames.of(protocol));
    }

    Scope with(Set<String> moreNested) {
        Set<String> all = new HashSet<>(nested);
        all.addAll(moreNested);
        return new Scope(topLevel, all, members);
    }

    boolean hasClass(String name) {
        return nested.contains(name) || topLevel.contains(name);
    }

    /**
     * A class where an expression begins with it: {@code Vector3.read(in)}. A variable of its name would be meant there
     * instead, so it is named in full then.
     */
    CodeBlock inExpression(ClassName name) {
        return members.contains(name.simpleName())
                ? CodeBlock.of("$L", name.canonicalName())
                : CodeBlock.of("$T", name);
    }
}
