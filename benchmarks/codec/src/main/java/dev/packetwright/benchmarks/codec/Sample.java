package dev.packetwright.benchmarks.codec;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** The messages that all contestants encode and decode. They are the same in every run. */
enum Sample {
    CHAT_ASCII,
    CHAT_HANGUL,
    CHAT_MIXED,
    MOVE,
    PLAYER_INFO,
    SNAPSHOT,
    ENTER,
    LEAVE;

    /** Makes a new message. */
    Plain.Message message() {
        return switch (this) {
            case CHAT_ASCII -> chat("Meet at the north gate !");
            case CHAT_HANGUL -> chat("가나다라마바사아자차카타파하거너더러머버서어저처");
            case CHAT_MIXED ->
                chat("안녕하세요! Let's meet at the north gate 🎮 ".repeat(6).substring(0, 200));
            case MOVE -> move();
            case PLAYER_INFO -> playerInfo();
            case SNAPSHOT -> snapshot();
            case ENTER -> enter();
            case LEAVE -> leave();
        };
    }

    /** The name in commands and results. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Sample labelled(String label) {
        return Stream.of(values())
                .filter(sample -> sample.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no message is called '" + label + "'"));
    }

    private static Plain.Message chat(String text) {
        Plain.Chat chat = new Plain.Chat();
        chat.playerId = 1_234_567;
        chat.chat = text;
        return chat;
    }

    private static Plain.Message move() {
        Plain.Move move = new Plain.Move();
        move.playerId = 0x1234_5678_9abcL;
        move.x = 1024.5F;
        move.y = 12.25F;
        move.z = -731.125F;
        move.yaw = 1.5707964F;
        move.grounded = true;
        move.speed = 350;
        return move;
    }

    private static Plain.Message playerInfo() {
        Plain.PlayerInfo info = new Plain.PlayerInfo();
        info.level = 42;
        info.playerId = 0x1234_5678_9abcL;
        info.name = "Arthurus";
        Stream.iterate(0, i -> i < 8, i -> i + 1).map(Sample::skill).forEach(info.skills::add);
        return info;
    }

    private static Plain.Skill skill(int i) {
        Plain.Skill skill = new Plain.Skill();
        skill.id = 1000 + i;
        skill.level = (short) (10 + i);
        skill.duration = 2.5F * i + 0.1F;
        skill.attributes = new int[] {100 * i, 7, 65_000 + i};
        return skill;
    }

    private static Plain.Message snapshot() {
        Random random = new Random(42);
        Plain.Snapshot snapshot = new Plain.Snapshot();
        Stream.generate(() -> entity(random)).limit(200).forEach(snapshot.entities::add);
        return snapshot;
    }

    private static Plain.Entity entity(Random random) {
        Plain.Entity entity = new Plain.Entity();
        entity.id = random.nextInt(1_000_000);
        entity.x = random.nextFloat() * 2000 - 1000;
        entity.y = random.nextFloat() * 100;
        entity.z = random.nextFloat() * 2000 - 1000;
        return entity;
    }

    private static Plain.Message enter() {
        Plain.Enter enter = new Plain.Enter();
        enter.playerId = 1_234_567;
        enter.name = "Arthurus";
        enter.x = 1024.5F;
        enter.y = 12.25F;
        enter.z = -731.125F;
        return enter;
    }

    private static Plain.Message leave() {
        Plain.Leave leave = new Plain.Leave();
        leave.playerId = 1_234_567;
        return leave;
    }
}
