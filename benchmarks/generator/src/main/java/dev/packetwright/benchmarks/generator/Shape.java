package dev.packetwright.benchmarks.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A protocol of no language in particular.
 *
 * @param messages named {@code Message0}, {@code Message1}, …
 */
record Shape(List<List<Member>> messages) {
    /** What a member is. */
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

    /** A member of a message, or of a list's elements; members are named by where they stand. */
    sealed interface Member {
        /** One value. */
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

    /** How many messages the large protocol has. */
    static final int LARGE = 1_000;

    private static final int SMALLEST = 4;
    private static final int LARGEST = 36;
    private static final int SMALLEST_WITH_LIST = 8;

    /**
     * Messages of 4 to 36 members, 20 on average; those of 8 members and more have a list, great ones a list in the list.
     *
     * @param count how many; an even number
     */
    static Shape of(int count) {
        Random random = new Random(1);
        List<List<Member>> messages = new ArrayList<>();
        for (int i = 0; i < count / 2; i++) {
            int size = random.nextInt(SMALLEST, LARGEST + 1);
            messages.add(members(size, random));
            messages.add(members(SMALLEST + LARGEST - size, random)); // so that the mean is exact
        }
        return new Shape(messages);
    }

    /** As many members as that in all, those of lists counted. */
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
