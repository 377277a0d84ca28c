#!/usr/bin/env bash
# redis.sh FOLDER PORT: a Redis for this machine only, with its data in FOLDER. REDIS_PASSWORD is required.
# The pointer is in here: each write is on disk before it is answered.
set -euo pipefail
umask 077
mkdir -p "$1"
exec redis-server - --bind 127.0.0.1 --port "$2" --dir "$1" --appendonly yes --appendfsync always --save "" <<<"requirepass $REDIS_PASSWORD"
