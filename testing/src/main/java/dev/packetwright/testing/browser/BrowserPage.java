package dev.packetwright.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A page in a tab of its own, as wide as a desktop unless told otherwise. Keys and the pointer go to it as from a user. */
public final class BrowserPage implements AutoCloseable {
    /** The events that tell of an error, of a blocked request, or of a script that opened a dialog. */
    private static final Set<String> PROBLEMS = Set.of(
            "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded", "Page.javascriptDialogOpening");

    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27);

    private final Chromium browser = Chromium.shared();
    private final String target;
    private final String session;
    private final String address;

    private BrowserPage(String address) {
        this.address = address;
        target = browser.send("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = browser.send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", Map.of());
        }
        size(1280, 900);
        send("Page.navigate", Map.of("url", address));
        evaluate("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))");
    }

    /** Opens a file. */
    public static BrowserPage open(Path file) {
        return new BrowserPage(file.toUri().toString());
    }

    /** Opens an address. */
    public static BrowserPage open(URI address) {
        return new BrowserPage(address.toString());
    }

    /** Opens a file at the element with an id. */
    public static BrowserPage open(Path file, String id) {
        return new BrowserPage(file.toUri() + "#" + id);
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        return browser.send(session, method, parameters);
    }

    /** The value of an expression, after its promise if it is one. Fails the test if the expression throws. */
    public JsonNode evaluate(String expression) {
        JsonNode result =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        assertThat(result.path("exceptionDetails").toString()).as(expression).isEmpty();
        return result.get("result").path("value");
    }

    /** The texts whose contrast with their background is too low. */
    public JsonNode weakTexts() throws IOException {
        try (InputStream script = Objects.requireNonNull(BrowserPage.class.getResourceAsStream("contrast.js"))) {
            return evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Types text into the focused element. */
    public void type(String text) {
        send("Input.insertText", Map.of("text", text));
    }

    /** Presses and releases a key. */
    public void press(String key) {
        Map<String, Object> down = key.length() == 1
                ? Map.of("type", "keyDown", "key", key, "text", key)
                : Map.of("type", "keyDown", "key", key, "windowsVirtualKeyCode", KEYS.get(key), "text", textOf(key));
        send("Input.dispatchKeyEvent", down);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    private static String textOf(String key) {
        return key.equals("Enter") ? "\r" : "";
    }

    /** Moves the pointer over the first element of a selector. */
    public void pointAt(String selector) {
        JsonNode box = evaluate("(() => { const it = document.querySelector('" + selector + "');"
                + "it.scrollIntoView({block: 'center', behavior: 'instant'}); const box = it.getClientRects()[0];"
                + "return {x: box.x + 3, y: box.y + box.height / 2}; })()");
        send("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", box.get("x"), "y", box.get("y")));
    }

    /** Sets the size of the window in CSS pixels. */
    public void size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows the page in a colour scheme, {@code light} or {@code dark}. */
    public void scheme(String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Shows the page as on paper. */
    public void onPaper() {
        send("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** The page as a PDF. */
    public byte[] pdf() {
        String data = send("Page.printToPDF", Map.of("printBackground", false))
                .get("data")
                .asText();
        return Base64.getDecoder().decode(data);
    }

    /** Writes what the window shows into a PNG file. */
    public void shoot(Path file) throws IOException {
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(send("Page.captureScreenshot", Map.of())
                                .get("data")
                                .asText()));
    }

    /** Fails the test if a script of the page failed. */
    public void assertNoScriptFailed() {
        assertThat(browser.events(session).filter(event -> method(event).equals("Runtime.exceptionThrown")))
                .isEmpty();
    }

    /** Fails the test if a script failed, if a policy was violated, or if the page asked for anything but itself. */
    public void assertNothingWentWrong() {
        assertThat(browser.events(session).filter(event -> PROBLEMS.contains(method(event))))
                .isEmpty();
        assertThat(browser.events(session)
                        .filter(event -> method(event).equals("Network.requestWillBeSent"))
                        .map(event -> event.at("/params/request/url").asText()))
                .containsOnly(address.replaceAll("#.*", ""));
    }

    private static String method(JsonNode event) {
        return event.path("method").asText();
    }

    @Override
    public void close() {
        browser.send("", "Target.closeTarget", Map.of("targetId", target));
    }
}
