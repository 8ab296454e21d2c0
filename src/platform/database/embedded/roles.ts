import { escapeLiteral } from 'pg';

/** The database that Accord keeps its tables in. */
export const DATABASE = 'accord';

/**
 * Rows of SQL that make the four roles and their memberships; also used for servers that people bring themselves.
 * They may be run again: roles that exist keep what they own and get these passwords. Runs on PostgreSQL 15 to 18, by a
 * superuser or by a role that may create roles.
 *
 * `accord_app` does not inherit, so it may do nothing until it takes one side with SET ROLE. It must be NOINHERIT before
 * the grant: from PostgreSQL 16 on the membership remembers what the role was at that moment.
 */
export function rolesSql(passwords: { owner: string; app: string }): string[] {
  return [
    createRole('accord_owner', 'login'),
    createRole('accord_app', 'login noinherit'),
    createRole('accord_health', 'nologin'),
    createRole('accord_group', 'nologin'),
    `alter role accord_owner login password ${escapeLiteral(passwords.owner)}`,
    `alter role accord_app login noinherit password ${escapeLiteral(passwords.app)}`,
    'grant accord_health, accord_group to accord_app',
  ];
}

/** CREATE ROLE has no IF NOT EXISTS. */
function createRole(name: string, attributes: string): string {
  return (
    `do $$ begin create role ${name} ${attributes} nosuperuser nocreatedb nocreaterole noreplication nobypassrls; ` +
    'exception when duplicate_object or unique_violation then null; end $$'
  );
}

/**
 * Rows of SQL, for a superuser of our own server, that make the database. It gets its name last, so a database of that
 * name is a finished one, whenever we were killed.
 */
export function databaseSql(): string[] {
  const unfinished = `${DATABASE}_unfinished`;
  return [
    `drop database if exists ${unfinished}`,
    `create database ${unfinished} owner accord_owner encoding 'UTF8' template template0`,
    `revoke all on database ${unfinished}, postgres, template1 from public`,
    `grant connect, temporary on database ${unfinished} to accord_app`,
    `alter database ${unfinished} rename to ${DATABASE}`,
  ];
}
