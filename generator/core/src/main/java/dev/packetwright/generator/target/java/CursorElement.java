package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Optional;

/**
 * The element of a list in the code of its cursor.
 *
 * @param field the field that keeps the element, or its position
 * @param passOver statements that check that all elements are whole, and move the reader behind them
 * @param step statements that go to the next element
 * @param type the type of the element
 * @param get an expression for the element that the cursor is at
 * @param view the class of the element, if only this list has it
 */
record CursorElement(
        FieldSpec field, CodeBlock passOver, CodeBlock step, TypeName type, CodeBlock get, Optional<TypeSpec> view) {}
