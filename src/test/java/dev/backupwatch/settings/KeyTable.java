package dev.backupwatch.settings;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** All keys of the service, from its config mappings; what they mean is in the comments of their sources. */
final class KeyTable {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** What each method's comment says, by its interface and name. */
    private final Map<String, String> meanings = new HashMap<>();

    private final List<Key> keys = new ArrayList<>();

    static KeyTable ofTheSources() throws Exception {
        var table = new KeyTable();
        List<Path> files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith(".java") && declaresAMapping(file))
                    .toList();
        }
        for (Path file : files) {
            String name = SOURCES.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), ".");
            Class<?> type = Class.forName(name.replaceAll("\\.java$", ""));
            table.keys.addAll(
                    new Mapping(type, type.getAnnotation(ConfigMapping.class).prefix()).keys());
        }
        table.keys.sort(Comparator.comparing(Key::pattern));
        table.readComments(files);
        return table;
    }

    /**
     * The table's rows.
     *
     * @param needed the word for a key that must be set
     * @param meaning of a key, by how it is written in the table
     */
    List<String> rows(String needed, Function<String, Optional<String>> meaning) {
        return keys.stream()
                .map(key -> {
                    String written = key.named(List.of());
                    return row(key, written, needed, meaning.apply(written).orElse("??? " + meaning(key)));
                })
                .toList();
    }

    String meaning(Key key) {
        String method = key.member().method().getDeclaringClass().getCanonicalName() + "."
                + key.member().method().getName();
        return Optional.ofNullable(meanings.get(method))
                .orElseThrow(() -> new AssertionError(method + " needs a comment: it stands in the README"));
    }

    /** By how the key is written in the table. */
    Optional<String> english(String written) {
        return keys.stream()
                .filter(key -> key.named(List.of()).equals(written))
                .findFirst()
                .map(this::meaning);
    }

    private static String row(Key key, String written, String needed, String meaning) {
        String byDefault = key.member().byDefault();
        String shown = byDefault != null ? '`' + byDefault + '`' : key.member().isNeeded() ? needed : "";
        String types = Kind.names(key.member().type()).stream()
                .map(word -> '`' + word + '`')
                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | `%s` | %s |"
                .formatted(
                        written,
                        shown,
                        key.member().isList() ? types + ", …" : types,
                        KeyName.asVariable(key.pattern(), KeyName.parts(written)),
                        meaning)
                .replace("|  |", "| |");
    }

    private static boolean declaresAMapping(Path file) {
        try {
            return Files.readString(file).contains("@ConfigMapping(");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readComments(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(
                null,
                null,
                null,
                List.of("-proc:none"),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(files));
        DocTrees comments = DocTrees.instance(task);
        for (CompilationUnitTree unit : task.parse()) {
            new Reader(comments, meanings).scan(unit, String.valueOf(unit.getPackageName()));
        }
    }

    /** Goes down with the name of what is around. */
    private static final class Reader extends TreePathScanner<@Nullable Void, String> {

        private final DocTrees comments;
        private final Map<String, String> meanings;

        Reader(DocTrees comments, Map<String, String> meanings) {
            this.comments = comments;
            this.meanings = meanings;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String around) {
            return super.visitClass(type, around + "." + type.getSimpleName());
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String around) {
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                meanings.put(around + "." + method.getName(), asMarkdown(comment));
            }
            return null;
        }

        private static String asMarkdown(DocCommentTree comment) {
            return comment.getFullBody().stream()
                    .map(DocTree::toString)
                    .collect(Collectors.joining())
                    .replaceAll("\\{@code\\s+([^}]*)}", "`$1`")
                    .replaceAll("\\s+", " ")
                    .replaceFirst("\\.$", "")
                    .strip();
        }
    }
}
