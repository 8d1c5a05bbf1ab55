package dev.backupwatch.web;

import dev.backupwatch.event.ClusterName;
import dev.backupwatch.event.Encoded;
import dev.backupwatch.event.RowKey;
import dev.backupwatch.event.RowKind;
import dev.backupwatch.event.TenantId;
import dev.backupwatch.event.Visibility;
import dev.backupwatch.stream.Questions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestPath;

/** Asking instead of listening. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class QuestionsResource {

    private final Questions questions;

    @Inject
    QuestionsResource(Questions questions) {
        this.questions = questions;
    }

    @GET
    @Path("clusters")
    public Uni<Response> clusters(@Context RoutingContext request) {
        return questions.clusters(visibility(request)).map(QuestionsResource::ok);
    }

    @GET
    @Path("jobs")
    public Uni<Response> jobs(@Context UriInfo uri, @Context RoutingContext request) {
        return rows(RowKind.JOB, uri, request);
    }

    @GET
    @Path("tasks")
    public Uni<Response> tasks(@Context UriInfo uri, @Context RoutingContext request) {
        return rows(RowKind.TASK, uri, request);
    }

    @GET
    @Path("tenants")
    public Uni<Response> tenants(@Context UriInfo uri, @Context RoutingContext request) {
        return questions
                .tenants(RowsParameters.readTenants(uri.getRequestUri().getRawQuery(), visibility(request)))
                .map(QuestionsResource::ok);
    }

    @GET
    @Path("tenants/days")
    public Uni<Response> days(@Context UriInfo uri, @Context RoutingContext request) {
        return questions
                .days(RowsParameters.readDays(uri.getRequestUri().getRawQuery(), visibility(request)))
                .map(QuestionsResource::ok);
    }

    @GET
    @Path("jobs/{cluster}/{tenant:\\d{1,18}}/{job:\\d{1,18}}")
    public Uni<Response> job(
            @RestPath String cluster, @RestPath long tenant, @RestPath long job, @Context RoutingContext request) {
        RowKey key = RowKey.job(new TenantId(tenant), job);
        return questions
                .job(new ClusterName(cluster), key, visibility(request))
                .map(answer -> answer.map(QuestionsResource::ok)
                        .orElseGet(() -> Problems.response(Problem.notFound(
                                "no job %d of tenant %d in cluster %s".formatted(job, tenant, cluster)))));
    }

    private Uni<Response> rows(RowKind kind, UriInfo uri, RoutingContext request) {
        return questions
                .rows(RowsParameters.read(kind, uri.getRequestUri().getRawQuery(), visibility(request)))
                .map(QuestionsResource::ok);
    }

    private static Visibility visibility(RoutingContext request) {
        return Callers.of(request).grant().visibility();
    }

    private static Response ok(Encoded json) {
        return Response.ok(json.shared()).header("Cache-Control", "no-store").build();
    }
}
