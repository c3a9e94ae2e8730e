package dev.packetwright.runtime.websocket;

/** The status codes of RFC 6455, section 7.4. */
public final class CloseCode {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    /** Never sent: the close frame of the peer had no code. */
    static final int NONE = 1005;

    public static final int INVALID_DATA = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;

    private static final int RESERVED = 1004;
    private static final int ABNORMAL = 1006;
    private static final int LAST_ASSIGNED = 1014;
    private static final int FIRST_REGISTERED = 3000;
    private static final int LAST_PRIVATE = 4999;

    private CloseCode() {}

    /** Whether a close frame may have this code. */
    static boolean isAllowed(int code) {
        boolean assigned =
                code >= NORMAL && code <= LAST_ASSIGNED && code != RESERVED && code != NONE && code != ABNORMAL;
        return assigned || (code >= FIRST_REGISTERED && code <= LAST_PRIVATE);
    }
}
