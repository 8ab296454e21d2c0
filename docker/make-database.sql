-- Makes the four roles and the database of Accord. Run it with psql as a superuser, on PostgreSQL 15 or newer, with both
-- passwords in the environment:
--
--   ACCORD_OWNER_PASSWORD=… ACCORD_APP_PASSWORD=… psql -v ON_ERROR_STOP=1 -f docker/make-database.sql
--
-- It may be run again: what exists stays, and the two logins get these passwords.

\getenv owner_password ACCORD_OWNER_PASSWORD
\getenv app_password ACCORD_APP_PASSWORD
\if :{?owner_password}
\else
  \set owner_password ''
\endif
\if :{?app_password}
\else
  \set app_password ''
\endif
select :'owner_password' = '' or :'app_password' = '' as password_missing \gset
\if :password_missing
  do $$ begin raise exception 'Set ACCORD_OWNER_PASSWORD and ACCORD_APP_PASSWORD first.'; end $$;
\endif

-- accord_owner owns the tables and is used to migrate, back up and restore. accord_app is the server's login: it owns
-- nothing, and it inherits nothing, so it may read nothing until it takes one of the two sides.
select format('create role %s', attributes) from (values
  ('accord_owner', 'accord_owner login'),
  ('accord_app', 'accord_app login noinherit'),
  ('accord_health', 'accord_health nologin'),
  ('accord_group', 'accord_group nologin')
) as wanted(name, attributes)
where not exists (select from pg_roles where rolname = wanted.name) \gexec

alter role accord_owner login password :'owner_password';
-- NOINHERIT comes before the grant: from PostgreSQL 16 on, a membership remembers what the role was when it was granted.
alter role accord_app login noinherit password :'app_password';
grant accord_health, accord_group to accord_app;

select 'create database accord owner accord_owner encoding ''UTF8'' template template0'
where not exists (select from pg_database where datname = 'accord') \gexec
revoke all on database accord from public;
grant connect, temporary on database accord to accord_app;
