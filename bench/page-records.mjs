/** Which record, and which words, each page is opened with. */

/** The table of a kind of record, where it has another name; and the column of what stands in the address. */
const TABLES = {
  user: 'membership',
  'contract-sketch': 'contract_sketch',
  variation: 'contract_variation',
  'late-case': 'late_payment_case',
  import: 'import_run',
  reconciliation: 'statement_import',
  strategy: 'strategy_document',
  'material-file': 'material_version',
  'bank-holiday': 'health_body_holiday',
};
const COLUMNS = { 'invoice-document': 'document_id' };
const OWNERS = {
  organisation: 'id',
  person: 'organisation_id',
  user: 'organisation_id',
  'api-token': 'organisation_id',
};
/** Kinds that are a health body's alone, and that its groups read. */
const OF_PAYER = ['strategy', 'strategy-priority', 'directory-entry'];

const RUNNING = `state = 'agreed' and starts_on <= '2026-11-01' and ends_on > '2026-11-22'`;
const DRAFT = `state = 'draft'`;
const OVERDUE = `settled_on is null and state = 'planned' and due_on < '2026-11-01'`;
const NOT_JOINED = 'exists (select from organisation o where o.id = x.group_id and o.joined_at is null)';
/** What must be so of a record for every page of its kind, or for one page: else the page leads elsewhere. */
const OF_KIND = {
  contract: RUNNING,
  user: `id::text like '0198%'`,
  'material-file': 'document_id is not null',
  strategy: 'file_id is not null',
  instalment: OVERDUE,
  'payment-run': `state = 'closed'`,
  'named-lead': `to_on is null and from_on > '2026-01-01'`,
};
const OF_PAGE = {
  'GET /o/:org/contracts/:id/light-agreement': DRAFT,
  'GET /o/:org/contracts/:id/plan': DRAFT,
  'GET /o/:org/contracts/:id/fit': DRAFT,
  'GET /o/:org/contracts/:id/confirmed-outside': DRAFT,
  'GET /o/:org/contracts/:id/withdrawal': DRAFT,
  'GET /o/:org/contracts/:id/resumption': `state = 'suspended'`,
  'GET /o/:org/contracts/:id/variation': `${RUNNING} and not exists (select from contract_variation v
    where v.health_body_id = x.health_body_id and v.contract_id = x.id and v.state = 'open')`,
  'GET /o/:org/payments/:id/late-case': `${OVERDUE} and not exists (select from late_payment_case l
    where l.health_body_id = x.health_body_id and l.instalment_id = x.id)`,
  'GET /o/:org/partnerships/:id/invitation': NOT_JOINED,
  'GET /o/:org/partnerships/:id/invitation/email': NOT_JOINED,
  'GET /o/:org/finance/runs/:id/approve': `state = 'submitted'`,
  'GET /o/:org/finance/runs/:id/export': `state = 'approved'`,
  'GET /o/:org/finance/runs/:id/additions': `state = 'draft'`,
};

/** What a page asks in its address, as somebody uses it: `$` is a partnership of the reader's. */
const ASKED = { 'GET /o/:org/search': 'q=leaflet', 'GET /o/:org/contact-log/new': 'payer=$' };

/** Null where the data has no such record. */
export async function pathOf(owner, { route, entry, role, place }) {
  const id = entry.one === undefined ? place : await recordOf(owner, { kind: entry.one, route, role, place });
  if (id === null) return null;
  const [, path] = route.split(' ');
  const parts = { org: place, file: 'contracts', step: 'what', ...(await partsOf(owner, route, id)) };
  const asked = ASKED[route] === undefined ? '' : `?${ASKED[route].replace('$', await partnershipOf(owner, place))}`;
  return path.replace(/:(\w+)/g, (_, name) => parts[name] ?? id) + asked;
}

async function recordOf(owner, { kind, route, role, place }) {
  const isGroup = role.startsWith('group_');
  const own = ownSideOf(route, isGroup ? 'group' : 'health');
  const wanted = [ownedBy(kind, isGroup), OF_PAGE[route] ?? OF_KIND[kind], own].filter((one) => one !== undefined);
  const { rows } = await owner.query(
    `select ${COLUMNS[kind] ?? 'id'} as id from ${TABLES[kind] ?? kind.replaceAll('-', '_')} x
     where ${wanted.map((one) => `(${one})`).join(' and ')} order by 1 limit 1`,
    [place],
  );
  return rows[0]?.id ?? null;
}

function ownedBy(kind, isGroup) {
  if (OWNERS[kind] !== undefined) return `x.${OWNERS[kind]} = $1`;
  if (!isGroup) return 'x.health_body_id = $1';
  if (!OF_PAYER.includes(kind)) return 'x.group_id = $1';
  return 'x.health_body_id in (select p.health_body_id from partnership p where p.group_id = $1)';
}

async function partnershipOf(owner, place) {
  const { rows } = await owner.query(
    'select id from partnership where $1 in (health_body_id, group_id) order by id limit 1',
    [place],
  );
  return rows[0].id;
}

/** What only the side may change that wrote it, or only read. */
function ownSideOf(route, side) {
  if (side === 'group' && route === 'GET /o/:org/findings/:id') return `audience <> 'health_body'`;
  if (route === 'GET /o/:org/documents/:id/removal') return `side = '${side}'`;
  if (route === 'GET /o/:org/invoices/:id/correction') return `entered_by_side = '${side}' and state = 'received'`;
  if (['GET /o/:org/notes/:id', 'GET /o/:org/contact-log/:id/correction'].includes(route)) return 'owner_id = $1';
  return undefined;
}

/** Records within the record. */
async function partsOf(owner, route, id) {
  const within = {
    exportId: 'select id from payment_export where run_id = $1 order by kind limit 1',
    entryId: 'select id from statement_entry where statement_id = $1 order by position limit 1',
  };
  const parts = {};
  for (const [name, sql] of Object.entries(within)) {
    if (route.includes(`:${name}`)) parts[name] = (await owner.query(sql, [id])).rows[0]?.id;
  }
  return parts;
}
