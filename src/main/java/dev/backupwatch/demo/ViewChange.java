package dev.backupwatch.demo;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing OceanBase does to its views, as a value: planned without a database, performed on one. */
sealed interface ViewChange {

    void performOn(BackupViews views) throws SQLException;

    record Inserted(View view, Map<String, @Nullable Object> columns) implements ViewChange {
        @Override
        public void performOn(BackupViews views) throws SQLException {
            views.insert(view, columns);
        }
    }

    record Updated(View view, ViewKey key, Map<String, ? extends @Nullable Object> columns) implements ViewChange {
        @Override
        public void performOn(BackupViews views) throws SQLException {
            views.update(view, key, columns);
        }
    }

    record MovedToHistory(ViewKey job, ViewKey task) implements ViewChange {
        @Override
        public void performOn(BackupViews views) throws SQLException {
            views.moveToHistory(job, List.of(task));
        }
    }

    record SysJobCopiedToHistory(ViewKey job) implements ViewChange {
        @Override
        public void performOn(BackupViews views) throws SQLException {
            views.copySysJobToHistory(job);
        }
    }

    record MovedSysJobRemoved(ViewKey job) implements ViewChange {
        @Override
        public void performOn(BackupViews views) throws SQLException {
            views.removeMovedSysJob(job);
        }
    }
}
