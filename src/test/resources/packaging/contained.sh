#!/bin/sh
# Stands in for an engine that runs the image with a read-only root and a noexec /tmp: contained.sh FOLDER VOLUME USER COMMAND...
# What the image has under / stands under /mnt here. To be run by unshare --mount, or the machine itself becomes read-only.
set -eu
folder=$1 volume=$2 user=$3
shift 3
mount -t tmpfs -o size=1m,mode=755 tmpfs /mnt
mkdir -p /mnt/opt/backupwatch /mnt/var/lib/backupwatch
mount --bind "$folder" /mnt/opt/backupwatch
mount --bind "$volume" /mnt/var/lib/backupwatch
mount -o remount,bind,ro /mnt/opt/backupwatch
mount -o remount,ro /mnt
mount -t tmpfs -o size=16m,mode=1777,noexec,nosuid,nodev tmpfs /tmp
mount -o remount,bind,ro /
cd /mnt/opt/backupwatch
exec setpriv --reuid="$user" --regid=0 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
