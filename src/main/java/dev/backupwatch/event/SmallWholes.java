package dev.backupwatch.event;

/** Most numbers in the views are 0 or small: they are shared, which is less to keep and quick to find equal. */
final class SmallWholes {

    private static final int COUNT = 256;
    private static final Cell.Whole[] SHARED = new Cell.Whole[COUNT];

    static {
        for (int i = 0; i < COUNT; i++) {
            SHARED[i] = new Cell.Whole(i);
        }
    }

    private SmallWholes() {}

    static Cell.Whole of(long value) {
        return value >= 0 && value < COUNT ? SHARED[(int) value] : new Cell.Whole(value);
    }
}
