package dev.packetwright.generator.emit;

/**
 * A generated source.
 *
 * @param path where it belongs below the output folder, with slashes: {@code com/example/chat/C_Chat.java}
 * @param content its text, with line feeds
 */
public record GeneratedFile(String path, String content) {}
