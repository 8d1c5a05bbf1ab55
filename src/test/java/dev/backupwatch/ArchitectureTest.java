package dev.backupwatch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.backupwatch.eventlog.EventLogWriter;
import dev.backupwatch.eventlog.LogPosition;
import dev.backupwatch.eventlog.LogStep;
import dev.backupwatch.eventlog.StateChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.JDBCType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "dev.backupwatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "dev.backupwatch.";
    private static final int LONGEST_FILE = 300;

    /** What each room may know of the others; {@code ops} may know all. A cluster can be provided, so demo knows source. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("event", Set.of()),
            Map.entry("diff", Set.of("event")),
            Map.entry("insight", Set.of("event", "diff")),
            Map.entry("wire", Set.of("event")),
            Map.entry("settings", Set.of()),
            Map.entry("source", Set.of("event", "diff", "settings")),
            Map.entry("watch", Set.of("event", "diff", "insight", "source", "wire", "eventlog", "settings")),
            Map.entry("eventlog", Set.of("event", "settings")),
            Map.entry("stream", Set.of("event", "wire", "eventlog", "settings")),
            Map.entry("access", Set.of("event", "settings")),
            Map.entry("web", Set.of("event", "wire", "stream", "access")),
            Map.entry("demo", Set.of("event", "source")));

    /** Those whose purpose is to hold what changes. */
    private static final Set<String> HOLDERS_OF_STATE = Set.of(
            "watch.OneAtATime",
            "watch.LogDesk",
            "watch.Watcher",
            "watch.Past",
            "source.MySqlSource",
            "eventlog.memory.Tail",
            "eventlog.memory.MemoryEventLog",
            "eventlog.memory.MemoryEventLog$Writer",
            "eventlog.jetstream.Appends",
            "eventlog.jetstream.Assembly",
            "eventlog.jetstream.Attestations",
            "eventlog.jetstream.Grapevine",
            "eventlog.jetstream.Health",
            "eventlog.jetstream.Intake",
            "eventlog.jetstream.JetStreamEventLog$Writer",
            "eventlog.jetstream.Lease",
            "eventlog.jetstream.NatsLink",
            "eventlog.jetstream.Reach",
            "eventlog.jetstream.Stores",
            "eventlog.jetstream.Upkeep",
            "eventlog.sqlite.EventDecoder$Fields",
            "eventlog.sqlite.WriteSide",
            "eventlog.sqlite.WriteAccess",
            "eventlog.sqlite.Tidying",
            "eventlog.sqlite.Noticeboard",
            "eventlog.sqlite.SqliteEventLog$Writer",
            "access.Followed$One",
            "web.SlowRequests$Deadline",
            "stream.Subscriber",
            "stream.Conflation",
            "stream.Position",
            "stream.Prelude",
            "stream.Bookmarks",
            "stream.Patience",
            "stream.OneRead",
            "stream.Places",
            "stream.Tail",
            "stream.Pages",
            "stream.Blocks$Block",
            "stream.NewestState",
            "stream.Snapshot",
            "stream.Snapshots",
            "stream.Snapshots$Held",
            "stream.Snapshots$Reading",
            "stream.SnapshotParts$Batch",
            "diff.HistoryTally",
            "diff.Draft",
            "diff.Recalled",
            "web.RunningStream");

    @ArchTest
    static final ArchRule rooms_have_no_cycles =
            slices().matching("dev.backupwatch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void a_room_knows_only_the_rooms_it_may_know(JavaClasses house) {
        MAY_KNOW.forEach((room, others) -> noClasses()
                .that()
                .resideInAPackage(HOUSE + room + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.backupwatch..")
                        .and(are(DescribedPredicate.not(
                                resideInAnyPackage(Stream.concat(Stream.of(room), others.stream())
                                        .map(known -> HOUSE + known + "..")
                                        .toArray(String[]::new))))))
                .because(room + " may know " + others)
                .check(house));
    }

    @ArchTest
    static void the_table_names_every_room(JavaClasses house) {
        assertThat(house.stream()
                        .map(type -> type.getPackageName().replace(HOUSE, "").replaceAll("\\..*", "")))
                .allMatch(room -> MAY_KNOW.containsKey(room) || room.equals("ops"));
    }

    @ArchTest
    static final ArchRule event_diff_and_insight_are_plain_java = classes()
            .that()
            .resideInAnyPackage(HOUSE + "event..", HOUSE + "diff..", HOUSE + "insight..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", HOUSE + "event..", HOUSE + "diff..", HOUSE + "insight..");

    @ArchTest
    static final ArchRule polling_and_subscribing_meet_only_in_the_event_log = noClasses()
            .that()
            .resideInAnyPackage(HOUSE + "stream..", HOUSE + "web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOUSE + "source..", HOUSE + "watch..");

    @ArchTest
    static final ArchRule a_subscriber_holds_nothing_that_can_write = noClasses()
            .that()
            .resideInAnyPackage(HOUSE + "stream..", HOUSE + "web..")
            .should()
            .dependOnClassesThat(type(EventLogWriter.class)
                    .or(type(LogStep.class))
                    .or(type(StateChange.class))
                    .or(type(LogPosition.class)));

    @ArchTest
    static final ArchRule sql_stays_behind_source_and_eventlog = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + "source..", HOUSE + "eventlog.sqlite..", HOUSE + "demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx.sqlclient..",
                    "io.vertx.mysqlclient..",
                    "io.vertx.mutiny.sqlclient..",
                    "io.vertx.mutiny.mysqlclient..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule nats_stays_behind_its_log = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "eventlog.jetstream..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats..");

    @ArchTest
    static final ArchRule the_source_reads_over_the_reactive_client = noClasses()
            .that()
            .resideInAPackage(HOUSE + "source..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..").and(DescribedPredicate.not(type(JDBCType.class))));

    @ArchTest
    static final ArchRule http_stays_in_web_access_and_ops = noClasses()
            .that()
            .resideOutsideOfPackages(HOUSE + "web..", HOUSE + "access..", HOUSE + "ops..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..", "io.quarkus.websockets..", "io.vertx.ext.web..", "io.vertx.core.http..");

    @ArchTest
    static final ArchRule time_is_passed_in = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "ops.SystemClock")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule one_class_supplies_the_clock = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "ops..")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule fields_are_final_but_in_the_holders_of_state =
            fields().that(are(outsideOfTheHoldersOfState())).should().beFinal();

    @ArchTest
    static void every_holder_of_state_holds_some(JavaClasses house) {
        for (String holder : HOLDERS_OF_STATE) {
            assertThat(house.get(HOUSE + holder).getFields())
                    .as(holder)
                    .anyMatch(field -> !field.getModifiers().contains(JavaModifier.FINAL));
        }
    }

    @ArchTest
    static final ArchRule names_say_what_a_type_does =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Data|Info)");

    @Test
    void noFileIsLongerThanAReaderIs() throws IOException {
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(file -> assertThat(Files.readAllLines(file))
                                .as("lines of %s", file)
                                .hasSizeLessThanOrEqualTo(LONGEST_FILE));
            }
        }
    }

    private static DescribedPredicate<JavaField> outsideOfTheHoldersOfState() {
        return DescribedPredicate.describe("outside of the holders of state", field -> {
            JavaClass owner = field.getOwner();
            return !owner.isEnum()
                    && HOLDERS_OF_STATE.stream()
                            .noneMatch(holder -> owner.getName().equals(HOUSE + holder));
        });
    }
}
