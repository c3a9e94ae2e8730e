package dev.packetwright.runtime.testing;

import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PacketReader;
import dev.packetwright.runtime.packet.PacketWriter;

/** A packet for tests, with a sender, a number and as much padding as a test needs. */
public record Message(int sender, int number, int padding) implements Packet {
    public static final int ID = 7;
    public static final int MIN_SIZE = HEADER_SIZE + 8;

    public static Message of(int sender, int number) {
        return new Message(sender, number, 0);
    }

    /** A message of that many bytes on the wire. */
    public static Message ofSize(int size) {
        return new Message(0, 0, size - MIN_SIZE);
    }

    @Override
    public int packetId() {
        return ID;
    }

    @Override
    public int encodedSize() {
        return MIN_SIZE + padding;
    }

    @Override
    public void write(PacketWriter out) {
        out.writeInt(sender);
        out.writeInt(number);
        for (int i = 0; i < padding; i++) {
            out.writeByte(i);
        }
    }

    public static Message read(PacketReader in) {
        int sender = in.readInt("Message.sender");
        int number = in.readInt("Message.number");
        int padding = in.remaining();
        for (int i = 0; i < padding; i++) {
            if (in.readByte("Message.padding") != (i & 0xff)) {
                throw new AssertionError("the padding is not what was sent, at " + i);
            }
        }
        return new Message(sender, number, padding);
    }
}
