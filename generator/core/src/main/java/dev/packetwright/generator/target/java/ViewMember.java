package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Optional;

/**
 * One step of a body in its view: a member, or adjacent members of fixed size. There is one kind for each way in which
 * a view finds and reads members.
 */
sealed interface ViewMember permits ViewBlock, ViewValue, ViewScalarList, ViewPart, OptionalViewPart {
    /** The fields that keep what {@link #find} finds. */
    List<FieldSpec> fields();

    /**
     * Statements that find the step. The reader is at its first byte before them, and behind its last byte after them.
     */
    CodeBlock find();

    /** Statements that leave the view without the step, as if the packet ended before it. */
    CodeBlock clear();

    /** The position of the step, if the view keeps one; a nested object keeps its own. */
    Optional<ViewPosition> position();

    /** The public methods that read the step. */
    List<MethodSpec> getters();

    /** The classes that only this step uses. */
    default List<TypeSpec> classes() {
        return List.of();
    }
}
