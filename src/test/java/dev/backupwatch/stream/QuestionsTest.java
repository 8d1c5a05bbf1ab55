package dev.backupwatch.stream;

import static dev.backupwatch.stream.FilterTest.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.SourceState;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.story.Backup;
import dev.backupwatch.story.KnownTenant;
import dev.backupwatch.story.ManualClock;
import dev.backupwatch.story.WrittenLog;
import dev.backupwatch.stream.RowsQuestion.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {

    private static final Backup PARENT = Backup.of(1, 7);
    private static final Backup CHILD = Backup.of(1002, 3).under(PARENT);
    private static final int ALL = 1000;

    private final WrittenLog log = new WrittenLog();
    private final ManualClock clock = new ManualClock();
    private final Questions questions = new Questions(log.reader(), clock);

    @Test
    void runningJobsComeFirstAndThenThoseThatEndedNewestFirst() {
        log.poll(job(1).started(), job(2).started(), job(3).started(), job(4).started());
        log.poll(job(3).completed());
        log.poll(job(1).failed());

        assertThat(subjects(ask(null, ALL, null)))
                .containsExactly("backup/1002/2", "backup/1002/4", "backup/1002/1", "backup/1002/3");
        assertThat(subjects(ask(State.RUNNING, ALL, null))).containsExactly("backup/1002/2", "backup/1002/4");
        assertThat(subjects(ask(State.ENDED, ALL, null))).containsExactly("backup/1002/1", "backup/1002/3");
    }

    @Test
    void everyAnswerCarriesTheCursorAtWhichItHolds() {
        String head = log.poll(job(1).started()).toString();

        assertThat(ask(null, ALL, null).path("cursor").asText()).isEqualTo(head);
        assertThat(job(PARENT).map(answer -> answer.path("cursor").asText())).isEmpty();
        assertThat(json(questions.clusters(Visibility.ALL).await().indefinitely())
                        .path("cursor")
                        .asText())
                .isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 11})
    void goingFromPageToPageGivesEachRowOnceInTheOrderOfTheWhole(int limit) {
        for (int id = 1; id <= 10; id++) {
            log.poll(job(id).started());
        }
        List.of(4, 9, 2, 7).forEach(id -> log.poll(job(id).completed()));

        List<String> paged = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode page = ask(null, limit, after);
            assertThat(page.path("jobs")).hasSizeLessThanOrEqualTo(limit);
            paged.addAll(subjects(page));
            after = page.has("next") ? page.path("next").asText() : null;
        } while (after != null);

        assertThat(paged).isEqualTo(subjects(ask(null, ALL, null)));
    }

    @Test
    void aPageGoesOnAlsoWhereTheRowItEndedWithHasEndedMeanwhile() {
        log.poll(job(1).started(), job(2).started(), job(3).started());
        String after = ask(null, 2, null).path("next").asText();
        log.poll(job(2).completed());

        assertThat(subjects(ask(null, ALL, after))).containsExactly("backup/1002/3", "backup/1002/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "running:prod", "running:prod:job:x:1", "ended:", "ended:-1", ""})
    void aPlaceThatNoPageEndedAtIsAMistake(String after) {
        assertThatThrownBy(() -> ask(null, ALL, after))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo("bad-cursor"));
    }

    @Test
    void aClusterJobListsItsTenantsJobs() {
        log.poll(PARENT.started(), CHILD.started(), job(9).started());

        JsonNode jobs = ask(null, ALL, null).path("jobs");
        assertThat(jobs.get(0).path("subject").asText()).isEqualTo("backup/1/7");
        assertThat(subjects(jobs.get(0).path("jobs"))).containsExactly("backup/1002/3");
        assertThat(jobs.get(1).has("jobs")).isFalse();
    }

    @Test
    void oneJobIsAnsweredWithItsTasksAndChildrenRunningOrEnded() {
        log.poll(PARENT.started(), CHILD.started(), CHILD.taskStarted(1), CHILD.taskStarted(2));
        log.poll(CHILD.taskCompleted(1));

        JsonNode child = job(CHILD).orElseThrow();
        assertThat(subjects(child.path("tasks"))).containsExactly("backup/1002/3/tasks/2", "backup/1002/3/tasks/1");
        assertThat(subjects(job(PARENT).orElseThrow().path("jobs"))).containsExactly("backup/1002/3");
    }

    @Test
    void anEndedJobIsFoundInTheLogWithItsFinalRow() {
        log.poll(PARENT.started(), CHILD.started(), CHILD.taskStarted(1));
        log.poll(CHILD.taskCompleted(1), CHILD.completed(), PARENT.completed());

        JsonNode answer = job(CHILD).orElseThrow();
        assertThat(answer.path("job").path("status").asText()).isEqualTo("COMPLETED");
        assertThat(answer.path("job").path("row").path("STATUS").asText()).isEqualTo("COMPLETED");
        assertThat(answer.path("tasks")).hasSize(1);
        assertThat(job(PARENT).orElseThrow().path("jobs")).hasSize(1);
    }

    @Test
    void aJobOfARebuiltClusterIsNotAnsweredWithTheTasksThatBoreItsNumbersBefore() {
        log.poll(PARENT.started(), CHILD.started(), CHILD.taskStarted(1), CHILD.taskStarted(2));
        log.poll(CHILD.taskCompleted(2));
        Backup parent = PARENT.begun(ManualClock.START.plusSeconds(60));
        Backup child = CHILD.begun(parent.start());
        log.poll(PARENT.lost(), CHILD.lost(), CHILD.taskLost(1), parent.started());
        log.poll(child.started(), child.taskStarted(3));

        JsonNode running = job(child).orElseThrow();
        assertThat(running.at("/job/row/START_TIMESTAMP").asText())
                .isEqualTo(child.start().toString().replace("Z", ".000000Z"));
        assertThat(subjects(running.path("tasks"))).containsExactly("backup/1002/3/tasks/3");
        assertThat(subjects(job(parent).orElseThrow().path("jobs"))).containsExactly("backup/1002/3");

        log.poll(child.taskCompleted(3), child.completed(), parent.completed());
        assertThat(subjects(job(child).orElseThrow().path("tasks"))).containsExactly("backup/1002/3/tasks/3");
        assertThat(subjects(job(parent).orElseThrow().path("jobs"))).containsExactly("backup/1002/3");
        assertThat(subjects(ask(State.ENDED, 1, null).path("jobs").get(0).path("jobs")))
                .containsExactly("backup/1002/3");
    }

    @Test
    void aJobThatWasLostAndReturnedKeepsTheTasksThatEndedBefore() {
        log.poll(CHILD.started(), CHILD.taskStarted(1), CHILD.taskStarted(2));
        log.poll(CHILD.taskCompleted(1));
        log.poll(CHILD.lost());
        log.poll(CHILD.started());
        log.poll(CHILD.taskCompleted(2), CHILD.completed());

        assertThat(subjects(job(CHILD).orElseThrow().path("tasks")))
                .containsExactly("backup/1002/3/tasks/2", "backup/1002/3/tasks/1");
    }

    @Test
    void tenantsAreNeitherJobsNorTasks() {
        log.know(KnownTenant.of(1002).summary());
        log.poll(job(1).started(), KnownTenant.of(1002).isOverdue());

        assertThat(subjects(ask(null, ALL, null))).containsExactly("backup/1002/1");
        var tasks = new RowsQuestion(RowKind.TASK, Filter.ALL, RowTraits.ANY, Optional.empty(), ALL, Optional.empty());
        assertThat(json(questions.rows(tasks).await().indefinitely()).path("tasks"))
                .isEmpty();
        assertThat(job(job(1002))).isEmpty();
    }

    @Test
    void whatNobodyKnowsHasNoAnswer() {
        log.poll(job(1).started());
        assertThat(job(job(2))).isEmpty();
        assertThat(job(job(1).in("stage"))).isEmpty();
    }

    @Test
    void aLossIsNoEndingOfAJobThatReturnedOrWasFoundInTheHistoryAfterAll() {
        log.poll(job(1).started(), job(2).started(), job(3).started());
        log.poll(job(1).lost(), job(2).lost(), job(3).lost());
        log.poll(job(1).started());
        log.poll(job(2).completed());

        assertThat(subjects(ask(State.ENDED, ALL, null))).containsExactly("backup/1002/2", "backup/1002/3");
    }

    @Test
    void aQuestionThatNamesWhatDoesNotExistIsAMistake() {
        log.attest("prod", SourceState.OK, ManualClock.START);
        var question = new RowsQuestion(
                RowKind.JOB, filter("cluster=nope"), RowTraits.ANY, Optional.empty(), ALL, Optional.empty());

        assertThatThrownBy(() -> questions.rows(question).await().indefinitely())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("cluster=nope");
    }

    @Test
    void aClusterSaysHowOldItsAnswersAre() {
        log.attest("prod", SourceState.OK, clock.instant());
        log.attest("new", SourceState.STARTING, null);
        clock.advance(Duration.ofMillis(2500));

        JsonNode clusters =
                json(questions.clusters(Visibility.ALL).await().indefinitely()).path("clusters");
        assertThat(clusters.get(0).path("name").asText()).isEqualTo("new");
        assertThat(clusters.get(0).has("sourceLagSeconds")).isFalse();
        assertThat(clusters.get(1).path("sourceLagSeconds").asDouble()).isEqualTo(2.5);
        assertThat(clusters.get(1).path("version").asText()).isEqualTo("4.3.0.1");
    }

    private JsonNode ask(@Nullable State state, int limit, @Nullable String after) {
        var question = new RowsQuestion(
                RowKind.JOB, Filter.ALL, RowTraits.ANY, Optional.ofNullable(state), limit, Optional.ofNullable(after));
        return json(questions.rows(question).await().indefinitely());
    }

    private Optional<JsonNode> job(Backup backup) {
        RowKey key = RowKey.job(new TenantId(backup.tenant()), backup.job());
        return questions
                .job(backup.cluster(), key, Visibility.ALL)
                .await()
                .indefinitely()
                .map(QuestionsTest::json);
    }

    private static Backup job(long id) {
        return Backup.of(1002, id);
    }

    private static List<String> subjects(JsonNode answer) {
        List<String> subjects = new ArrayList<>();
        (answer.has("jobs") ? answer.path("jobs") : answer)
                .forEach(item -> subjects.add(item.path("subject").asText()));
        return subjects;
    }

    private static JsonNode json(Encoded json) {
        return Streaming.json(json);
    }
}
