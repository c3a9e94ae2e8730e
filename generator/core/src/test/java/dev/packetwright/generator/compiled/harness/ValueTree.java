package dev.packetwright.generator.compiled.harness;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.runtime.packet.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a packet is to hold, member by member: numbers and truth values in their Java types, {@link String}, {@link Bytes},
 * {@link EnumType.Value}, {@link Elements} of a list, a tree for a struct or an element, {@link Optional} where a member
 * may be missing.
 */
public record ValueTree(List<Object> members) {
    /** The elements of a list. */
    public record Elements(List<?> elements) {}

    /** The same values, as they come out at the other end: no surrogate without its partner. */
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

    /** Maps elements, and a great many copies of one but once. */
    public static <R> List<R> mapped(List<?> elements, Function<Object, R> mapping) {
        List<R> results = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            boolean isCopy = i > 0 && elements.get(i) == elements.get(i - 1);
            results.add(isCopy ? results.get(i - 1) : mapping.apply(elements.get(i)));
        }
        return results;
    }

    /** Code points know pairs: whatever surrogate is a code point of its own has no partner. */
    public static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
