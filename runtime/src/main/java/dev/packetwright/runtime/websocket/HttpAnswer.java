package dev.packetwright.runtime.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The answers to a request. */
final class HttpAnswer {
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int REQUEST_TIMEOUT = 408;
    static final int UPGRADE_REQUIRED = 426;
    static final int TOO_LARGE = 431;
    static final int VERSION_NOT_SUPPORTED = 505;

    private static final String END_OF_LINE = "\r\n";

    private HttpAnswer() {}

    /** Switches to WebSocket. */
    static byte[] switching(String acceptedKey, Optional<String> protocol) {
        return ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptedKey + END_OF_LINE
                + protocol.map(name -> "Sec-WebSocket-Protocol: " + name + END_OF_LINE)
                        .orElse("")
                + END_OF_LINE);
    }

    /** Refuses, and says why in the body. The connection ends behind it. */
    static byte[] refusal(RefusedRequestException why) {
        String text = why.getMessage() + "\n";
        return ascii("HTTP/1.1 " + why.status() + " " + phrase(why.status()) + END_OF_LINE
                + fieldsOf(why.status())
                + "Content-Type: text/plain; charset=us-ascii\r\nX-Content-Type-Options: nosniff\r\nContent-Length: "
                + text.length() + "\r\n\r\n" + text);
    }

    private static String fieldsOf(int status) {
        return switch (status) {
            case UPGRADE_REQUIRED ->
                "Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n";
            case METHOD_NOT_ALLOWED -> "Allow: GET\r\nConnection: close\r\n";
            default -> "Connection: close\r\n";
        };
    }

    private static String phrase(int status) {
        return switch (status) {
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not Found";
            case METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case REQUEST_TIMEOUT -> "Request Timeout";
            case UPGRADE_REQUIRED -> "Upgrade Required";
            case TOO_LARGE -> "Request Header Fields Too Large";
            case VERSION_NOT_SUPPORTED -> "HTTP Version Not Supported";
            default -> "Bad Request";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
