package dev.packetwright.clients.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.packetwright.testing.browser.BrowserPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The page in a browser. Its user types and presses Enter. */
final class BrowserParticipant implements Participant {
    private final BrowserPage page;

    BrowserParticipant(ChatWithPage server) {
        page = BrowserPage.open(URI.create("http://127.0.0.1:" + server.webPort() + "/"));
        page.evaluate("document.getElementById('text').focus()");
    }

    boolean isConnected() {
        return page.evaluate("document.getElementById('status').textContent")
                .asText()
                .equals("connected");
    }

    @Override
    public List<String> heard() {
        JsonNode lines = page.evaluate("[...document.querySelectorAll('#lines li')].map(it => it.lastChild.data)");
        return StreamSupport.stream(lines.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void say(String line) {
        page.type(line);
        page.press("Enter");
    }

    void shoot(Path file) throws IOException {
        page.size(390, 700);
        page.shoot(file);
        page.assertNoScriptFailed();
    }

    @Override
    public void close() {
        page.close();
    }
}
