package dev.backupwatch.service;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One message of protobuf's wire format, of which only the fields with a length can be read. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final List<Field> fields = new ArrayList<>();

    private record Field(int number, ByteBuffer value) {}

    Protobuf(ByteBuffer message) {
        ByteBuffer rest = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            int tag = (int) varint(rest);
            switch (tag & 7) {
                case VARINT -> varint(rest);
                case FIXED_64 -> rest.getLong();
                case FIXED_32 -> rest.getInt();
                case LENGTH -> {
                    int length = (int) varint(rest);
                    fields.add(new Field(tag >>> 3, rest.slice(rest.position(), length)));
                    rest.position(rest.position() + length);
                }
                default -> throw new IllegalArgumentException("no type of a field: " + tag);
            }
        }
    }

    List<Protobuf> messages(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> new Protobuf(field.value()))
                .toList();
    }

    /** Empty where it is not there. */
    byte[] bytes(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> {
                    var bytes = new byte[field.value().remaining()];
                    field.value().duplicate().get(bytes);
                    return bytes;
                })
                .findFirst()
                .orElse(new byte[0]);
    }

    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = rest.get();
            value |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }
}
