package dev.packetwright.runtime.websocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request with which a client opens a connection. Everything here is a function of its lines. */
final class UpgradeRequest {
    private static final int MAX_FIELDS = 64;
    private static final int KEY_SIZE = 16;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final Pattern PATH = Pattern.compile("/[!-\"$-~]*");

    private final String target;
    private final Map<String, List<String>> fields;

    private UpgradeRequest(String target, Map<String, List<String>> fields) {
        this.target = target;
        this.fields = fields;
    }

    // ---- the lines

    static UpgradeRequest parse(String[] lines) throws RefusedRequestException {
        String target = parseRequestLine(lines[0]);
        if (lines.length - 1 > MAX_FIELDS) {
            throw new RefusedRequestException(
                    HttpAnswer.TOO_LARGE, "the request has more than " + MAX_FIELDS + " header fields");
        }
        Map<String, List<String>> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon);
            if (!isToken(name)) { // a folded line, too
                throw RefusedRequestException.malformed("header line " + i + " is not a name, a colon and a value");
            }
            fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), added -> new ArrayList<>(1))
                    .add(trim(lines[i].substring(colon + 1)));
        }
        return new UpgradeRequest(target, fields);
    }

    private static String parseRequestLine(String line) throws RefusedRequestException {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3
                || !isToken(parts[0])
                || !VERSION.matcher(parts[2]).matches()) {
            throw RefusedRequestException.malformed("the first line is not a method, a target and a version of HTTP");
        }
        if (!parts[2].equals("HTTP/1.1")) {
            throw new RefusedRequestException(HttpAnswer.VERSION_NOT_SUPPORTED, "WebSocket needs HTTP/1.1");
        }
        if (!parts[0].equals("GET")) {
            throw new RefusedRequestException(HttpAnswer.METHOD_NOT_ALLOWED, "only GET opens a WebSocket");
        }
        if (!PATH.matcher(parts[1]).matches()) {
            throw RefusedRequestException.malformed("the target is not a path");
        }
        return parts[1];
    }

    private static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** Trims blanks and tabs only. */
    private static String trim(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The value of a field that may occur once. */
    private Optional<String> one(String name) throws RefusedRequestException {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw RefusedRequestException.malformed("the request has several values of " + name);
        }
        return values.stream().findFirst();
    }

    /** The elements of all lists in fields of this name. */
    private List<String> elements(String name) {
        return all(name).stream()
                .flatMap(list -> List.of(list.split(",", -1)).stream())
                .map(UpgradeRequest::trim)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private boolean has(String name, String element) {
        return elements(name).stream().anyMatch(element::equalsIgnoreCase);
    }

    // ---- the rules

    /** Returns the answer that accepts the request. */
    byte[] answer(HandshakeRules rules) throws RefusedRequestException {
        checkBody();
        checkPath(rules);
        checkUpgrade();
        String key = key();
        checkOrigin(rules);
        checkProtocol(rules);
        return HttpAnswer.switching(accept(key), rules.protocol());
    }

    private void checkBody() throws RefusedRequestException {
        boolean declaresBody = !all("transfer-encoding").isEmpty()
                || all("content-length").stream().anyMatch(length -> !length.equals("0"));
        if (declaresBody) {
            throw RefusedRequestException.malformed("a request for WebSocket has no body");
        }
        if (one("host").filter(host -> !host.isEmpty()).isEmpty()) {
            throw RefusedRequestException.malformed("the request names no host");
        }
    }

    private void checkPath(HandshakeRules rules) throws RefusedRequestException {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.equals(rules.path())) {
            throw new RefusedRequestException(HttpAnswer.NOT_FOUND, "there is no WebSocket at this path");
        }
    }

    private void checkUpgrade() throws RefusedRequestException {
        if (!has("upgrade", "websocket")) {
            throw new RefusedRequestException(HttpAnswer.UPGRADE_REQUIRED, "this is the address of a WebSocket");
        }
        if (!has("connection", "upgrade")) {
            throw RefusedRequestException.malformed("the request does not name Upgrade in Connection");
        }
        if (!one("sec-websocket-version").equals(Optional.of("13"))) {
            throw new RefusedRequestException(HttpAnswer.UPGRADE_REQUIRED, "the version of WebSocket is not 13");
        }
    }

    private String key() throws RefusedRequestException {
        String key = one("sec-websocket-key").orElse("");
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            if (bytes.length == KEY_SIZE && key.endsWith("==")) {
                return key;
            }
        } catch (IllegalArgumentException malformed) {
            // See below.
        }
        throw RefusedRequestException.malformed("Sec-WebSocket-Key is not 16 bytes in Base64");
    }

    private void checkOrigin(HandshakeRules rules) throws RefusedRequestException {
        Optional<String> origin = one("origin");
        boolean allowed = origin.isEmpty()
                ? !rules.originRequired()
                : rules.origins().isEmpty() || rules.origins().get().contains(normalised(origin.get()));
        if (!allowed) {
            throw new RefusedRequestException(
                    HttpAnswer.FORBIDDEN,
                    origin.isEmpty() ? "the request names no origin" : "pages of this origin are not allowed");
        }
    }

    private static String normalised(String origin) {
        try {
            return Origin.normalise(origin);
        } catch (IllegalArgumentException none) { // for example null, the origin of a local file
            return "";
        }
    }

    private void checkProtocol(HandshakeRules rules) throws RefusedRequestException {
        List<String> offered = elements("sec-websocket-protocol");
        if (!offered.stream().allMatch(UpgradeRequest::isToken)) {
            throw RefusedRequestException.malformed("Sec-WebSocket-Protocol is not a list of names");
        }
        if (rules.protocol().isPresent() && !offered.contains(rules.protocol().get())) {
            throw RefusedRequestException.malformed("the server speaks "
                    + rules.protocol().get() + ", which the client does not offer: they are of different protocols");
        }
    }

    /** The proof that the server has understood the request (RFC 6455, section 4.2.2). */
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) { // every JDK has it
            throw new AssertionError(impossible);
        }
    }
}
