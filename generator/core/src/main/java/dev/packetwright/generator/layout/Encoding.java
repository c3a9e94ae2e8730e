package dev.packetwright.generator.layout;

import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Range;
import dev.packetwright.generator.model.RecordType;
import dev.packetwright.generator.model.ScalarType;
import dev.packetwright.generator.model.StringType;
import dev.packetwright.generator.model.WireFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The encoding of a value on the wire. */
public sealed interface Encoding {
    /** Calls the visitor's method for the kind of this encoding. */
    <R> R accept(Visitor<R> visitor);

    /** The size of the smallest value in bytes. */
    int minSize();

    /** The size of every value in bytes, if it is always the same. */
    OptionalInt fixedSize();

    /**
     * Whether a value begins with a length or a count from which its size follows, and whether a writer knows that size
     * before it encodes the value.
     */
    default boolean hasLength() {
        return false;
    }

    /**
     * One method for each kind of encoding. A new kind adds a method, so that no target can forget it.
     *
     * @param <R> the result
     */
    interface Visitor<R> extends FixedVisitor<R> {
        /** Visits text. */
        R text(Text text);

        /** Visits raw bytes. */
        R blob(Blob blob);

        /** Visits a list of numbers or truth values. */
        R scalarList(ScalarList list);

        /** Visits a list of other elements. */
        R elementList(ElementList list);

        /** Visits a list of elements without bytes. */
        R emptyList(EmptyList list);

        /** Visits a struct that cannot be read and written in place. */
        R struct(Struct struct);
    }

    /**
     * One method for each kind of encoding of fixed size.
     *
     * @param <R> the result
     */
    interface FixedVisitor<R> {
        /** Visits a number or a truth value. */
        R scalar(Scalar scalar);

        /** Visits a value of an enum. */
        R enumeration(Enumeration enumeration);

        /** Visits a struct that can be read and written in place. */
        R fixedStruct(FixedStruct struct);
    }

    /**
     * The encoding of values that always have the same size, at least one byte, and that can be read and written at any
     * place once the bounds are known.
     */
    sealed interface Fixed extends Encoding {
        /** The size of every value in bytes. */
        int size();

        /** Whether reading refuses some bytes of that size. */
        boolean refuses();

        /** The numbers and truth values that it consists of; their offsets are from the start of the value. */
        Stream<Leaf> leaves();

        /** Calls the visitor's method for the kind of this encoding. */
        <R> R acceptFixed(FixedVisitor<R> visitor);

        @Override
        default <R> R accept(Visitor<R> visitor) {
            return acceptFixed(visitor);
        }

        @Override
        default int minSize() {
            return size();
        }

        @Override
        default OptionalInt fixedSize() {
            return OptionalInt.of(size());
        }
    }

    /**
     * A number, little-endian, or a truth value: one byte, where any number but 0 means true.
     *
     * @param type the type
     * @param range the allowed numbers, if the PDL bounds them. The bounds of floats are rounded to the type, and a bounded
     *     float is never NaN
     * @param defaultNumber the number that a reader takes for a missing member; 0 for false
     */
    record Scalar(ScalarType type, Optional<Range> range, BigDecimal defaultNumber) implements Fixed {
        @Override
        public int size() {
            return type.minSize();
        }

        @Override
        public boolean refuses() {
            return range.isPresent();
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(new Leaf(List.of(), size(), 0));
        }

        @Override
        public <R> R acceptFixed(FixedVisitor<R> visitor) {
            return visitor.scalar(this);
        }
    }

    /**
     * The number of an enum's value, in the enum's base type.
     *
     * @param type the enum
     */
    record Enumeration(EnumType type) implements Fixed {
        /** The value that a reader takes for a missing member. */
        public EnumType.Value defaultValue() {
            return type.defaultValue();
        }

        @Override
        public int size() {
            return type.minSize();
        }

        @Override
        public boolean refuses() {
            return type.unknown().isEmpty();
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(new Leaf(List.of(), size(), 0));
        }

        @Override
        public <R> R acceptFixed(FixedVisitor<R> visitor) {
            return visitor.enumeration(this);
        }
    }

    /**
     * A struct, or an element with members of its own, of which any bytes of its size are a valid value.
     *
     * @param layout the layout of its members
     * @param block its members as one block
     */
    record FixedStruct(RecordLayout layout, Step.Block block) implements Fixed {
        /** The struct or the element. */
        public RecordType type() {
            return layout.type();
        }

        @Override
        public int size() {
            return block.size();
        }

        @Override
        public boolean refuses() {
            return false;
        }

        @Override
        public Stream<Leaf> leaves() {
            return block.leaves();
        }

        @Override
        public <R> R acceptFixed(FixedVisitor<R> visitor) {
            return visitor.fixedStruct(this);
        }
    }

    /**
     * The length in bytes, then the encoded text. The default is the empty text.
     *
     * @param type the character encoding
     * @param maxLength the greatest length in UTF-16 units, if the PDL bounds it
     */
    record Text(StringType type, OptionalInt maxLength) implements Encoding {
        @Override
        public int minSize() {
            return type.minSize();
        }

        @Override
        public OptionalInt fixedSize() {
            return OptionalInt.empty();
        }

        /** The size of UTF-8 is only known once the text is encoded. */
        @Override
        public boolean hasLength() {
            return type == StringType.UTF_16;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /**
     * The length in bytes, then the bytes. The default has no bytes.
     *
     * @param minSize the size of the length
     * @param maxLength the greatest length in bytes, if the PDL bounds it
     */
    record Blob(int minSize, OptionalInt maxLength) implements Encoding {
        @Override
        public OptionalInt fixedSize() {
            return OptionalInt.empty();
        }

        @Override
        public boolean hasLength() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.blob(this);
        }
    }

    /** A count, then the elements one after another. The default has no elements. */
    sealed interface Counted extends Encoding {
        /** The encoding of an element. */
        Encoding element();

        /** The greatest count, if the PDL bounds it. */
        OptionalInt maxLength();

        /** Whether all elements can be read with one bounds check, because none can be refused. */
        boolean isReadInPlace();

        /** Whether elements may hold lists, so that a small packet can claim great counts at several levels. */
        boolean mayNest();

        @Override
        default int minSize() {
            return WireFormat.COUNT_SIZE;
        }

        @Override
        default OptionalInt fixedSize() {
            return OptionalInt.empty();
        }
    }

    /**
     * A list of numbers or truth values.
     *
     * @param element the encoding of an element
     * @param maxLength the greatest count, if the PDL bounds it
     */
    record ScalarList(Scalar element, OptionalInt maxLength) implements Counted {
        @Override
        public boolean isReadInPlace() {
            return !element.refuses();
        }

        @Override
        public boolean mayNest() {
            return false;
        }

        @Override
        public boolean hasLength() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.scalarList(this);
        }
    }

    /**
     * A list of elements that have bytes and are neither numbers nor truth values. A reader compares the count times the
     * element's {@link Encoding#minSize()} with the bytes that remain before it allocates anything.
     *
     * @param element the encoding of an element
     * @param maxLength the greatest count, if the PDL bounds it
     */
    record ElementList(Encoding element, OptionalInt maxLength) implements Counted {
        @Override
        public boolean isReadInPlace() {
            return element instanceof Fixed fixed && !fixed.refuses();
        }

        @Override
        public boolean mayNest() {
            return element instanceof Struct && element.fixedSize().isEmpty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.elementList(this);
        }
    }

    /**
     * A list of elements without bytes: the count alone is on the wire, and all elements are equal. A reader must not
     * allocate memory for each of them.
     *
     * @param element the struct or the element
     * @param maxLength the greatest count, if the PDL bounds it
     */
    record EmptyList(Struct element, OptionalInt maxLength) implements Counted {
        @Override
        public boolean isReadInPlace() {
            return false;
        }

        @Override
        public boolean mayNest() {
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.emptyList(this);
        }
    }

    /**
     * A struct, or an element with members of its own, that is read and written member by member. Its size varies, some of
     * its values are refused, it has too many leaves for a block, or it has no bytes.
     *
     * @param layout the layout of its members
     */
    record Struct(RecordLayout layout) implements Encoding {
        /** The struct or the element. */
        public RecordType type() {
            return layout.type();
        }

        @Override
        public int minSize() {
            return layout.body().minSize();
        }

        @Override
        public OptionalInt fixedSize() {
            return layout.body().isFixedSize() ? OptionalInt.of(minSize()) : OptionalInt.empty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.struct(this);
        }
    }
}
