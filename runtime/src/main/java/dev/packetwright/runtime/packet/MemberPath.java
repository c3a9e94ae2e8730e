package dev.packetwright.runtime.packet;

/** Splits a path such as {@code S_Info.skill.level} into the packet and the member within the packet. */
final class MemberPath {
    private MemberPath() {}

    static String packet(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    static String member(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(dot + 1);
    }
}
