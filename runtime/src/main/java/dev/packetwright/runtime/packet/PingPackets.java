package dev.packetwright.runtime.packet;

/**
 * A ping and its answer, by their ids. Each of the two packets consists of one value of eight bytes, and the answer has
 * the value of its ping. Generated code has them in {@code Protocol.CLIENT_PING} and {@code Protocol.SERVER_PING}, where
 * the PDL gives packets these roles.
 *
 * @param pingId the id of the ping, 0 to 65,535
 * @param pongId the id of the answer, 0 to 65,535, and another one
 */
public record PingPackets(int pingId, int pongId) {
    private static final int MAX_ID = 65_535;

    /**
     * Checks the ids.
     *
     * @throws IllegalArgumentException if an id is out of its range, or both are the same
     */
    public PingPackets {
        check("pingId", pingId);
        check("pongId", pongId);
        if (pingId == pongId) {
            throw new IllegalArgumentException("ping and pong both have the id " + pingId);
        }
    }

    private static void check(String name, int id) {
        if (id < 0 || id > MAX_ID) {
            throw new IllegalArgumentException(name + " is " + id + ", not 0 to " + MAX_ID);
        }
    }
}
