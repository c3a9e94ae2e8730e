package dev.packetwright.examples.chatcluster.bots;

import java.util.Optional;

/**
 * A line of a bot. Other lines of the room do not parse.
 *
 * @param bot the number of the bot, from 0
 * @param number the number of the bot's line, from 0
 * @param sentAt the time in nanoseconds of this process's clock
 */
record Line(int bot, int number, long sentAt) {
    String text(String run) {
        return "#" + run + " " + bot + " " + number + " " + sentAt;
    }

    static Optional<Line> parse(String text, String run) {
        String[] words = text.split(" ", -1);
        if (words.length != 4 || !words[0].equals("#" + run)) {
            return Optional.empty();
        }
        return Optional.of(new Line(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3])));
    }
}
