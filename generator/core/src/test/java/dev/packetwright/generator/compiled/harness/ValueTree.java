package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.runtime.packet.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of a packet in the order of its members: numbers and booleans in their Java types, {@link String}, {@link
 * Bytes}, {@link EnumType.Value}, {@link Elements} of a list, a tree for a struct or an element, and {@link Optional}
 * for an optional member.
 */
public record ValueTree(List<Object> members) {
    /** The elements of a list. */
    public record Elements(List<?> elements) {}

    /** Returns the values as a peer receives them: lone surrogates are replaced. */
    public ValueTree asReceived() {
        return new ValueTree(members.stream().map(ValueTree::received).toList());
    }

    private static Object received(Object value) {
        if (value instanceof Elements list) {
            return new Elements(mapped(list.elements(), ValueTree::received));
        } else if (value instanceof ValueTree tree) {
            return tree.asReceived();
        } else if (value instanceof Optional<?> optional) {
            return optional.map(ValueTree::received);
        }
        return value instanceof String text ? wellFormed(text) : value;
    }

    /** Maps elements. Repeated references to the same element are mapped once. */
    public static <R> List<R> mapped(List<?> elements, Function<Object, R> mapping) {
        List<R> results = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            boolean isCopy = i > 0 && elements.get(i) == elements.get(i - 1);
            results.add(isCopy ? results.get(i - 1) : mapping.apply(elements.get(i)));
        }
        return results;
    }

    /** Replaces lone surrogates. A surrogate that is a code point by itself is not part of a pair. */
    public static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
