package dev.backupwatch.source;

import dev.backupwatch.diff.PollOutcome.Incomplete;
import dev.backupwatch.event.Trouble;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failure means to the one who must mend it. Messages name cluster, user, view and what to do, and no secret. */
record Diagnosis(ClusterTarget target) {

    private static final int ACCESS_DENIED = 1045;
    private static final int NO_DATABASE_GRANT = 1044;
    private static final Set<Integer> NO_GRANT = Set.of(NO_DATABASE_GRANT, 1142, 1143, 1227);
    private static final Set<Integer> NO_VIEW = Set.of(1146, 1049);
    private static final int NO_COLUMN = 1054;
    /** OceanBase's own, when a statement took longer than its hint allows. */
    private static final int QUERY_TIMEOUT = 4012;

    static boolean isRefusedByTheServer(Throwable failure) {
        return refusal(failure).isPresent();
    }

    static boolean isAboutRightsOrViews(Throwable failure) {
        return refusal(failure).stream()
                .anyMatch(code -> NO_GRANT.contains(code) || NO_VIEW.contains(code) || code == NO_COLUMN);
    }

    static boolean isAboutAMissingView(Throwable failure) {
        return refusal(failure).stream().anyMatch(NO_VIEW::contains);
    }

    /** The error code with which the server refused a statement; empty where it failed otherwise. */
    private static Optional<Integer> refusal(Throwable failure) {
        return failure instanceof StatementFailedException failed && failed.reason() instanceof MySQLException refusal
                ? Optional.of(refusal.getErrorCode())
                : Optional.empty();
    }

    Incomplete of(Throwable failure) {
        if (isTimeout(failure)) {
            return notLoggedIn();
        }
        View view = failure instanceof StatementFailedException failed ? failed.view() : null;
        Throwable reason = failure instanceof StatementFailedException failed ? failed.reason() : failure;
        if (reason instanceof MySQLException refusal) {
            return refused(refusal, view);
        }
        if (reason instanceof UnreadableViewException unreadable) {
            return missing(unreadable.view());
        }
        if (reason instanceof WrongAnswerException) {
            return incomplete(
                    "wrong_answer",
                    "what came back%s is not the answer: %s; a proxy in between may mix up connections"
                            .formatted(reading(view), reason.getMessage()),
                    true);
        }
        if (reason instanceof OracleTenantException) {
            return oracle();
        }
        if (reason instanceof UnknownTenantException) {
            return unknownTenant();
        }
        String changed = whatChangedMeanwhile(reason);
        if (changed != null) {
            return incomplete(changed, String.valueOf(reason.getMessage()), true);
        }
        return isTimeout(reason) ? timedOut(view) : lost(reason, view);
    }

    private static @Nullable String whatChangedMeanwhile(Throwable reason) {
        if (reason instanceof ColumnsChangedException) {
            return "columns_changed";
        }
        if (reason instanceof TornReadingException) {
            return "torn_reading";
        }
        return reason instanceof WrongZoneException ? "wrong_time_zone" : null;
    }

    /** Only waiting for a connection times out apart from any statement. */
    private Incomplete notLoggedIn() {
        return incomplete(
                "timeout",
                "could not log in within %s; check that url names the port where OceanBase speaks MySQL, and raise timeout if it does"
                        .formatted(Endpoint.patience(target.pace())),
                false);
    }

    private Incomplete timedOut(@Nullable View view) {
        return incomplete(
                "timeout",
                "no answer within %s%s; raise timeout if the cluster is healthy"
                        .formatted(target.pace().timeout(), reading(view)),
                false);
    }

    private Incomplete lost(Throwable reason, @Nullable View view) {
        if (reason instanceof UnknownHostException) {
            return incomplete("unreachable", "the host's name cannot be resolved; check url", false);
        }
        if (reason instanceof java.net.ConnectException || reason instanceof java.net.NoRouteToHostException) {
            return incomplete(
                    "unreachable",
                    "nothing answers there (%s); check url, port and network".formatted(reason.getMessage()),
                    false);
        }
        if (reason instanceof IOException || reason instanceof VertxException) {
            return incomplete(
                    "connection_lost",
                    "the connection broke%s (%s)".formatted(reading(view), reason.getMessage()),
                    true);
        }
        return incomplete("unexpected", "%s%s".formatted(reason, reading(view)), false);
    }

    private Incomplete refused(MySQLException refusal, @Nullable View view) {
        int code = refusal.getErrorCode();
        if (OracleMode.speaksFrom(refusal)) {
            return oracle();
        }
        if (code == ACCESS_DENIED) {
            return incomplete("wrong_password", "the login was refused; check username and password", false);
        }
        if (code == QUERY_TIMEOUT) {
            return timedOut(view);
        }
        if (view == null && code == NO_DATABASE_GRANT) {
            return incomplete("missing_grant", missingDatabaseGrant(), false);
        }
        if (view != null && NO_GRANT.contains(code)) {
            return incomplete("missing_grant", missingGrant(view), false);
        }
        if (view != null && NO_VIEW.contains(code)) {
            return missing(view);
        }
        return incomplete(
                "refused", "error %d%s: %s".formatted(code, reading(view), refusal.getMessage()), code == NO_COLUMN);
    }

    private Incomplete oracle() {
        return incomplete(
                "oracle_mode",
                "that tenant is in Oracle mode, which answers no MySQL client; log into the sys tenant"
                        + " (username monitor@sys), which sees this tenant's backups too",
                false);
    }

    private Incomplete unknownTenant() {
        return incomplete(
                "unknown_tenant",
                "neither EFFECTIVE_TENANT_ID() nor oceanbase.DBA_OB_TENANTS says which tenant this is;"
                        + " as its administrator: GRANT SELECT ON %s.* TO '%s'".formatted(View.DATABASE, userOnly()),
                false);
    }

    /** At the login already, which names the database. */
    private String missingDatabaseGrant() {
        return "nothing in %1$s may be read; as an administrator of that tenant: GRANT SELECT ON %1$s.* TO '%2$s'"
                .formatted(View.DATABASE, userOnly());
    }

    private String missingGrant(View view) {
        return "%s may not be read; as an administrator of %s: GRANT SELECT ON %s.* TO '%s'"
                .formatted(
                        view.qualified(),
                        view.isOfAllTenants() ? "the sys tenant" : "that tenant",
                        View.DATABASE,
                        userOnly());
    }

    private Incomplete missing(View view) {
        String advice = view.isOfAllTenants()
                ? "in the sys tenant, so check that username ends in @sys; for the login of a user tenant, set scope=tenant"
                : "in each tenant in MySQL mode, so check username; for a login of the sys tenant, set scope=sys";
        return incomplete(
                "missing_view",
                "%s does not exist there; OceanBase 4.0 or later has it %s".formatted(view.qualified(), advice),
                false);
    }

    /** What an administrator calls the user: {@code monitor} of {@code monitor@sys#cluster}. */
    private String userOnly() {
        return target.login().username().replaceAll("[@#].*", "");
    }

    private Incomplete incomplete(String code, String what, boolean isFleeting) {
        return new Incomplete(new Trouble(code, whose() + what), isFleeting);
    }

    /** What each message begins with. */
    private String whose() {
        return "cluster %s at %s, user %s: "
                .formatted(target.name(), target.address(), target.login().username());
    }

    /** For where the cluster is named already. */
    String withoutName(Trouble trouble) {
        String message = trouble.message();
        return message.startsWith(whose()) ? message.substring(whose().length()) : message;
    }

    private static String reading(@Nullable View view) {
        return view == null ? "" : " reading " + view.qualified();
    }

    private static boolean isTimeout(Throwable reason) {
        return reason instanceof TimeoutException || reason instanceof io.smallrye.mutiny.TimeoutException;
    }
}
