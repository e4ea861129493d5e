#!/bin/sh
# 给两个进程各一个数据库用户，各归一个角色；权限由 bot.migrate 写。可以再跑，换密码也用它。
# A database user for each process, each in one role; bot.migrate writes the rights. It may be run
# again, also to change the passwords.
set -eu
for process in intake desk; do
    PASSWORD=$(cat "/run/secrets/$process-database-password")
    export PASSWORD
    psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
        --set role="chuishao_$process" --set login="$process" <<'SQL'
\getenv password PASSWORD
SET log_statement = 'none';
SELECT format('CREATE ROLE %I NOLOGIN', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SELECT format('CREATE ROLE %I LOGIN', :'login')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'login') \gexec
SELECT format('ALTER ROLE %I PASSWORD %L', :'login', :'password') \gexec
SELECT format('GRANT %I TO %I', :'role', :'login') \gexec
SQL
done
