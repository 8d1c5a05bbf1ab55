package dev.backupwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backupwatch.event.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkingTest {

    private static final List<TenantId> TENANTS = tenants(1001, 1120);

    @Test
    void theTenantsAreAskedInGroupsOfFifty() {
        assertThat(Chunking.BEGUN.groups(TENANTS))
                .containsExactly(tenants(1001, 1050), tenants(1051, 1100), tenants(1101, 1120));
    }

    @Test
    void aStuckTenantIsAloneAfterSixHalvings() {
        var stuck = new TenantId(1077);
        Chunking chunking = Chunking.BEGUN;
        List<Integer> unread = new ArrayList<>();
        while (unread.isEmpty() || unread.get(unread.size() - 1) > 1) {
            chunking = poll(chunking, Set.of(stuck));
            unread.add(chunking.unread().size());
        }

        assertThat(chunking.unread()).containsExactly(stuck);
        assertThat(unread).containsExactly(50, 25, 13, 7, 4, 2, 1);
        assertThat(poll(chunking, Set.of(stuck)).unread()).containsExactly(stuck);
        assertThat(poll(chunking, Set.of()).unread()).isEmpty();
    }

    @Test
    void noMoreThanThreeStuckGroupsAreAskedInOnePollAndEachHasItsTurn() {
        Set<TenantId> stuck = new HashSet<>(tenants(1003, 1007));
        Chunking chunking = Chunking.BEGUN;
        for (int poll = 0; poll < 30; poll++) {
            chunking = poll(chunking, stuck);
        }
        assertThat(chunking.unread()).hasSameElementsAs(stuck);
        Set<TenantId> asked = new HashSet<>();
        for (int poll = 0; poll < 2; poll++) {
            List<List<TenantId>> groups = chunking.groups(TENANTS);
            List<List<TenantId>> failing =
                    groups.stream().filter(group -> stuck.containsAll(group)).toList();
            assertThat(failing).hasSize(3);
            failing.forEach(asked::addAll);
            chunking = poll(chunking, stuck);
        }

        assertThat(asked).hasSameElementsAs(stuck);
    }

    @Test
    void groupsThatWereNotAskedAnyMoreAreUnreadButNotHalved() {
        Chunking chunking = Chunking.BEGUN.after(Set.of(), List.of(tenants(1, 4)), List.of(tenants(5, 8)));

        assertThat(chunking.stuck()).containsExactly(tenants(5, 8), tenants(1, 2), tenants(3, 4));
    }

    @Test
    void aStuckGroupThatFailsAgainIsHalvedAndNotKeptBesideItsHalves() {
        Chunking chunking = Chunking.BEGUN.after(Set.of(), List.of(), List.of(tenants(1, 4)));

        assertThat(chunking.after(Set.of(), List.of(tenants(1, 4)), List.of()).stuck())
                .containsExactly(tenants(1, 2), tenants(3, 4));
    }

    @Test
    void aStuckGroupThatIsSkippedAgainWaitsOnce() {
        Chunking chunking = Chunking.BEGUN.after(Set.of(), List.of(), List.of(tenants(1, 4)));

        assertThat(chunking.after(Set.of(), List.of(), List.of(tenants(1, 4))).stuck())
                .containsExactly(tenants(1, 4));
    }

    @Test
    void allAtOnceInVainBeforeAnyGroupWasAskedIsNoProofThatGroupsAnswer() {
        Chunking chunking = poll(Chunking.BEGUN.again(), Set.of());

        assertThat(chunking.isWholeDue()).isTrue();
    }

    @Test
    void allIsAskedForAtOnceAgainAsSoonAsEveryGroupAnswers() {
        Chunking chunking = poll(Chunking.BEGUN, Set.of(new TenantId(1001)));
        assertThat(chunking.isWholeDue()).isFalse();

        assertThat(poll(chunking, Set.of()).isWholeDue()).isTrue();
    }

    @Test
    void aClusterThatAnswersInGroupsOnlyIsAskedForAllAtOnceEveryTenPolls() {
        Chunking chunking = poll(Chunking.BEGUN, Set.of()).again();
        for (int poll = 1; poll <= 10; poll++) {
            assertThat(chunking.isWholeDue()).isFalse();
            chunking = poll(chunking, Set.of());
        }

        assertThat(chunking.isWholeDue()).isTrue();
    }

    @Test
    void aStuckTenantDoesNotKeepAllFromBeingAskedForAtOnceEveryTenPolls() {
        Chunking chunking = Chunking.BEGUN;
        for (int poll = 1; poll <= 10; poll++) {
            assertThat(chunking.isWholeDue()).isFalse();
            chunking = poll(chunking, Set.of(new TenantId(1001)));
        }

        assertThat(chunking.isWholeDue()).isTrue();
        assertThat(chunking.again().isWholeDue()).isFalse();
        assertThat(chunking.again().unread()).containsExactly(new TenantId(1001));
    }

    private static Chunking poll(Chunking chunking, Set<TenantId> stuck) {
        Set<TenantId> answered = new HashSet<>();
        List<List<TenantId>> failed = new ArrayList<>();
        for (List<TenantId> group : chunking.groups(TENANTS)) {
            if (group.stream().anyMatch(stuck::contains)) {
                failed.add(group);
            } else {
                answered.addAll(group);
            }
        }
        return chunking.after(answered, failed, List.of());
    }

    private static List<TenantId> tenants(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(TenantId::new).toList();
    }
}
