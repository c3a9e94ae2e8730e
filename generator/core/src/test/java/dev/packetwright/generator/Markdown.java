package dev.packetwright.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown text. */
public final class Markdown {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*) ?([^\\n]*)\\n(.*?)^```$");

    private Markdown() {}

    /**
     * A fenced block.
     *
     * @param language the first word after the fence
     * @param info the text after the language
     * @param text the lines of the block
     * @param line the line of the fence, from 1
     */
    public record Block(String language, String info, String text, int line) {}

    /** Returns the blocks in the order of the text. */
    public static List<Block> blocks(String markdown) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(markdown);
        while (matcher.find()) {
            int line = (int) markdown.substring(0, matcher.start()).lines().count() + 1;
            blocks.add(new Block(matcher.group(1), matcher.group(2), matcher.group(3), line));
        }
        return blocks;
    }
}
