package dev.packetwright.generator.target.java;

import com.palantir.javapoet.CodeBlock;
import dev.packetwright.generator.model.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Members that follow one another: either one, or several of fixed size, which are written and read with one check for all
 * of them.
 *
 * @param owner the path of what they are members of
 * @param members the members
 */
record Run(String owner, List<MemberForm> members) {
    /** No more numbers than that go into one run, so that the text that names them remains a constant. */
    private static final int MAX_NUMBERS = 32;

    Run {
        members = List.copyOf(members);
    }

    /** Members in their order, in as few runs as they allow. */
    static List<Run> of(String owner, List<MemberForm> members) {
        List<Run> runs = new ArrayList<>();
        List<MemberForm> run = new ArrayList<>();
        int numbers = 0;
        for (MemberForm member : members) {
            int more = member.fixed()
                    .map(form -> form.layout(member.path()).size())
                    .orElse(MAX_NUMBERS + 1); // nothing goes with what has no fixed size
            boolean isNext = !run.isEmpty()
                    && numbers + more <= MAX_NUMBERS
                    && !run.get(run.size() - 1).refuses();
            if (!isNext) {
                runs.add(new Run(owner, run));
                run.clear();
                numbers = 0;
            }
            run.add(member);
            numbers += more;
        }
        runs.add(new Run(owner, run));
        return runs.stream().filter(it -> !it.members.isEmpty()).toList();
    }

    /**
     * Whether reading them refuses no value but the last: then nothing is lost by a look at once at whether all of them are
     * there. Otherwise the first thing that is wrong would not be the one that is reported.
     */
    boolean refusesAtEnd() {
        return members.stream().limit(members.size() - 1L).noneMatch(MemberForm::refuses);
    }

    /** Whether every value of theirs is read. */
    boolean refusesNothing() {
        return members.stream().noneMatch(MemberForm::refuses);
    }

    /** Whether all of them, and not too many, have a fixed size that is more than nothing. */
    boolean hasFixedSize() {
        return members.stream().allMatch(member -> member.fixed().isPresent())
                && numbers().count() <= MAX_NUMBERS
                && size() > 0;
    }

    /** Whether their lengths and counts alone tell where each of them begins and ends, while their size is not fixed. */
    boolean isMeasured() {
        return !members.isEmpty()
                && !hasFixedSize()
                && of(owner, members).stream()
                        .allMatch(
                                run -> run.hasFixedSize() || run.members.get(0).hasLength());
    }

    /** Whether they are read at once: there is more than one check to save, or a struct that is read so. */
    boolean sharesCheck() {
        return hasFixedSize()
                && refusesAtEnd()
                && (numbers().count() > 1 || members.get(0).member().type() instanceof RecordType);
    }

    /** The numbers that they consist of, each with its size. */
    Stream<String> numbers() {
        return members.stream().flatMap(member -> member.fixed().orElseThrow().layout(member.path()).stream());
    }

    /** The bytes of all of them. */
    int size() {
        return members.stream()
                .mapToInt(member -> member.fixed().orElseThrow().size())
                .sum();
    }

    /** An expression that makes sure that all bytes are there, and tells where they begin. */
    CodeBlock take(String in) {
        String prefix = owner + ".";
        List<String> names =
                numbers().map(number -> number.substring(prefix.length())).toList();
        return CodeBlock.of("$L.take($L, $S, $S)", in, size(), owner, String.join(" ", names));
    }

    /** Where each of them is. */
    List<CodeBlock> places(String at) {
        List<CodeBlock> places = new ArrayList<>();
        int offset = 0;
        for (MemberForm member : members) {
            places.add(CodeBlock.of("$L", place(at, offset)));
            offset += member.fixed().orElseThrow().size();
        }
        return places;
    }

    /** Statements that write all of them. */
    CodeBlock put(String out, String at) {
        CodeBlock.Builder code = CodeBlock.builder();
        int offset = 0;
        for (MemberForm member : members) {
            FixedForm form = member.fixed().orElseThrow();
            code.add(form.put(out, place(at, offset), member.name()));
            offset += form.size();
        }
        return code.build();
    }

    /** An expression for each of them, which reads it. */
    List<CodeBlock> get(String in, String at) {
        List<CodeBlock> values = new ArrayList<>();
        int offset = 0;
        for (MemberForm member : members) {
            FixedForm form = member.fixed().orElseThrow();
            values.add(form.get(
                    in, place(at, offset), member.path(), member.member().traits()));
            offset += form.size();
        }
        return values;
    }

    static String place(String at, int offset) {
        return offset == 0 ? at : at + " + " + offset;
    }
}
