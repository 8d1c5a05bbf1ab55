package dev.backupwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Filter;
import dev.backupwatch.stream.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamParametersTest {

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(read("").subscription(Visibility.ALL))
                .isEqualTo(new Subscription(Filter.ALL, Optional.empty(), true, Duration.ofSeconds(15)));
        assertThat(read("").limit()).isEqualTo(100);
        assertThat(read("").language()).isEqualTo("en");
        assertThat(read("").named()).isFalse();
    }

    @Test
    void theFilterIsReadFromTheSameParameters() {
        Filter filter =
                read("tenant=1002&tenant=orders&job=1,2&type=backup.job").filter(Visibility.ALL);

        assertThat(filter.tenants()).containsExactlyInAnyOrder("1002", "orders");
        assertThat(filter.jobs()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(filter.types()).containsExactly("backup.job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=k7q2-9", "last_event_id=k7q2-9", "lastEventId=k7q2-9"})
    void theCursorHasThreeNames(String query) {
        assertThat(read(query).cursor()).contains("k7q2-9");
    }

    @Test
    void theHeaderWinsBecauseABrowserReconnectsWithItsFirstUrl() {
        var parameters = new StreamParameters(QueryText.parse("cursor=oldest"), Optional.of("k7q2-9"));
        assertThat(parameters.cursor()).contains("k7q2-9");

        var empty = new StreamParameters(QueryText.parse("cursor=oldest"), Optional.of(""));
        assertThat(empty.cursor()).contains("oldest");
    }

    @ParameterizedTest
    @CsvSource({"1s,1000", "500ms,500", "15s,15000", "60s,15000", "999999s,15000"})
    void bookmarksComeAsOftenAsIsAskedButNeverMoreSeldomThan15Seconds(String asked, long milliseconds) {
        assertThat(read("bookmarks=" + asked).subscription(Visibility.ALL).bookmarks())
                .isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void aSnapshotCanBeLeftOut() {
        assertThat(read("snapshot=false").subscription(Visibility.ALL).withSnapshot())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenent=1002", "snapshot=no", "snapshot=", "snapshot", "snapshot=true&snapshot=false", "conflate=1",
                "bookmarks=1m", "bookmarks=0s", "bookmarks=249ms", "bookmarks=-1s", "bookmarks=9999999s", "job=abc",
                "root=7", "severity=bad", "type=nope", "cursor=a-1&cursor=a-2"
            })
    void whatCannotBeReadIsRefusedByName(String query) {
        assertThatThrownBy(() -> read(query).subscription(Visibility.ALL))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.kind()).isEqualTo("bad-filter"))
                .hasMessageContaining(query.replaceAll("[=&].*", ""));
    }

    @Test
    void aPageMayShowWhatWasLastFirst() {
        assertThat(read("order=newest&before=k7q2-9").newestFirst()).isTrue();
        assertThat(read("order=newest&before=k7q2-9").before()).contains("k7q2-9");
        assertThat(read("order=newest").newestFirst()).isTrue();
        assertThat(read("cursor=k7q2-9").newestFirst()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order=oldest",
                "order=",
                "cursor=k7q2-9&order=newest",
                "lastEventId=k7q2-9&order=newest&before=k7q2-9",
                "before=k7q2-9",
                "before=k7q2-9&cursor=k7q2-9",
                "before=k7q2-9&before=k7q2-8&order=newest"
            })
    void aPageThatWouldBeginInTwoPlacesOrGoNoWayIsRefused(String query) {
        assertThatThrownBy(() -> read(query).newestFirst())
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.kind()).isEqualTo("bad-filter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order=newest", "before=k7q2-9"})
    void aStreamGoesForwards(String query) {
        assertThatThrownBy(() -> read(query).subscription(Visibility.ALL))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "", "99999999999"})
    void aPageHasOneToAThousandEvents(String limit) {
        assertThatThrownBy(() -> read("limit=" + limit).limit())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("limit=");
        assertThat(read("limit=1").limit()).isEqualTo(1);
        assertThat(read("limit=1000").limit()).isEqualTo(1000);
    }

    @Test
    void thereAreTwoLanguages() {
        assertThat(read("lang=zh").language()).isEqualTo("zh");
        assertThatThrownBy(() -> read("lang=de").language()).hasMessageContaining("lang=de");
    }

    private static StreamParameters read(String query) {
        return new StreamParameters(QueryText.parse(query), Optional.empty());
    }
}
