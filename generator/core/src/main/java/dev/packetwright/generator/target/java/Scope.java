package dev.packetwright.generator.target.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that the code of a record can see.
 *
 * @param names the Java names of the protocol
 * @param topLevel the names of the protocol's classes
 * @param nested the names of the classes around and in the record
 * @param members the names of all members of the protocol
 */
record Scope(JavaNames names, Set<String> topLevel, Set<String> nested, Set<String> members) {
    Scope {
        topLevel = Set.copyOf(topLevel);
        nested = Set.copyOf(nested);
        members = Set.copyOf(members);
    }

    static Scope of(JavaProtocol protocol) {
        return new Scope(protocol.names(), protocol.classNames(), Set.of(), protocol.memberNames());
    }

    Scope with(Set<String> moreNested) {
        Set<String> all = new HashSet<>(nested);
        all.addAll(moreNested);
        return new Scope(names, topLevel, all, members);
    }

    boolean hasClass(String name) {
        return nested.contains(name) || topLevel.contains(name);
    }

    /**
     * A class at the start of an expression, as in {@code Vector3.read(in)}. A variable of the same name would hide it
     * there; the class is then named in full.
     */
    CodeBlock inExpression(ClassName name) {
        return members.contains(name.simpleName())
                ? CodeBlock.of("$L", name.canonicalName())
                : CodeBlock.of("$T", name);
    }
}
