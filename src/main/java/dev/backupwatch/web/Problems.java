package dev.backupwatch.web;

import dev.backupwatch.stream.BadRequestException;
import dev.backupwatch.stream.UnreadableException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors of the REST questions as problem documents. */
class Problems {

    @ServerExceptionMapper
    Response badRequest(BadRequestException mistake) {
        return response(Problem.of(mistake));
    }

    /** A name or number in the path that cannot be one names nothing. */
    @ServerExceptionMapper
    Response notFound(NotFoundException missing) {
        return response(Problem.notFound("nothing answers at this address"));
    }

    /** A method, or a media type, that is not spoken here. */
    @ServerExceptionMapper
    Response refused(ClientErrorException refusal) {
        return response(Problem.refused(refusal.getResponse().getStatus()));
    }

    @ServerExceptionMapper
    Response noSuchName(IllegalArgumentException mistake) {
        return response(Problem.notFound("%s".formatted(mistake.getMessage())));
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException stranger) {
        return response(Problem.unauthorized());
    }

    @ServerExceptionMapper
    Response unreadable(UnreadableException failure) {
        return passing(Problem.unreadable());
    }

    /** One that passes by itself. */
    static Response passing(Problem problem) {
        return Response.fromResponse(response(problem))
                .header("Retry-After", Problem.RETRY_AFTER)
                .build();
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problem.json())
                .build();
    }
}
