package dev.backupwatch.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of one JSON object, shared by all who read them and changed by none. */
public final class Encoded {

    private final byte[] bytes;

    public Encoded(byte[] bytes) {
        this(ByteBuffer.wrap(bytes.clone()));
    }

    @SuppressWarnings("ByteBufferBackingArray") // a whole array was wrapped
    private Encoded(ByteBuffer wrapped) {
        bytes = wrapped.array();
    }

    /** Keeps the array itself, where it was made for this and nobody else has it: a page of a log holds a thousand. */
    public static Encoded adopting(byte[] bytes) {
        return new Encoded(ByteBuffer.wrap(bytes));
    }

    /** The shared bytes themselves: copying them for every subscriber is what this type is there to avoid. */
    public byte[] shared() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
