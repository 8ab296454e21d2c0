import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { contactOf, idOf } from './data.mjs';

const require = createRequire(import.meta.url);
const { v7: uuid } = require('uuid');

const STATEMENTS = {
  key: `insert into idempotency_key (organisation_id, actor_id, route, key, body_hash, resource_id)
    values ($1, $2, $3, $4, $5, $6)`,
  audit: `insert into audit_event (organisation_id, actor_kind, actor_id, action, subject_id, detail, request_id)
    values ($1, 'token', $2, $3, $4, $5, $6)`,
  engagement: `insert into engagement (health_body_id, group_id, id, happened_on, channel, started_by, two_way,
      health_contact_id, group_contact_id, purpose, visibility, owner_id, author_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'shared', $1, $11)`,
  contract: `insert into contract (health_body_id, group_id, id, reference, reference_key, title, instrument, value_pence,
      starts_on, ends_on, state, schedule_version)
    values ($1, $2, $3, $4, lower($4), $5, $6, $7, $8, $9, 'draft', 1)`,
  schedule: `insert into schedule (health_body_id, group_id, contract_id, version, net_pence) values ($1, $2, $3, 1, $4)`,
  instalments: `insert into instalment (health_body_id, group_id, contract_id, id, schedule_version, number,
      period_starts_on, period_ends_on, due_on, send_by_on, net_pence)
    select $1::uuid, $2::uuid, $3::uuid, u.id, 1, u.n, d.day, (d.day + interval '1 month' - interval '1 day')::date, d.day, d.day - 3, $6::bigint
    from unnest($4::uuid[]) with ordinality u(id, n),
      lateral (select ($5::date + ((u.n - 1) || ' months')::interval)::date as day) d`,
};

/** The rows that the product writes for the same request, in one transaction, with nothing checked. */
export function makeWrites(pool) {
  const write = async (rows) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const [name, values] of rows) await client.query({ name: `write_${name}`, text: STATEMENTS[name], values });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  return {
    'POST engagements': async ({ request }) => {
      const body = await text(request);
      const entry = JSON.parse(body);
      const { bodyNumber, groupNumber } = placeOf(request);
      const [owner, actor, id] = [idOf('body', bodyNumber), idOf('token', bodyNumber), uuid()];
      const contacts = [contactOf(bodyNumber, groupNumber, 0), contactOf(bodyNumber, groupNumber, 1)];
      const { happenedOn, channel, startedBy, twoWay, purpose } = entry;
      const fields = [happenedOn, channel, startedBy, twoWay, ...contacts, purpose, actor];
      await write([
        ['key', [owner, actor, 'POST /engagements', request.headers['idempotency-key'], hashOf(body), id]],
        ['engagement', [owner, idOf('group', groupNumber), id, ...fields]],
        ['audit', [owner, actor, 'engagement.logged', id, { visibility: 'shared' }, uuid()]],
      ]);
      return { id, ...entry, healthBodyId: owner, version: 1 };
    },
    'POST contracts': async ({ request }) => {
      const entry = JSON.parse(await text(request));
      const { bodyNumber, groupNumber } = placeOf(request);
      const [owner, group, id] = [idOf('body', bodyNumber), idOf('group', groupNumber), uuid()];
      const { reference, title, instrument, valuePence, startsOn, endsOn } = entry;
      const ids = Array.from({ length: 60 }, () => uuid());
      await write([
        ['contract', [owner, group, id, reference, title, instrument, valuePence, startsOn, endsOn]],
        ['schedule', [owner, group, id, valuePence]],
        ['instalments', [owner, group, id, ids, startsOn, valuePence / 60]],
      ]);
      return { id, ...entry, healthBodyId: owner, version: 1 };
    },
  };
}

function placeOf({ headers }) {
  return { bodyNumber: Number(headers['bench-body']), groupNumber: Number(headers['bench-group']) };
}

const hashOf = (body) => createHash('sha256').update(body).digest();
