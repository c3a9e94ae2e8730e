package dev.packetwright.generator.compiled.harness;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the sizes of the methods of a class from its class file (JVMS 4). */
public final class MethodSizes {
    private static final int MAGIC_AND_VERSION = 8;
    private static final int ACCESS_THIS_AND_SUPER = 6;
    private static final int MAX_STACK_AND_LOCALS = 4;

    private final DataInputStream in;
    private final Map<String, Integer> sizes = new TreeMap<>();
    private String[] texts = {};

    private MethodSizes(byte[] classFile) {
        this.in = new DataInputStream(new ByteArrayInputStream(classFile));
    }

    /** Returns the bytes of bytecode of each method that has any, by its name and descriptor. */
    public static Map<String, Integer> of(byte[] classFile) {
        try {
            return new MethodSizes(classFile).read();
        } catch (IOException truncated) {
            throw new UncheckedIOException(truncated);
        }
    }

    private Map<String, Integer> read() throws IOException {
        in.skipNBytes(MAGIC_AND_VERSION);
        readConstants();
        in.skipNBytes(ACCESS_THIS_AND_SUPER);
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        readMembers();
        return sizes;
    }

    /** A long and a double take two entries. */
    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("unknown tag of a constant: " + tag);
            }
        }
    }

    /** Fields and methods have the same form. */
    private void readMembers() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            readAttributes(texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()]);
        }
    }

    private void readAttributes(String member) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            String name = texts[in.readUnsignedShort()];
            int length = in.readInt();
            if (!name.equals("Code")) {
                in.skipNBytes(length);
                continue;
            }
            in.skipNBytes(MAX_STACK_AND_LOCALS);
            sizes.put(member, in.readInt());
            in.skipNBytes(length - MAX_STACK_AND_LOCALS - Integer.BYTES);
        }
    }
}
