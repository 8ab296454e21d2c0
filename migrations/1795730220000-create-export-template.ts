import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a health body's own ledger wants its files: which columns, in which order, and how days and amounts are written. */
export class CreateExportTemplate1795730220000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table export_template (
        health_body_id   uuid not null references organisation (id),
        id               uuid not null,
        kind             text not null check (kind in ('ap_csv', 'journal_csv')),
        name             text not null check (length(name) between 1 and 100),
        -- the name without capitals and further spaces
        name_key         text not null check (name_key <> ''),
        -- in order: each has a header, and either the fact that it shows or a fixed text
        columns          jsonb not null,
        header_line      boolean not null,
        date_format      text not null
          check (date_format in ('YYYY-MM-DD', 'DD/MM/YYYY', 'DD-MM-YYYY', 'DD-MON-YYYY', 'YYYYMMDD', 'DDMMYYYY')),
        amount_format    text not null check (amount_format in ('pounds', 'pence')),
        separator        text not null check (separator in ('comma', 'semicolon', 'tab', 'bar')),
        line_ending      text not null check (line_ending in ('crlf', 'lf')),
        quoting          text not null check (quoting in ('needed', 'always')),
        -- where a journal puts the other half of its double entry
        control_account  text check (length(control_account) between 1 and 40),
        control_centre   text check (length(control_centre) between 1 and 40),
        control_analysis text check (length(control_analysis) between 1 and 40),
        version          integer not null default 1,
        created_at       timestamptz not null default now(),
        -- kept for the runs that were sent with it
        removed_at       timestamptz,
        primary key (health_body_id, id),
        constraint export_template_columns check (
          jsonb_typeof(columns) = 'array' and jsonb_array_length(columns) between 1 and 40
          and not jsonb_path_exists(columns, '$[*] ? (@.type() != "object")')
          and not jsonb_path_exists(columns, '$[*] ? (!exists(@.header) || @.header.type() != "string")')
          and not jsonb_path_exists(columns, '$[*] ? ((exists(@.source) && exists(@.fixed))
            || (!exists(@.source) && !exists(@.fixed)))')),
        constraint export_template_control check (case kind
          when 'journal_csv' then control_account is not null
          else control_account is null and control_centre is null and control_analysis is null end)
      );
      create unique index export_template_name_once on export_template (health_body_id, name_key)
        where removed_at is null;
      call wall_in('export_template', 'health_body_id', null);
      grant select, insert on export_template to accord_health;
      grant update (name, name_key, columns, header_line, date_format, amount_format, separator, line_ending, quoting,
        control_account, control_centre, control_analysis, version, removed_at) on export_template to accord_health;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}
