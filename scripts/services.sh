#!/usr/bin/env bash
# Makes PostgreSQL and Redis answer on this machine and prints where, as `export NAME=value` lines.
# What already answers on its usual port is used as it is; what is not installed is installed with apt-get.
set -euo pipefail

say() { echo "services: $*" >&2; }

install() {
  local packages=()
  command -v redis-server >/dev/null || packages+=(redis-server)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)
  [ ${#packages[@]} -eq 0 ] && return
  say "installing ${packages[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >&2
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

until_listens() {
  for _ in $(seq 100); do listens "$1" && return; sleep 0.2; done
  say "nothing listens on port $1"
  exit 1
}

install

if ! listens 6379; then
  say "starting Redis"
  redis-server --daemonize yes --bind 127.0.0.1 --port 6379 --save "" --appendonly no >&2
  until_listens 6379
fi

if ! listens 5432; then
  say "starting PostgreSQL"
  cluster=$(ls /etc/postgresql | sort -V | tail -n 1)
  pg_ctlcluster --skip-systemctl-redirect "$cluster" main start >&2
  until_listens 5432
fi

# A role of the tests' own, made through the socket as the superuser where the network asks for a password.
dsn=postgresql://parley_test:parley_test@127.0.0.1:5432/postgres
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
as_postgres psql -qX -d postgres -v ON_ERROR_STOP=1 >&2 <<'SQL'
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_test') THEN
    CREATE ROLE parley_test LOGIN SUPERUSER PASSWORD 'parley_test';
  END IF;
END $$;
SQL

echo "export TEST_DATABASE_URL=${TEST_DATABASE_URL:-$dsn}"
echo "export TEST_REDIS_URL=${TEST_REDIS_URL:-redis://127.0.0.1:6379/15}"
