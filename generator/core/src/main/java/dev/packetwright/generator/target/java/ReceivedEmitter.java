package dev.packetwright.generator.target.java;

import com.palantir.javapoet.TypeSpec;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Emits the sealed interface of the packets that a side receives. A side that receives none has no such interface,
 * because Java has no sealed interface without a class.
 */
final class ReceivedEmitter implements Emitter {
    private final SideNames side;

    ReceivedEmitter(Side side) {
        this.side = SideNames.of(side);
    }

    @Override
    public Stream<TypeSpec.Builder> emit(JavaProtocol protocol) {
        List<PacketType> packets = protocol.protocol().receivedBy(side.side());
        if (packets.isEmpty()) {
            return Stream.of();
        }
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(side.packet())
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addSuperinterface(RuntimeTypes.PACKET)
                .addJavadoc("A packet that the $L receives.\n", side.name());
        JavaProtocol.allowDeprecated(type, packets);
        packets.forEach(packet -> type.addPermittedSubclass(protocol.classOf(packet.name())));
        return Stream.of(type);
    }
}
