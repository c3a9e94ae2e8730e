package dev.packetwright.generator;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The schema that ships with the generator. */
public final class PdlSchema {
    private static final Schema SCHEMA = schema();

    private PdlSchema() {}

    /** What the schema has against a text; empty if nothing. */
    public static String errorIn(String pdl) {
        try {
            SCHEMA.newValidator().validate(new StreamSource(new StringReader(pdl.replaceFirst("^\ufeff", ""))));
            return "";
        } catch (SAXException invalid) {
            return String.valueOf(invalid.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(Generator.class.getResource("pdl.xsd")));
        } catch (SAXException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
