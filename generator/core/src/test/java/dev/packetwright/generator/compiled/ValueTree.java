package dev.packetwright.generator.compiled;

import dev.packetwright.generator.model.ListType;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.ScalarType;
import java.util.Iterator;
import java.util.List;

/** What a packet is to hold, member by member: a scalar's value, or the {@link Elements} of a list. */
record ValueTree(List<Object> members) {
    /** The elements of a list. */
    record Elements(List<ValueTree> elements) {}

    /** The same values, as they come out at the other end: no surrogate without its partner. */
    ValueTree asReceived() {
        return new ValueTree(members.stream().map(ValueTree::received).toList());
    }

    private static Object received(Object value) {
        if (value instanceof Elements list) {
            return new Elements(
                    list.elements().stream().map(ValueTree::asReceived).toList());
        }
        return value instanceof String text ? wellFormed(text) : value;
    }

    /** Code points know pairs: whatever surrogate is a code point of its own has no partner. */
    static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** The values, for {@link Values} to make a packet of. */
    Values.Source source() {
        return new InOrder(members.iterator());
    }

    private record InOrder(Iterator<Object> rest) implements Values.Source {
        @Override
        public Object scalar(Member member, ScalarType type) {
            return rest.next();
        }

        @Override
        public List<? extends Values.Source> elements(Member member, ListType type) {
            return ((Elements) rest.next())
                    .elements().stream().map(ValueTree::source).toList();
        }
    }
}
