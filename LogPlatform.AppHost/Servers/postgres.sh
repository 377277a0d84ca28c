#!/usr/bin/env bash
# postgres.sh FOLDER PORT DATABASE: a PostgreSQL for this machine only, with its data in FOLDER. POSTGRES_PASSWORD is required.
set -euo pipefail
data=$1 port=$2 database=$3
PATH=$PATH:$(printf '%s:' /usr/lib/postgresql/*/bin)
command -v initdb >/dev/null || { echo "initdb is not here: install PostgreSQL, or a container runtime." >&2; exit 69; }

# PostgreSQL refuses to run as root.
as=() owner=$(id -un)
if [ "$owner" = root ]; then
  owner=postgres
  as=(setpriv --reuid "$owner" --regid "$owner" --init-groups)
fi

# Made under another name: what is there under the right one is whole.
if [ ! -d "$data" ]; then
  new=$data.new password=$(mktemp)
  trap 'rm -f "$password"' EXIT
  rm -rf "$new"
  mkdir -p "$new"
  echo "$POSTGRES_PASSWORD" >"$password"
  chown "$owner" "$new" "$password"
  "${as[@]}" initdb -D "$new" -U postgres -E UTF8 --locale C -A scram-sha-256 --pwfile "$password" >/dev/null
  echo "CREATE DATABASE $database" | "${as[@]}" postgres --single -D "$new" postgres >/dev/null
  rm -f "$password"
  mv "$new" "$data"
fi

exec "${as[@]}" postgres -D "$data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories=
