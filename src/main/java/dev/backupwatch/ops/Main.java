package dev.backupwatch.ops;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.List;

/** Where the process begins: as the service, or to check its configuration. */
@QuarkusMain
public final class Main {

    private static final int MISUSED = 2;

    private static final String USAGE = """
            backupwatch watches OceanBase's backups.

              java -jar quarkus-run.jar          runs the service
              java -jar quarkus-run.jar check    tries its configuration out against the clusters, and says line by
                                                 line what works; ends with 0 if each can be watched, with 1 if not
              java -jar quarkus-run.jar --help   prints this

            What is configured, and how, is in README.md.""";

    private Main() {}

    public static void main(String... args) {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            Quarkus.run(args);
        } else if (words.equals(List.of("check"))) {
            System.exit(new CheckCommand(System.out).run());
        } else {
            boolean isAskedFor = words.contains("--help") || words.contains("-h");
            PrintStream to = isAskedFor ? System.out : System.err;
            to.println(USAGE);
            System.exit(isAskedFor ? 0 : MISUSED);
        }
    }
}
