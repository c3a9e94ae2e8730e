package dev.packetwright.generator.model;

/** Raw bytes: their number, and themselves. */
public enum BytesType implements MemberType {
    BYTES;

    @Override
    public int minSize() {
        return 2;
    }

    @Override
    public boolean isFixedSize() {
        return false;
    }

    @Override
    public String wireForm() {
        return "bytes";
    }
}
