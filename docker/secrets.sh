#!/usr/bin/env bash
# Makes up what compose.yaml keeps secret, once, in docker/secrets: passwords, and two tokens with their SHA-256.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

# Beginning with a letter, for it also goes into YAML, which would take some of them for numbers.
new_secret() {
  printf 's%s' "$(od -An -N20 -tx1 /dev/urandom | tr -d ' \n')"
}

for name in oceanbase-root monitor-password prometheus-token people-token grafana-admin; do
  [ -e "secrets/$name" ] || new_secret > "secrets/$name"
done
for name in prometheus people; do
  printf '%s' "$(sha256sum < "secrets/$name-token" | cut -d ' ' -f 1)" > "secrets/$name-sha256"
done
# Each container reads its own under a user of its own; the folder keeps others on this machine out.
chmod 644 secrets/*
echo "To sign in to backupwatch: $(< secrets/people-token)"
echo "To sign in to Grafana as admin: $(< secrets/grafana-admin)"
