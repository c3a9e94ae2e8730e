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
 * A list that is filled once, by who made it, and does not change from then on: a packet can take it as it is.
 *
 * <p>It is the one class of lists within packets, so that code that goes through them knows it.
 */
final class PacketList<E> extends AbstractList<E> implements RandomAccess {
    private final int complete;
    private Object[] elements;
    private int size;

    /**
     * Makes an empty list.
     *
     * @param complete how many elements it is to have
     * @param room for how many of them to make room at once
     */
    PacketList(int complete, int room) {
        this.complete = complete;
        this.elements = new Object[room];
    }

    /** Makes a complete list of the array itself, in whose places no null is. */
    PacketList(Object[] elements) {
        this.complete = elements.length;
        this.elements = elements;
        this.size = elements.length;
    }

    /**
     * A complete list of these elements: the list itself if it is one.
     *
     * @throws NullPointerException if the list or an element of it is null
     */
    static <E> List<E> copyOf(List<E> list) {
        if (list instanceof PacketList<E> own && own.size == own.complete) {
            return own;
        }
        Object[] elements = list.toArray().clone(); // a list by a stranger may keep its array
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
            VarHandle.releaseFence(); // whoever sees the list sees its elements
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // only what add took, or a list of E had, is in the array
    public E get(int index) {
        return (E) elements[Objects.checkIndex(index, size)];
    }

    /** One that does without the checks for changes, of which there are none. */
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

    /** As a person can read it, however long it is. */
    @Override
    public String toString() {
        return Shortened.text(size, i -> String.valueOf(get(i)));
    }
}
