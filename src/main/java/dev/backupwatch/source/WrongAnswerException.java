package dev.backupwatch.source;

import java.util.List;

/** What came back is no answer to the statement: no result at all, or one of other columns. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WrongAnswerException(String message) {
        super(message);
    }

    static WrongAnswerException withoutResult() {
        return new WrongAnswerException("it holds no result");
    }

    static WrongAnswerException of(List<String> columns, List<String> asked) {
        return new WrongAnswerException("it has %d columns (%s), not the %d asked for"
                .formatted(columns.size(), String.join(", ", columns), asked.size()));
    }
}
