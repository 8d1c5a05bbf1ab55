package dev.backupwatch.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** All that can be asked for: a new route is added here. */
public final class Routes {

    /** Where the WebSocket is. */
    static final String SOCKET = "/api/v1/events/ws";

    /** With names and numbers in it that mean something, so that what is drawn from it gets far. */
    record Route(String method, String path) {}

    static final List<Route> ALL = Stream.of(
                    "GET /",
                    "HEAD /",
                    "GET /page/x/app.js",
                    "GET /api/v1/events",
                    "GET /api/v1/events",
                    "GET /api/v1/events",
                    "GET " + SOCKET,
                    "GET /api/v1/clusters",
                    "GET /api/v1/jobs",
                    "GET /api/v1/jobs/prod/1002/1",
                    "GET /api/v1/tasks",
                    "GET /api/v1/tenants",
                    "GET /api/v1/tenants/days",
                    "POST /api/v1/session",
                    "DELETE /api/v1/session",
                    "POST /api/v1/tickets",
                    "GET /admin/reload",
                    "GET /openapi",
                    "GET /asyncapi",
                    "GET /schemas/v1/backup.job.json",
                    "GET /q/health/live",
                    "GET /q/health/ready",
                    "GET /q/metrics")
            .map(route -> new Route(route.substring(0, route.indexOf(' ')), route.substring(route.indexOf(' ') + 1)))
            .toList();

    static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO", "get");

    /** The contract's parameters, with what one of them may be. */
    static final List<String> PARAMETERS = List.of(
            "cluster=prod",
            "tenant=1002",
            "tenant=orders",
            "job=1",
            "root=1/7",
            "type=backup.job",
            "severity=warning",
            "cursor=oldest",
            "cursor=abc-1",
            "last_event_id=abc-1",
            "lastEventId=abc-1",
            "snapshot=false",
            "conflate=true",
            "bookmarks=500ms",
            "named=true",
            "lang=zh",
            "limit=10",
            "order=newest",
            "before=abc-1",
            "backup=FULL",
            "result=failed",
            "since=2026-01-01T00:00:00Z",
            "until=2030-01-01T00:00:00%2B08:00",
            "state=ended",
            "after=abc",
            "days=30",
            "offset=%2B08:00",
            "token=abc",
            "ticket=abc",
            "tenent=1");

    private Routes() {}
}
