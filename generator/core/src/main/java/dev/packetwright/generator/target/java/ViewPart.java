package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;

/**
 * A member that an object of its own reads: the view of a struct, or the cursor of a list.
 *
 * @param field the field with that object
 * @param restart the call by which a getter prepares the object for the caller; may be empty
 * @param classes the classes that only this member uses
 */
record ViewPart(ViewPresence presence, FieldSpec field, String restart, List<TypeSpec> classes) implements ViewMember {
    ViewPart {
        classes = List.copyOf(classes);
    }

    @Override
    public List<FieldSpec> fields() {
        return List.of(field);
    }

    @Override
    public CodeBlock find() {
        return presence.findOrClear(wrap(), clear());
    }

    /** A statement that points the object at the bytes of the member, which are there. */
    CodeBlock wrap() {
        return CodeBlock.builder()
                .addStatement("$L.wrap($L)", field.name(), presence.in())
                .build();
    }

    @Override
    public CodeBlock clear() {
        return CodeBlock.builder()
                .addStatement("$L.clear($L)", field.name(), presence.in())
                .build();
    }

    /** Only the object knows where the member ends. */
    @Override
    public Optional<ViewPosition> position() {
        return Optional.empty();
    }

    @Override
    public List<MethodSpec> getters() {
        return List.of(getter(CodeBlock.of("")));
    }

    /** The getter, with statements before it returns the object. */
    MethodSpec getter(CodeBlock first) {
        return ViewGetter.of(presence.member(), field.type())
                .first(first)
                .returning(CodeBlock.of("$L$L", field.name(), restart));
    }
}
