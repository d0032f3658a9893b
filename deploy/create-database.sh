#!/bin/sh
# Runs once, in a new PostgreSQL server, as its superuser: one database and one login role of the same name, which owns
# that database and nothing else. The hub is given this role; the superuser stays with whoever runs the server.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set id="$DATABASE_ID" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set password `cat /run/secrets/"$DATABASE_ID"_password`
CREATE ROLE :"id" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE :"id" OWNER :"id" ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C' TEMPLATE template0;
REVOKE ALL ON DATABASE :"id" FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
SQL
