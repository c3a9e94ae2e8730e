package dev.packetwright.runtime.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A packet takes over a complete list from a reader without a copy, because no code can change the list any more. */
class PacketListTest {
    private final PacketReader in = new PacketReader(new byte[] {4, 0, 0, 0});

    @Test
    void aCompleteListIsTakenAsItIs() {
        List<String> list = filled(in.newList(3));
        assertThat(PacketMembers.copyOfList(list, "P.l")).isSameAs(list);
    }

    private static List<String> filled(List<String> list) {
        list.add("a");
        list.add("b");
        list.add("c");
        return list;
    }

    @Test
    void aCompleteListDoesNotChange() {
        List<String> list = filled(in.newList(3));
        assertThatThrownBy(() -> list.add("d")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.set(0, "d")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.sort(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(list).containsExactly("a", "b", "c");
    }

    /** The owner of an incomplete list could add elements later. */
    @Test
    void anIncompleteListIsCopied() {
        List<String> list = in.newList(3);
        list.add("a");
        List<String> copy = PacketMembers.copyOfList(list, "P.l");
        list.add("b");
        assertThat(copy).containsExactly("a");
        assertThatThrownBy(() -> copy.add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    /** A packet must not use a list whose array is known to other code. */
    @Test
    void theArrayOfAStrangersListIsCopied() {
        Object[] known = {"a", "b"};
        Collection<Object> stranger = new ArrayList<>(List.of("a", "b")) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object[] toArray() {
                return known;
            }
        };
        List<Object> copy = PacketMembers.copyOfList((List<Object>) stranger, "P.l");
        known[0] = "changed";
        assertThat(copy).containsExactly("a", "b");
    }

    @Test
    void growsOnTheWay() {
        List<String> list = filled(in.newList(3, 1));
        assertThat(list).containsExactly("a", "b", "c").isEqualTo(List.of("a", "b", "c"));
        assertThat(list).hasSameHashCodeAs(List.of("a", "b", "c"));
        assertThatThrownBy(() -> list.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        var iterator = list.iterator();
        iterator.next();
        iterator.next();
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
}
