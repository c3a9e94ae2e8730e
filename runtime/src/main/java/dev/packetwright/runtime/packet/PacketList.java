package dev.packetwright.runtime.packet;

import java.lang.invoke.VarHandle;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that its maker fills once and that never changes afterwards, so that a packet can use it without a copy.
 *
 * <p>All lists in packets have this one class, so that calls of their methods stay monomorphic.
 */
final class PacketList<E> extends AbstractList<E> implements RandomAccess {
    private final int complete;
    private Object[] elements;
    private int size;

    /**
     * Makes an empty list.
     *
     * @param complete the number of elements of the complete list
     * @param room the number of elements to allocate memory for at once
     */
    PacketList(int complete, int room) {
        this.complete = complete;
        this.elements = new Object[room];
    }

    /** Makes a complete list backed by the array, which has no null. */
    PacketList(Object[] elements) {
        this.complete = elements.length;
        this.elements = elements;
        this.size = elements.length;
    }

    /**
     * A complete list of these elements: the list itself if it is already complete.
     *
     * @throws NullPointerException if the list or one of its elements is null
     */
    static <E> List<E> copyOf(List<E> list) {
        if (list instanceof PacketList<E> own && own.size == own.complete) {
            return own;
        }
        Object[] elements = list.toArray().clone(); // another class of list may keep the array that it returns
        for (Object element : elements) {
            Objects.requireNonNull(element);
        }
        return new PacketList<>(elements);
    }

    @Override
    public boolean add(E element) {
        if (size == complete) {
            throw new UnsupportedOperationException("the list is complete");
        }
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Math.min(complete, 2 * size + 1));
        }
        elements[size++] = Objects.requireNonNull(element);
        if (size == complete) {
            VarHandle.releaseFence(); // a thread that sees the list sees its elements
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // the array has only elements that add or a List<E> supplied
    public E get(int index) {
        return (E) elements[Objects.checkIndex(index, size)];
    }

    /** An iterator without checks for concurrent changes, because a complete list does not change. */
    @Override
    public Iterator<E> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public E next() {
                if (next == size) {
                    throw new NoSuchElementException();
                }
                return get(next++);
            }
        };
    }

    @Override
    public int size() {
        return size;
    }

    /** A readable text, also of a long list. */
    @Override
    public String toString() {
        return Shortened.text(size, i -> String.valueOf(get(i)));
    }
}
