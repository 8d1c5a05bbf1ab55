package dev.backupwatch.scenario;

import dev.backupwatch.demo.StandIn;
import dev.backupwatch.demo.View;
import dev.backupwatch.demo.ViewColumns;
import java.nio.file.Path;
import java.util.Arrays;

/** The column sets that there are, and one that there is not. */
enum OceanBase {
    V4_0("4.0", "4.0.0.0"),
    V4_1("4.1", "4.1.0.0"),
    V4_2_0("4.2.0", "4.2.0.0"),
    V4_2_1("4.2.1", "4.2.1.0"),
    V4_3_0_1("4.3.0.1", "4.3.0.1"),
    NEWEST("newest", "4.3.5.0"),
    UNHEARD_OF("unheard-of", "9.9.0.0");

    private final String folder;
    private final String version;

    @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable maps
    private final ViewColumns columns;

    OceanBase(String folder, String version) {
        this.folder = folder;
        this.version = version;
        this.columns = folder.equals("4.3.0.1")
                ? ViewColumns.of4301()
                : ViewColumns.read("dev/backupwatch/scenario/" + folder);
    }

    StandIn.Setup setup() {
        return StandIn.Setup.of4301().withColumns(columns, version).keepingProgramsIn(Path.of("target", "mariadb"));
    }

    /** @throws IllegalArgumentException if no version has it: that is a slip of the pen */
    boolean has(View view, String column) {
        if (Arrays.stream(values()).noneMatch(any -> any.names(view, column))) {
            throw new IllegalArgumentException("no version's %s has a column %s".formatted(view, column));
        }
        return names(view, column);
    }

    private boolean names(View view, String column) {
        return columns.of(view).stream().anyMatch(known -> known.name().equals(column));
    }

    @Override
    public String toString() {
        return folder;
    }
}
