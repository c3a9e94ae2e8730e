package dev.packetwright.generator.target.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.Generator;
import dev.packetwright.generator.GeneratorOptions;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.generator.target.TargetOptions;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages for tests. */
final class Pages {
    private static final GeneratorOptions HTML = GeneratorOptions.of(new HtmlTarget(), TargetOptions.DEFAULT);

    private Pages() {}

    /** The text of the page of a PDL. */
    static String of(String pdl) {
        return of("p.xml", pdl);
    }

    static String of(String fileName, String pdl) {
        return file(Sources.of(new PdlInput(fileName, pdl.getBytes(StandardCharsets.UTF_8))))
                .content();
    }

    static GeneratedFile file(Sources sources) {
        Generation generation = Generator.generate(sources, HTML);
        assertThat(generation.hasErrors()).as("%s", generation.diagnostics()).isFalse();
        assertThat(generation.files()).hasSize(1);
        return generation.files().get(0);
    }

    /** A protocol of many packets, C_Packet1 and so on, as a game of many years has it. */
    static String manyPackets(int number) {
        String types = "<enum name='Colour' type='byte'><value name='RED'/><value name='GREEN'/></enum>"
                + "<struct name='Vector3'><float name='x'/><float name='y'/><float name='z'/></struct>";
        return IntStream.rangeClosed(1, number)
                .mapToObj(i ->
                        "<!-- Number " + i + " of many. --><packet name='" + (i % 2 == 0 ? "S" : "C") + "_Packet" + i
                                + "'><int name='playerId'/><Vector3 name='position'/><Colour name='colour'/>"
                                + "<string name='text" + i + "' maxLength='200'/><list name='item'><int name='id'/>"
                                + "<ushort name='count'/></list><long name='guild' optional='true'/></packet>")
                .collect(Collectors.joining("", "<PDL package='many'>" + types, "</PDL>"));
    }
}
