package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list of numbers at a position of its own. Its getters return the size and each element by its index.
 *
 * @param mapping the mapping of the list
 * @param names the names in its methods
 */
record ViewScalarList(ViewPresence presence, ScalarListMapping mapping, ViewPosition at, Names names)
        implements ViewMember {
    /**
     * The names in the methods of the list.
     *
     * @param in the name of the reader
     * @param sizeMethod the name of the method that returns the size
     * @param index the name of the parameter that selects an element
     */
    record Names(String in, String sizeMethod, String index) {}

    private JavaMember member() {
        return presence.member();
    }

    @Override
    public List<FieldSpec> fields() {
        return List.of(at.field());
    }

    @Override
    public CodeBlock find() {
        CodeBlock take =
                mapping.take(names.in, member().path(), member().member().traits());
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
        return Stream.concat(presence.hasMethod(at.isPresent()), Stream.of(size(), element()))
                .toList();
    }

    private MethodSpec size() {
        String doc = "How many elements " + member().name() + " has.";
        return ViewGetter.about(member(), names.sizeMethod, TypeName.INT, doc)
                .first(presence.require(at.isAbsent()))
                .returning(CodeBlock.of("$L.getCount($L)", names.in, at.name()));
    }

    private MethodSpec element() {
        ScalarMapping element = mapping.element();
        String place = names.in + ".element(" + at.name() + ", " + names.index + ", " + element.size() + ")";
        return ViewGetter.of(member(), element.type())
                .parameter(TypeName.INT, names.index)
                .first(presence.require(at.isAbsent()))
                .returning(element.get(names.in, place, member().path(), Traits.NONE));
    }
}
