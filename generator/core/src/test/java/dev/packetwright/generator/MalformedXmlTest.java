package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.diagnostic.Diagnostic;
import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.pdl.PdlInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Malformed XML has our own messages, which are the same on every machine and give the reason and the place. */
class MalformedXmlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                              | 1:1  | there is no element in the file
            <!-- a -->                                      | 1:11 | there is no element in the file
            hello                                           | 1:1  | there is text before the root element
            <PDL/>hello                                     | 1:7  | there is text after the root element
            <PDL/>\ud800\udc20                            | 1:7  | there is text after the root element
            <PDL/><PDL/>                                    | 1:7  | there is a second root element
            <PDL/><!-- a --><PDL/>                          | 1:17 | there is a second root element
            <PDL/><?pi?> hello                              | 1:14 | there is text after the root element
            <PDL/><!-- a --> <!-- b                         | 1:18 | the comment is not closed
            <PDL/></PDL>                                    | 1:7  | </PDL> closes nothing
            <PDL                                            | 1:5  | the tag <PDL is not closed
            <PDL/x>                                         | 1:5  | the tag <PDL is not closed
            <PDL><packet name='a'/                          | 1:22 | the tag <packet is not closed
            <PDL><packet name='a' <int/>                    | 1:23 | the tag <packet is not closed
            <PDL></PDL                                      | 1:6  | the tag </PDL is not closed
            <PDL>                                           | 1:6  | <PDL> is not closed
            <PDL><packet></PDL>                             | 1:14 | <packet> is not closed before </PDL>
            <PDL><packet></Packet></PDL>                    | 1:14 | </Packet> does not close <packet>
            <PDL></packet></PDL>                            | 1:6  | </packet> closes nothing
            <PDL><packt></packet></PDL>                     | 1:13 | </packet> does not close <packt>
            <PDL><packet></packt></PDL>                     | 1:14 | </packt> does not close <packet>
            <PDL><packet></enum></PDL>                      | 1:14 | </enum> closes nothing
            <PDL><packet name=a/></PDL>                     | 1:19 | the value of 'name' has no quotes
            <PDL><packet name='a/></PDL>                    | 1:23 | the value of 'name' is not closed before this
            <PDL><int name="b'/></PDL>                      | 1:21 | the value of 'name' is not closed before this
            <PDL a='                                        | 1:9  | the value of 'a' is not closed before this
            <PDL><packet name/></PDL>                       | 1:14 | attribute 'name' has no value
            <PDL><packet name='a' name='b'/></PDL>          | 1:23 | attribute 'name' appears twice
            <PDL><packet name='a'x='b'/></PDL>              | 1:22 | there is no space before 'x'
            <PDL><packet 'a'/></PDL>                        | 1:14 | this is not an attribute
            <PDL>& </PDL>                                   | 1:6  | '&' does not begin an entity here
            <PDL><packet name='a&b'/></PDL>                 | 1:21 | '&' does not begin an entity here
            <PDL>&nbsp;</PDL>                               | 1:6  | there is no entity '&nbsp;'
            <PDL>&#0;</PDL>                                 | 1:6  | there is no entity '&#0;'
            <PDL>&#xD800;</PDL>                             | 1:6  | there is no entity '&#xD800;'
            <PDL><a:packet/></PDL>                          | 1:6  | the prefix 'a' is not declared
            <PDL xsi:noNamespaceSchemaLocation='pdl.xsd'/>  | 1:6  | the prefix 'xsi' is not declared
            <PDL><!-- a -- b --></PDL>                      | 1:13 | a comment cannot contain '--'
            <PDL><!-- a </PDL>                              | 1:6  | the comment is not closed
            <PDL><!---></PDL>                               | 1:6  | the comment is not closed
            <PDL><stria: ="chat"/></PDL>                    | 1:7  | 'stria:' is not a name
            <PDL><![CDATA[ x</PDL>                          | 1:6  | the CDATA section is not closed
            <PDL>]]></PDL>                                  | 1:6  | ']]>' closes nothing here
            <PDL><!x></PDL>                                 | 1:6  | '<!' does not begin anything here
            <PDL>< packet/></PDL>                           | 1:6  | '<' does not begin a tag here
            <PDL><1/></PDL>                                 | 1:7  | '1' is not a name
            <PDL><!-- \u0001 -- a --></PDL>                 | 1:11 | U+0001 is not an XML character
            <PDL><?x='y' ?></PDL>                           | 1:6  | '<?x' does not begin anything here
            <PDL><?pi                                       | 1:6  | <?pi is not closed
            <PDL><??></PDL>                                 | 1:6  | '<?' does not begin anything here
            <!-- a --><?xml version='1.0'?><PDL/>           | 1:11 | an XML declaration must be at the very beginning of the file
            <?xml version='1.2'?><PDL/>                     | 1:1  | this is not the XML declaration of XML 1.0
            <?xml?><PDL/>                                   | 1:1  | this is not the XML declaration of XML 1.0
            <PDL>\u0001</PDL>                               | 1:6  | U+0001 is not an XML character
            <PDL a='\uffff'/>                               | 1:9  | U+FFFF is not an XML character
            """)
    void reportsTheReasonAndThePlace(String pdl, String place, String what) {
        List<Diagnostic> diagnostics = Generator.generate(
                        Sources.of(new PdlInput("a.xml", pdl.getBytes(StandardCharsets.UTF_8))))
                .diagnostics();
        assertThat(diagnostics)
                .filteredOn(diagnostic -> diagnostic.code() == DiagnosticCode.MALFORMED_XML)
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.message()).isEqualTo("malformed XML: " + what);
                    assertThat(diagnostic.place()).hasToString("a.xml:" + place);
                    assertThat(diagnostic.help()).contains("; the rest of the file was not checked");
                });
    }
}
