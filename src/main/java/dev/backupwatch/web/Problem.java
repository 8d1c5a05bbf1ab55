package dev.backupwatch.web;

import dev.backupwatch.access.Verdict;
import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.Farewell;
import dev.backupwatch.stream.GoneException;
import io.vertx.core.json.JsonObject;

/** An error outside a stream, as RFC 9457 has it. */
record Problem(int status, String kind, String title, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNAVAILABLE = 503;

    /** Seconds; of a log that cannot be read, which may take some. */
    static final String RETRY_AFTER = "5";

    static Problem of(BadRequestException mistake) {
        String title = mistake.kind().equals("bad-cursor") ? "This is no cursor" : "The filter cannot be used";
        return new Problem(BAD_REQUEST, mistake.kind(), title, mistake.detail());
    }

    static Problem of(GoneException gone) {
        return new Problem(GONE, "cursor-compacted", "The log cannot prove that nothing was missed", gone.detail());
    }

    static Problem of(Farewell farewell) {
        String title =
                farewell.reason() == Farewell.Reason.DRAINING ? "The service stops" : "There is no room just now";
        return new Problem(
                UNAVAILABLE,
                farewell.reason().wireName(),
                title,
                farewell.reason().detail());
    }

    /** Of a sign-in. */
    static Problem noToken() {
        return new Problem(BAD_REQUEST, "bad-request", "This is no token", "send JSON, as {\"token\":\"…\"}");
    }

    /** Of whoever is not let in. */
    static Problem of(Verdict refusal) {
        if (refusal instanceof Verdict.Exhausted) {
            return exhausted();
        }
        return refusal instanceof Verdict.Unknown ? undecided() : unauthorized();
    }

    static Problem unauthorized() {
        return new Problem(
                UNAUTHORIZED,
                "unauthorized",
                "You are not let in",
                "show a token that is good, as Authorization: Bearer <token>, or sign in");
    }

    static Problem forbidden(String why) {
        return new Problem(FORBIDDEN, "forbidden", "This is not for you", why);
    }

    /** Of an address from which too much was guessed. */
    private static Problem exhausted() {
        return new Problem(
                TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many tokens that are not good came from your address",
                "come back later");
    }

    /** While the provider of the tokens cannot be asked. */
    private static Problem undecided() {
        return new Problem(UNAVAILABLE, "undecided", "It cannot be found out just now who you are", "ask again later");
    }

    static Problem unreadable() {
        return new Problem(
                UNAVAILABLE,
                "unreadable",
                "The log cannot be read just now",
                "ask again later, or another replica; /q/health/ready says why");
    }

    static Problem notFound(String what) {
        return new Problem(NOT_FOUND, "not-found", "There is no such thing", what);
    }

    static Problem notAcceptable() {
        return new Problem(
                NOT_ACCEPTABLE,
                "not-acceptable",
                "None of the accepted media types is spoken here",
                "spoken are text/event-stream, application/x-ndjson, text/plain, application/json and"
                        + " application/cloudevents-batch+json");
    }

    /** @param status between 400 and 499: what the server or a router found wrong with a request */
    static Problem refused(int status) {
        return switch (status) {
            case NOT_FOUND -> notFound("nothing answers at this address");
            case NOT_ALLOWED ->
                new Problem(status, "method-not-allowed", "This cannot be done here", "there is no such method here");
            case NOT_ACCEPTABLE -> notAcceptable();
            case TOO_LARGE ->
                new Problem(status, "too-large", "That is too much", "a request's body has at most 64 KiB");
            case UNSUPPORTED ->
                new Problem(status, "unsupported", "This media type is not read here", "see the Content-Type");
            default ->
                new Problem(status, "bad-request", "This is no request", "its address or its headers cannot be read");
        };
    }

    String json() {
        return new JsonObject()
                .put("type", "/problems/" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
    }
}
