import type { TestDatabase } from './test-database';

/** The columns by which a row belongs to an organisation. */
const TENANT_COLUMNS = ['health_body_id', 'group_id', 'organisation_id'];

/** Have a tenant column or are one organisation's own, but no side has any business with them. */
export const LOCKED_AWAY = [
  'account',
  'session',
  'one_time_link',
  'sign_in_link',
  'link_request',
  'mail',
  'mail_preference',
  'mail_unsubscribe',
  'invitation_link',
  'sign_in_attempt',
  'audit_unsealed',
  'server_secret',
  'former_address',
  'former_contact_key',
  'finding_mark',
  'finding_run',
  'group_recovery',
  'modulus_table',
  'modulus_weight',
  'modulus_substitution',
];

export interface TenantTable {
  table: string;
  /** Those of TENANT_COLUMNS that it has; `id` for the organisations themselves. */
  tenantColumns: string[];
  columns: string[];
  /** What each side may do with any column of it: select, insert, update, delete, … */
  health: string[];
  group: string[];
}

/** Read from the catalogue, so that a table made tomorrow is tested too. */
export async function tenantTables(db: TestDatabase): Promise<TenantTable[]> {
  const tables = await db.rows<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
     group by c.oid, c.relname order by c.relname`,
    [LOCKED_AWAY],
  );
  const found: TenantTable[] = [];
  for (const { table, columns } of tables) {
    const tenantColumns = table === 'organisation' ? ['id'] : TENANT_COLUMNS.filter((name) => columns.includes(name));
    if (tenantColumns.length === 0) continue;
    const health = await privileges(db, 'accord_health', table);
    const group = await privileges(db, 'accord_group', table);
    found.push({ table, tenantColumns, columns, health, group });
  }
  return found;
}

/** What a role may do with a table or with any one of its columns. */
export async function privileges(db: TestDatabase, role: string, table: string): Promise<string[]> {
  const rows = await db.rows<{ privilege: string }>(
    `select p as privilege from unnest(array['select', 'insert', 'update', 'references']) p
       where has_any_column_privilege($1, $2::regclass, p)
     union all select p from unnest(array['delete', 'truncate', 'trigger']) p
       where has_table_privilege($1, $2::regclass, p)`,
    [role, table],
  );
  return rows.map(({ privilege }) => privilege);
}
