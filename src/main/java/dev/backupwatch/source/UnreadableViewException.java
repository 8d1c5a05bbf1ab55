package dev.backupwatch.source;

/** A view that lists no columns: it is not there, or this user may not read it. */
final class UnreadableViewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final View view;

    UnreadableViewException(View view) {
        super("no columns are listed for " + view.qualified());
        this.view = view;
    }

    View view() {
        return view;
    }
}
