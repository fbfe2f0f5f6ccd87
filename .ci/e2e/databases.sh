#!/usr/bin/env bash
# One project on CSV files, SQLite and a real PostgreSQL server: the same vectors and scores, byte
# for byte; what happens when the server goes away, a lock is held or a password is wrong; and no
# trace of a secret or a person where none belongs.
set -euo pipefail
leadscore=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/.ci/e2e
export SWIFT_BACKTRACE=enable=no
asOf=2026-07-01

# The server, by hand: a cluster of its own on a socket in a folder of its own.
find_server() { find /usr/lib/postgresql/*/bin -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -1; }
binaries=$(find_server)
if [ -z "$binaries" ] || ! command -v psql >/dev/null; then
  echo "databases: installing PostgreSQL"
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq postgresql >/dev/null
  binaries=$(find_server)
fi
work=$(mktemp -d)
chmod 755 "$work"
server=$work/server
mkdir "$server"
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$server"; fi
postmaster=
stop() {
  status=$?
  if [ -n "$postmaster" ] && kill -0 "$postmaster" 2>/dev/null; then
    kill -INT "$postmaster"
    for _ in $(seq 100); do kill -0 "$postmaster" 2>/dev/null || break; sleep 0.1; done
    if kill -0 "$postmaster" 2>/dev/null; then echo "databases: the server does not stop"; status=1; fi
  fi
  rm -rf "$work"
  exit "$status"
}
trap stop EXIT
as_server "$binaries/initdb" -D "$server/data" -A trust -U admin -E UTF8 --locale=C.UTF-8 >/dev/null
# The user of the pipeline has a password, and over the network comes in by TLS only.
printf '%s\n' "local all crm scram-sha-256" "hostssl all crm 127.0.0.1/32 scram-sha-256" "host all crm all reject" \
  | cat - "$server/data/pg_hba.conf" >"$work/hba"
as_server cp "$work/hba" "$server/data/pg_hba.conf"
certificate() { # NAME HOST: a certificate of its own authority, for one host
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$2" -addext "subjectAltName=DNS:$2" \
    -keyout "$work/$1.key" -out "$work/$1.crt" 2>/dev/null
}
certificate server localhost
certificate stranger localhost
install -m 600 "$work/server.key" "$work/server.crt" "$server/data"
if [ "$(id -u)" = 0 ]; then chown postgres "$server/data/server.key" "$server/data/server.crt"; fi
PGPORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PGPORT
as_server "$binaries/pg_ctl" -D "$server/data" -l "$server/log" -w \
  -o "-k $server -p $PGPORT -c listen_addresses=127.0.0.1 -c ssl=on -c log_connections=on" start >/dev/null
postmaster=$(head -1 "$server/data/postmaster.pid")
admin() { psql -h "$server" -U admin -d "${database:-crm}" -v ON_ERROR_STOP=1 -qAt "$@"; }

# The bundled project, with a person in it who must not be found again.
cp -r "$root/datasets/saas-demo" "$work/project"
cd "$work/project"
sed -i '2s/,Ravi Nagy,ravi.nagy6898@/,Canary Personson,canary.personson@/' leads.csv
grep -q 'Canary Personson,canary.personson@' leads.csv
database=postgres admin -c "CREATE DATABASE crm" -c "CREATE ROLE crm LOGIN PASSWORD 'S3cr3t-canary'"
admin -f "$here/crm.sql"
python3 "$here/crm.py" crm.db
cat >"$work/service" <<EOF
[crm]
host=$server
dbname=crm
user=crm
EOF
echo "*:*:*:crm:S3cr3t-canary" >"$work/pgpass"
chmod 600 "$work/pgpass"
export PGSERVICEFILE=$work/service PGPASSFILE=$work/pgpass

# One line changes: where the rows come from, and where the scores go.
variant() {
  sed -e "s|from: leads.csv|from: $2leads$3|; s|from: accounts.csv|from: $2accounts$3|; s|from: events.csv|from: $2events$3|" \
    -e "s|- to: scores.csv.*|- to: $1.csv\n  - to: $4|" leadscore.yaml >"$1.yaml"
}
variant files "" .csv sqlite:files.db#lead_scores
variant sqlite "sqlite:crm.db#" "" sqlite:sqlite.db#lead_scores
variant server "postgresql:service=crm#public." "" postgresql:service=crm#scores.lead_scores

say() { printf 'databases: %s\n' "$*"; }
expect() { # STATUS COMMAND...: the command ends with this status
  local wanted=$1 status=0
  shift
  "$@" >>"$work/log" 2>"$work/errors" || status=$?
  cat "$work/errors" >>"$work/log"
  [ "$status" = "$wanted" ] || { echo "status $status, not $wanted: $*"; cat "$work/errors"; exit 1; }
}
# The data end before the second night, which the monitor rightly calls a feed that stopped.
nightly() { "$leadscore" nightly -c "$1.yaml" --as-of "${2:-$asOf}" --model demo --runs "runs-$1" --log-format json --fail-on never; }

expect 0 "$leadscore" train -c files.yaml --name demo --nonlinear none
for kind in files sqlite server; do
  expect 0 "$leadscore" features -c $kind.yaml --as-of $asOf --out $kind-features.csv
  expect 0 nightly $kind
done
for kind in sqlite server; do
  cmp files-features.csv $kind-features.csv
  cmp files.csv $kind.csv
done
stored() { # the scores as each database tells them
  python3 "$here/stored.py" "$1"
}
admin -c "COPY (SELECT lead_id, probability, low, high, score, percentile, rank, tier, base, reasons ->> 0 FROM scores.lead_scores_current ORDER BY lead_id COLLATE \"C\") TO STDOUT (FORMAT csv)" >server-stored.csv
stored files.db >files-stored.csv
stored sqlite.db >sqlite-stored.csv
cmp files-stored.csv sqlite-stored.csv
cmp files-stored.csv server-stored.csv
say "$(($(wc -l <files.csv) - 1)) leads: the same vectors, scores and stored rows from CSV, SQLite and PostgreSQL"

# The same over the network: the server proves who it is, and one that cannot gets nothing.
network="postgresql:host=localhost dbname=crm user=crm#"
variant tls "${network}public." "" "${network}scores.tls_scores"
tls() { env PGSSLMODE=verify-full PGSSLROOTCERT="$1" "${@:2}"; }
expect 0 tls "$work/server.crt" "$leadscore" features -c tls.yaml --as-of $asOf --out tls-features.csv
cmp files-features.csv tls-features.csv
expect 0 tls "$work/server.crt" "$leadscore" nightly -c tls.yaml --as-of $asOf --model demo --runs runs-tls --fail-on never
cmp files.csv tls.csv
[ "$(admin -c "SELECT count(*) FROM scores.tls_scores")" = "$(admin -c "SELECT count(*) FROM scores.lead_scores")" ]
grep -q "user=crm .*application_name=leadscore.* SSL enabled (protocol=TLSv1" "$server/log"
sed 's/host=localhost/host=127.0.0.1/' tls.yaml >other-name.yaml
expect 69 tls "$work/stranger.crt" "$leadscore" features -c tls.yaml --as-of $asOf --out none.csv
expect 69 tls "$work/absent.crt" "$leadscore" features -c tls.yaml --as-of $asOf --out none.csv
expect 69 tls "$work/server.crt" "$leadscore" features -c other-name.yaml --as-of $asOf --out none.csv
expect 77 env PGSSLMODE=disable "$leadscore" features -c tls.yaml --as-of $asOf --out none.csv
[ ! -e none.csv ]
say "TLS with verify-full: the same vectors and scores; another authority, another name, no authority 69, no TLS 77"

# Views, partitions and queries that read; queries that would write.
admin -c "CREATE VIEW leads_view AS SELECT * FROM leads ORDER BY lead_id COLLATE \"C\"" \
  -c "CREATE MATERIALIZED VIEW accounts_view AS SELECT * FROM accounts" \
  -c "CREATE TABLE \"user\" (LIKE events) PARTITION BY RANGE (occurred_at)" \
  -c "CREATE TABLE user_old PARTITION OF \"user\" FOR VALUES FROM (MINVALUE) TO ('2026-01-01')" \
  -c "CREATE TABLE user_new PARTITION OF \"user\" FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)" \
  -c "INSERT INTO \"user\" SELECT * FROM events" \
  -c "GRANT SELECT ON leads_view, accounts_view, \"user\" TO crm"
crm="postgresql:service=crm"
reading() { # NAME LEADS ACCOUNTS EVENTS: a project that reads from these places
  sed -e "s|from: leads.csv|$2|; s|from: accounts.csv|$3|; s|from: events.csv|$4|" leadscore.yaml >"$1.yaml"
}
reading views "from: $crm#leads_view" "from: $crm#accounts_view" "from: $crm#user"
expect 0 "$leadscore" features -c views.yaml --as-of $asOf --out views-features.csv
cmp files-features.csv views-features.csv
reading queries "from: $crm\n  query: SELECT l.* FROM public.leads AS l WHERE lead_id LIKE 'L%' ORDER BY lead_id COLLATE \"C\"" \
  "from: $crm\n  query: SELECT * FROM public.accounts -- all of them" "from: $crm\n  query: SELECT * FROM public.events;"
expect 0 "$leadscore" features -c queries.yaml --as-of $asOf --out queries-features.csv
cmp files-features.csv queries-features.csv
admin -c "GRANT ALL ON leads TO crm"
before=$(admin -c "SELECT count(*), max(xmin::text::bigint) FROM leads")
for query in "DELETE FROM public.leads RETURNING *" "WITH gone AS (DELETE FROM public.leads RETURNING *) SELECT * FROM gone" \
  "SELECT 1; DELETE FROM public.leads" "SELECT 1) TO STDOUT; DELETE FROM public.leads; COPY (SELECT 1" \
  "COMMIT; DELETE FROM public.leads" "SELECT * FROM public.nowhere"; do
  reading bad "from: $crm\n  query: \"$query\"" "from: accounts.csv" "from: events.csv"
  status=0
  "$leadscore" features -c bad.yaml --as-of $asOf --out none.csv >>"$work/log" 2>"$work/errors" || status=$?
  cat "$work/errors" >>"$work/log"
  case $status in 65 | 77 | 78) ;; *) echo "status $status of: $query"; cat "$work/errors"; exit 1 ;; esac
  [ ! -e none.csv ] && [ -s "$work/errors" ]
done
[ "$before" = "$(admin -c "SELECT count(*), max(xmin::text::bigint) FROM leads")" ]
say "views, a materialized one, partitions named \"user\", queries: the same vectors; no query can write"

# A second run as of the same moment changes no row and no byte.
sums() { sha256sum files.csv sqlite.csv server.csv files.db sqlite.db runs-*/*/*; admin -c "SELECT count(*), max(xmin::text::bigint) FROM scores.lead_scores"; }
sums >"$work/before"
for kind in files sqlite server; do expect 0 nightly $kind; done
sums >"$work/after"
cmp "$work/before" "$work/after"
say "the night run again: no changed row, no changed byte"

# The server ends the session in the middle of the writing transaction.
later=2026-07-02
admin -c "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END \$\$" \
  -c "CREATE TRIGGER slow AFTER INSERT ON scores.lead_scores FOR EACH STATEMENT EXECUTE FUNCTION slow()"
nightly server $later >"$work/killed" 2>&1 &
run=$!
for _ in $(seq 200); do
  ended=$(admin -c "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'leadscore' AND wait_event = 'PgSleep'")
  [ "$ended" = 0 ] || break
  sleep 0.1
done
[ "$ended" = 1 ] || { echo "no session was found to terminate"; exit 1; }
status=0
wait $run || status=$?
cat "$work/killed" >>"$work/log"
[ "$status" = 69 ] || { echo "terminated session: status $status, not 69"; cat "$work/killed"; exit 1; }
count() { admin -c "SELECT (SELECT count(*) FROM scores.lead_scores WHERE as_of = '$later'), (SELECT count(*) FROM scores.lead_scores_runs WHERE as_of = '$later')"; }
[ "$(count)" = "0|0" ] || { echo "a part of a run was left: $(count)"; exit 1; }
cmp files.csv server.csv
admin -c "SET client_min_messages = warning" -c "DROP FUNCTION slow() CASCADE"
say "session terminated before the commit: nothing written, exit 69"

# Somebody else holds a lock: on the table, on the folder of runs, by a run of the same kind.
admin -c "BEGIN" -c "LOCK TABLE scores.lead_scores IN EXCLUSIVE MODE" -c "SELECT pg_sleep(60)" >/dev/null 2>&1 &
holder=$!
for _ in $(seq 100); do
  [ "$(admin -c "SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation = 'scores.lead_scores'::regclass")" = 1 ] && break
  sleep 0.1
done
expect 75 nightly server $later
admin -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
wait $holder || true
[ "$(count)" = "0|0" ]
flock runs-server/.lock sleep 3 &
holder=$!
sleep 0.5
expect 75 nightly server $later
wait $holder
nightly server $later >"$work/one" 2>&1 & one=$!
nightly server $later >"$work/two" 2>&1 & two=$!
first=0; wait $one || first=$?
second=0; wait $two || second=$?
cat "$work/one" "$work/two" >>"$work/log"
case "$first,$second" in 0,75 | 75,0 | 0,0) ;; *) echo "two runs at once: $first and $second"; exit 1 ;; esac
expect 0 nightly files $later
cmp files.csv server.csv
say "locks: exit 75 while held; two runs at once: $first and $second; then the same scores"

# What cannot work says so, and says nothing else.
echo "*:*:*:crm:wrong" >"$work/wrong" && chmod 600 "$work/wrong"
expect 77 env PGPASSFILE="$work/wrong" "$leadscore" features -c server.yaml --out none.csv
chmod 644 "$work/wrong"
expect 77 env PGPASSFILE="$work/wrong" "$leadscore" features -c server.yaml --out none.csv
expect 69 env PGHOST=/nowhere "$leadscore" score "postgresql:host=/nowhere dbname=crm#leads" --model demo --out none.csv
expect 64 "$leadscore" score "postgresql:service=crm password=S3cr3t-canary#leads" --model demo --out none.csv
sed "s/service=crm/password=S3cr3t-canary service=crm/" server.yaml >password.yaml
expect 78 "$leadscore" check -c password.yaml
rm password.yaml
[ ! -e none.csv ]
say "wrong password 77, readable password file 77, no server 69, password in an address 64 and 78"

# A lead that is forgotten, and one that objects.
lead=$(sed -n 2p server.csv | cut -d, -f1)
expect 0 "$leadscore" forget -c server.yaml --runs runs-server --lead "$lead"
expect 0 "$leadscore" forget -c sqlite.yaml --runs runs-sqlite --lead "$lead"
[ "$(admin -c "SELECT count(*) FROM scores.lead_scores WHERE lead_id = '$lead'")" = 0 ]
if grep -rq "$lead" server.csv sqlite.csv sqlite.db runs-server runs-sqlite; then echo "$lead was not forgotten"; exit 1; fi
printf 'lead_id\n%s\n' "$lead" >suppressed.csv
echo "suppress: suppressed.csv" >>server.yaml
expect 0 nightly server $later
[ "$(admin -c "SELECT count(*) FROM scores.lead_scores WHERE lead_id = '$lead'")" = 0 ]
grep -q '"suppressed" : 1' runs-server/2026-07-02*/manifest.json
say "$lead: forgotten in PostgreSQL, SQLite and files; suppressed, it stays away"

# The canaries: the secret nowhere, the person only in the data.
if grep -rlE "S3cr3t-canary" . "$work/log"; then echo "the secret got out"; exit 1; fi
if grep -rliE "personson" --exclude=leads.csv --exclude=crm.db . "$work/log"; then echo "the person got out"; exit 1; fi
if grep -rlE "L000001" models "$work/log"; then echo "an identifier got out"; exit 1; fi
say "canary secret and canary person: in no byte of models, logs, reports, manifests and records"
