package dev.packetwright.benchmarks.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A protocol independent of any schema language.
 *
 * @param messages named {@code Message0}, {@code Message1}, …
 */
record Shape(List<List<Member>> messages) {
    /** The type of a member. */
    enum Scalar {
        BOOL,
        INT8,
        INT16,
        INT32,
        INT64,
        FLOAT,
        DOUBLE,
        STRING
    }

    /** A member of a message or of a list's elements. Members are named by their position. */
    sealed interface Member {
        /** A single value. */
        record Value(Scalar type) implements Member {}

        /** A list whose elements have members. */
        record Repeated(List<Member> members) implements Member {}
    }

    private static final List<Scalar> USUAL = List.of(
            Scalar.BOOL,
            Scalar.INT8,
            Scalar.INT16,
            Scalar.INT32,
            Scalar.INT32,
            Scalar.INT32,
            Scalar.INT64,
            Scalar.FLOAT,
            Scalar.FLOAT,
            Scalar.DOUBLE,
            Scalar.STRING,
            Scalar.STRING);

    /** The number of messages in the large protocol. */
    static final int LARGE = 1_000;

    private static final int SMALLEST = 4;
    private static final int LARGEST = 36;
    private static final int SMALLEST_WITH_LIST = 8;

    /**
     * Messages of 4 to 36 members, 20 on average. From 8 members on they have a list; large ones have a list in the
     * list.
     *
     * @param count the number of messages, which is even
     */
    static Shape of(int count) {
        Random random = new Random(1);
        List<List<Member>> messages = new ArrayList<>();
        for (int i = 0; i < count / 2; i++) {
            int size = random.nextInt(SMALLEST, LARGEST + 1);
            messages.add(members(size, random));
            messages.add(members(SMALLEST + LARGEST - size, random)); // keeps the mean exact
        }
        return new Shape(messages);
    }

    /** Returns members whose total number is the given size, including the members in lists. */
    private static List<Member> members(int size, Random random) {
        List<Member> members = new ArrayList<>();
        int inList = size < SMALLEST_WITH_LIST ? 0 : size / 2 - 1;
        int values = inList == 0 ? size : size - inList - 1;
        for (int i = 0; i < values; i++) {
            members.add(new Member.Value(USUAL.get(random.nextInt(USUAL.size()))));
        }
        if (inList > 0) {
            members.add(new Member.Repeated(members(inList, random)));
        }
        return List.copyOf(members);
    }

    int memberCount() {
        return messages.stream().mapToInt(Shape::count).sum();
    }

    private static int count(List<Member> members) {
        return members.stream()
                .mapToInt(member -> member instanceof Member.Repeated list ? 1 + count(list.members()) : 1)
                .sum();
    }
}
