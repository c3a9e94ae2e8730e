package dev.packetwright.generator.model;

/**
 * Any number of elements.
 *
 * @param element what each of them is
 */
public record ListType(MemberType element) implements MemberType {
    private static final int COUNT_SIZE = 2;

    @Override
    public int minSize() {
        return COUNT_SIZE;
    }

    @Override
    public boolean isFixedSize() {
        return false;
    }

    @Override
    public String wireForm() {
        return "list(" + element.wireForm() + ")";
    }
}
