package dev.packetwright.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.Protocol;
import java.util.HashSet;
import java.util.Set;

/**
 * What the code of a record can see.
 *
 * @param classes the names of the protocol's classes, and of those around and in the record
 * @param members the names of all members of the protocol
 */
record Scope(Set<String> classes, Set<String> members) {
    Scope {
        classes = Set.copyOf(classes);
        members = Set.copyOf(members);
    }

    static Scope of(Protocol protocol) {
        return new Scope(Emitter.topLevelNames(protocol), MemberNames.of(protocol));
    }

    Scope with(Set<String> moreClasses) {
        Set<String> all = new HashSet<>(classes);
        all.addAll(moreClasses);
        return new Scope(all, members);
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
