package dev.packetwright.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.xerces.jaxp.validation.XMLSchemaFactory;
import org.xml.sax.SAXException;

/** The schema that is shipped with the generator, in two processors: the one of the JDK, and Xerces. */
public final class PdlSchema {
    private static final Schema JDK = schema(SchemaFactory.newDefaultInstance());
    private static final Schema XERCES = schema(new XMLSchemaFactory());

    private PdlSchema() {}

    /** Returns the error of the schema in a text; empty if there is none. Both processors must agree. */
    public static String errorIn(String pdl) {
        String error = errorByTheJdkIn(pdl);
        String secondOpinion = errorIn(pdl, XERCES);
        assertThat(secondOpinion.isEmpty())
                .as("JDK: '%s', Xerces: '%s' of %s", error, secondOpinion, pdl)
                .isEqualTo(error.isEmpty());
        return error;
    }

    /**
     * Returns the error of the JDK's processor alone. It reads XML as our reader does; Xerces is stricter with unusual
     * names.
     */
    public static String errorByTheJdkIn(String pdl) {
        return errorIn(pdl, JDK);
    }

    private static String errorIn(String pdl, Schema schema) {
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(pdl.replaceFirst("^\ufeff", ""))));
            return "";
        } catch (SAXException invalid) {
            return String.valueOf(invalid.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Schema schema(SchemaFactory factory) {
        try {
            return factory.newSchema(Objects.requireNonNull(Generator.class.getResource("pdl.xsd")));
        } catch (SAXException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
