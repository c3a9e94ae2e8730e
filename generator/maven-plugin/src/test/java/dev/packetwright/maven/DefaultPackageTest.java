package dev.packetwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.target.java.name.JavaNames;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default package of a project is a valid Java package. */
class DefaultPackageTest {
    @ParameterizedTest
    @CsvSource({
        "com.example, chat, com.example.chat",
        "com.example, chat-server, com.example.chat_server",
        "com.example.chat, chat, com.example.chat",
        "com.example, com.example.chat, com.example.chat",
        "com.example, com.example, com.example",
        "io.int.game, switch, io.int_.game.switch_",
        "com.3d, 4x, com._3d._4x",
        "chat, chat, chat",
        "com..example., a b, com.example.a_b",
        "java.util, list, packets.java.util.list",
        "dev.packetwright.runtime, x, packets.dev.packetwright.runtime.x"
    })
    void consistsOfTheGroupAndTheName(String groupId, String artifactId, String expected) {
        assertThat(DefaultPackage.of(groupId, artifactId)).isEqualTo(expected);
    }

    @Test
    void isAlwaysAValidJavaPackage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String group = id(random);
            String name = id(random);
            assertThat(DefaultPackage.of(group, name))
                    .as("seed %d: %s:%s", seed, group, name)
                    .matches(JavaNames::isPackage);
        }
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder("a");
        String letters = "ab1-_.Z";
        for (int length = random.nextInt(8); length > 0; length--) {
            id.append(letters.charAt(random.nextInt(letters.length())));
        }
        return id.toString();
    }
}
