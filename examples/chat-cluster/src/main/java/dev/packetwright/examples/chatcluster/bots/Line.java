package dev.packetwright.examples.chatcluster.bots;

import java.util.Optional;

/**
 * What bots say. Whatever else is said in the room does not parse.
 *
 * @param bot which bot says it, from 0
 * @param number which of its lines it is, from 0
 * @param saidAt when, in nanoseconds of this process's clock
 */
record Line(int bot, int number, long saidAt) {
    String text(String run) {
        return "#" + run + " " + bot + " " + number + " " + saidAt;
    }

    static Optional<Line> parse(String text, String run) {
        String[] words = text.split(" ", -1);
        if (words.length != 4 || !words[0].equals("#" + run)) {
            return Optional.empty();
        }
        return Optional.of(new Line(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3])));
    }
}
