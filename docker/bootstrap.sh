#!/usr/bin/env bash
# Makes of an empty OceanBase one that is backed up, as compose.yaml starts it: a user that may only read, a tenant, a place for
# its backups, log archiving, and a first backup. What is there already stays as it is, so each further run starts one backup:
#   docker compose -f docker/compose.yaml run --rm bootstrap
# Each statement stands below the page of OceanBase's documentation that tells of it.
set -euo pipefail

secrets=${SECRETS:-/run/secrets}
# As the server sees it, too.
backups=${BACKUPS:-/backup}
MYSQL_PWD=$(< "$secrets/oceanbase-root")
export MYSQL_PWD
monitor_password=$(< "$secrets/monitor-password")

# Answers with the rows alone.
sql() {
  obclient -h oceanbase -P 2881 -u root@sys --batch --skip-column-names
}

# Asks until that is the answer; gives up after five minutes.
wait_for() {
  local wanted=$1 question=$2
  for _ in {1..150}; do
    if [ "$(sql <<< "$question")" = "$wanted" ]; then
      return
    fi
    sleep 2
  done
  echo "Five minutes have passed without $wanted: $question" >&2
  exit 1
}

# Least privileges: backupwatch reads views of this database, and nothing else.
sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/500.security-and-permissions/300.access-control/200.user-and-permission/200.permission-of-mysql-mode/110.create-a-user-of-mysql-mode.md
CREATE USER IF NOT EXISTS 'monitor' IDENTIFIED BY '$monitor_password';
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/500.security-and-permissions/300.access-control/200.user-and-permission/200.permission-of-mysql-mode/200.authority-of-mysql-mode.md
GRANT SELECT ON oceanbase.* TO 'monitor';
SQL

# https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/200.tenant-management/600.common-tenant-operations/400.view-tenant-information.md
tenants=$(sql <<< "SELECT COUNT(*) FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_NAME = 'orders';")
if [ "$tenants" = 0 ]; then
  # Small, for one machine; the smallest that OceanBase takes by itself is larger.
  sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/700.reference/500.sql-reference/100.sql-syntax/100.system-tenants/700.create-resource-unit.md
ALTER SYSTEM SET __min_full_resource_pool_memory = 1073741824;
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/700.reference/500.sql-reference/100.sql-syntax/100.system-tenants/700.create-resource-unit.md
CREATE RESOURCE UNIT IF NOT EXISTS orders_unit MAX_CPU = 1, MIN_CPU = 1, MEMORY_SIZE = '2G', LOG_DISK_SIZE = '4G';
SQL
  # https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/700.reference/500.sql-reference/100.sql-syntax/100.system-tenants/600.create-resource-pool.md
  pools=$(sql <<< "SELECT COUNT(*) FROM oceanbase.DBA_OB_RESOURCE_POOLS WHERE NAME = 'orders_pool';")
  if [ "$pools" = 0 ]; then
    sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/700.reference/500.sql-reference/100.sql-syntax/100.system-tenants/600.create-resource-pool.md
CREATE RESOURCE POOL orders_pool UNIT = 'orders_unit', UNIT_NUM = 1, ZONE_LIST = ('zone1');
SQL
  fi
  sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/200.tenant-management/600.common-tenant-operations/200.manage-create-tenant.md
CREATE TENANT IF NOT EXISTS orders PRIMARY_ZONE = 'zone1', RESOURCE_POOL_LIST = ('orders_pool') SET ob_tcp_invited_nodes = '%';
SQL
fi

# https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/300.log-archive/300.open-the-log-archive-mode.md
mode=$(sql <<< "SELECT LOG_MODE FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_NAME = 'orders';")
if [ "$mode" != ARCHIVELOG ]; then
  # The folders must be empty, each tenant's its own, and writable for the server.
  mkdir -p "$backups/orders/archive" "$backups/orders/data"
  sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/300.log-archive/200.preparation-before-log-archive.md
ALTER SYSTEM SET LOG_ARCHIVE_DEST = 'LOCATION=file://$backups/orders/archive' TENANT = orders;
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/400.data-backup/100.preparation-before-data-backup.md
ALTER SYSTEM SET DATA_BACKUP_DEST = 'file://$backups/orders/data' TENANT = orders;
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/300.log-archive/300.open-the-log-archive-mode.md
ALTER SYSTEM ARCHIVELOG TENANT = orders;
SQL
fi

# Before that, a backup is refused.
# https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/300.log-archive/600.view-log-archive-progress.md
wait_for DOING "SELECT STATUS FROM oceanbase.CDB_OB_ARCHIVELOG WHERE TENANT_ID = (SELECT TENANT_ID FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_NAME = 'orders');"
# https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/400.data-backup/500.view-data-backup-progress.md
wait_for 0 "SELECT COUNT(*) FROM oceanbase.CDB_OB_BACKUP_JOBS;"
sql << SQL
-- https://github.com/oceanbase/oceanbase-doc/blob/V4.3.5/en-US/600.manage/600.backup-and-recovery/400.data-backup/200.initiate-full-data-backup.md
ALTER SYSTEM BACKUP TENANT = orders;
SQL
echo "A backup of tenant orders has begun."
