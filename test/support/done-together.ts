import { Client } from 'pg';
import type { TestDatabase } from './test-database';

interface Whose {
  healthBodyId: string;
  groupId: string;
  contractId: string;
}

/** Gives one partnership so many of each thing that both sides do together, over years, that a bad plan shows. */
export async function fillWithDoings(db: TestDatabase, whose: Whose, count: number): Promise<void> {
  const given = [whose.healthBodyId, whose.groupId, String(count), whose.contractId].map((value) => `'${value}'`);
  const statements = DOINGS.map((statement) =>
    statement.replace(/\$(\d)/g, (_all, at: string) => given[Number(at) - 1] ?? ''),
  );
  const client = new Client({ connectionString: db.adminUrl });
  await client.connect();
  // In one transaction, in which nothing is checked or told: what is written here holds together.
  await client.query(['set local session_replication_role = replica', ...statements].join(';\n'));
  await client.end();
  await db.rows(`analyze ${TABLES}`);
}

const TABLES = `material, material_version, name_consent, name_use, introduction, challenge, challenge_step, strategy_priority,
  strategy_link`;

/** The nth id of a kind. */
const nth = (kind: number) =>
  `('019a${kind.toString(16).padStart(4, '0')}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const DAY = `(date '2026-11-01' - n % 1500)`;

const [MATERIAL, VERSION, CONSENT, USE, ENTRY, ASKED, CHALLENGE, DOCUMENT, PRIORITY, LINK] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
];

const DOINGS = [
  `insert into material (health_body_id, group_id, id, title, started_by, started_on, latest)
   select $1::uuid, $2::uuid, ${nth(MATERIAL)}, 'Leaflet ' || n || ' for visitors', 'group', ${DAY}, 1 from generate_series(1, $3::int) n`,
  `insert into material_version (health_body_id, group_id, material_id, id, number, words, made_by, made_on)
   select $1::uuid, $2::uuid, ${nth(MATERIAL)}, ${nth(VERSION)}, 1, 'Welcome.', 'group', ${DAY} from generate_series(1, $3::int) n`,
  `insert into name_consent (health_body_id, group_id, material_id, version_id, id, given_on, ended_on, ended_how)
   select $1::uuid, $2::uuid, ${nth(MATERIAL)}, ${nth(VERSION)}, ${nth(CONSENT)}, ${DAY}, ${DAY} + 9, 'withdrawn'
   from generate_series(1, $3::int) n`,
  `insert into name_use (health_body_id, group_id, material_id, version_id, id, place, since_on, until_on, noted_by, noted_on, ended_by)
   select $1::uuid, $2::uuid, ${nth(MATERIAL)}, ${nth(VERSION)}, ${nth(USE)}, 'Board', ${DAY}, ${DAY} + 9, 'group', ${DAY}, 'group'
   from generate_series(1, $3::int) n`,
  `insert into directory_entry (health_body_id, id, kind, name, sort_key, does, checked_on)
   select $1::uuid, ${nth(ENTRY)}, 'team', 'Estates', 'estates', 'Lends rooms.', date '2026-01-01'
   from generate_series(1, 1) n`,
  `insert into introduction (health_body_id, group_id, id, entry_id, entry_name, why, asked_on, answer_by,
     state, answered_on, reason)
   select $1::uuid, $2::uuid, ${nth(ASKED)}, ('019a0005-0000-7000-8000-000000000001')::uuid, 'Estates', 'Room ' || n || ' please', ${DAY}, ${DAY} + 14,
     'declined', ${DAY} + 3, 'None free.' from generate_series(1, $3::int) n`,
  `insert into challenge (health_body_id, group_id, id, number, about, words, raised_by, raised_on, answer_by, state,
     answered_on, changed)
   select $1::uuid, $2::uuid, ${nth(CHALLENGE)}, n, 'partnership', 'Minute ' || n || ' leaves out half', 'group', ${DAY}, ${DAY} + 14,
     'answered', ${DAY} + 2, true from generate_series(1, $3::int) n`,
  `insert into challenge_step (health_body_id, group_id, challenge_id, number, side, move, words, changed, done_on)
   select $1::uuid, $2::uuid, ${nth(CHALLENGE)}, 1, 'health', 'answered', 'Mended.', true, ${DAY} + 2 from generate_series(1, $3::int) n`,
  `insert into strategy_document (health_body_id, id, title, from_on, published)
   select $1::uuid, ${nth(DOCUMENT)}, 'Five year plan', date '2024-04-01', true
   from generate_series(1, 1) n`,
  `insert into strategy_priority (health_body_id, document_id, id, position, title)
   select $1::uuid, '019a0008-0000-7000-8000-000000000001'::uuid, ${nth(PRIORITY)}, n, 'Aim ' || n
   from generate_series(1, $3::int) n`,
  `insert into strategy_link (health_body_id, group_id, contract_id, id, priority_id, how, linked_on, document_id,
    priority_title, document_title, from_on, published, has_file)
   select $1::uuid, $2::uuid, $4::uuid, ${nth(LINK)}, ${nth(PRIORITY)}, 'By doing it.', ${DAY}, '019a0008-0000-7000-8000-000000000001',
    'Aim ' || n, 'Five year plan', date '2024-04-01', true, false from generate_series(1, $3::int) n`,
];
