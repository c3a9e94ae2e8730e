package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value at a position of its own, which its getter reads in place: text, raw bytes, or a number or a value of an enum
 * that may be missing.
 *
 * @param mapping the mapping of its type
 * @param in the name of the reader
 */
record ViewValue(ViewPresence presence, ValueMapping mapping, ViewPosition at, String in) implements ViewMember {
    private JavaMember member() {
        return presence.member();
    }

    @Override
    public List<FieldSpec> fields() {
        return List.of(at.field());
    }

    @Override
    public CodeBlock find() {
        CodeBlock take = mapping.take(in, member().path(), member().member().traits());
        return at.set(presence.position(take));
    }

    @Override
    public CodeBlock clear() {
        return at.clear();
    }

    @Override
    public Optional<ViewPosition> position() {
        return Optional.of(at);
    }

    @Override
    public List<MethodSpec> getters() {
        CodeBlock value =
                mapping.get(in, at.name(), member().path(), member().member().traits());
        MethodSpec getter = ViewGetter.of(member(), mapping.type())
                .first(presence.require(at.isAbsent()))
                .returning(presence.orDefault(at.isAbsent(), value));
        return Stream.concat(presence.hasMethod(at.isPresent()), Stream.of(getter))
                .toList();
    }
}
