package dev.packetwright.generator.model;

/**
 * Any number of elements, each with the same members.
 *
 * @param elementName what the element's record is called in Java
 * @param element the members of each element
 */
public record ListType(String elementName, Body element) implements MemberType {
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
