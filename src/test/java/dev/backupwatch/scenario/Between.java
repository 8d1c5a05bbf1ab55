package dev.backupwatch.scenario;

/** Where, in a poll, something can happen: the views are read one after another, and have no common snapshot. */
enum Between {
    JOBS_AND_TASKS("readsTasks"),
    LIVE_AND_HISTORY("probesHistory"),
    COUNTS_AND_ROWS("historyQueries"),
    ROWS_AND_SECOND_READING("historyQueriesAgain"),
    HISTORY_AND_TENANTS("readsTenants");

    private final String question;

    Between(String question) {
        this.question = question;
    }

    /** The question of a poll's plan that is put at this moment. */
    String question() {
        return question;
    }
}
