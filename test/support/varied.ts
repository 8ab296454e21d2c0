import { v7 as uuid } from 'uuid';
import type { Agent } from './start-app';
import type { TestDatabase } from './test-database';

let made = 0;

/** £9,000 monthly in advance, July 2026 to March 2027, agreed by both sides before it was first due. */
export async function agreedContract(
  { manager, groupLead }: { manager: Agent; groupLead: Agent },
  partnershipId: string,
  rest: object = {},
): Promise<string> {
  const request = {
    partnershipId,
    reference: `V-${String((made += 1))}`,
    title: 'Peer support',
    instrument: 'contract_for_services',
    valuePence: 9_000_00,
    startsOn: '2026-07-01',
    endsOn: '2027-03-31',
    vatTreatment: 'outside_scope',
    ...rest,
  };
  const { body } = await manager.post('/api/v1/contracts').send(request).expect(201);
  const { id } = body as { id: string };
  const confirm = (by: Agent, answers: object) =>
    by.post(`/api/v1/contracts/${id}/agreement`).set('If-Match', '"1"').send(answers).expect(201);
  await confirm(groupLead, {});
  const goOnWithout = ['lead_of_health_body', 'lead_of_group'].map((check) => ({ check, reason: 'Not yet.' }));
  await confirm(manager, { goOnWithout });
  return id;
}

export async function receive(db: TestDatabase, instalmentId: string, pence: number): Promise<void> {
  await db.rows(
    `insert into receipt (health_body_id, group_id, contract_id, instalment_id, id, amount_pence, received_on, source)
     select health_body_id, group_id, contract_id, id, $2, $3, '2026-11-20', 'hand' from instalment where id = $1`,
    [instalmentId, uuid(), pence],
  );
}

/** In one transaction, at whose end a hold and what it holds must agree. */
export async function held(db: TestDatabase, instalmentId: string): Promise<void> {
  await db.rows(`begin;
    insert into instalment_hold (health_body_id, group_id, contract_id, instalment_id, id, reason_code, reason, held_on,
      cause_by_health)
    select health_body_id, group_id, contract_id, id, gen_random_uuid(), 'other', 'To be settled', '2026-11-20', 'payer'
    from instalment where id = '${instalmentId}';
    update instalment set state = 'held', version = version + 1 where id = '${instalmentId}';
    commit`);
}

/** The moves that a payment run makes. */
export async function movedToExported(db: TestDatabase, instalmentId: string): Promise<void> {
  for (const state of ['approved', 'exported']) {
    await db.rows('update instalment set state = $2, version = version + 1 where id = $1', [instalmentId, state]);
  }
}

export interface Line {
  id: string;
  number: number;
  periodStartsOn: string;
  periodEndsOn: string;
  dueOn: string;
  netPence: number;
  state: string;
}
/** As the API answers it, as far as the tests look. */
export interface Variation {
  id: string;
  version: number;
  state: string;
  problem: string | null;
  preview: {
    previewKey: string;
    differencePence: number;
    lines: { old: Line | null; new: Line | null; kept: string }[];
  };
}

export const path = (id: string) => `/api/v1/contracts/${id}`;
/** £3,000 more, from January 2027. */
export const more = { valuePence: 12_000_00, effectiveOn: '2027-01-01', reason: 'Twice as many people come.' };

export async function propose(by: Agent, contractId: string, body: object = more): Promise<Variation> {
  const { body: contract } = await by.get(path(contractId)).expect(200);
  const { body: proposed } = await by
    .post(`${path(contractId)}/variations`)
    .set('If-Match', `"${String((contract as { version: number }).version)}"`)
    .send(body)
    .expect(201);
  return proposed as Variation;
}
export const read = async (by: Agent, id: string) =>
  (await by.get(`/api/v1/variations/${id}`).expect(200)).body as Variation;
export const accept = (by: Agent, { id, version, preview }: Variation) =>
  by
    .post(`/api/v1/variations/${id}/acceptance`)
    .set('If-Match', `"${String(version)}"`)
    .send({ previewKey: preview.previewKey });
export const answer = (by: Agent, how: string, { id, version }: Variation, body: object = {}) =>
  by
    .post(`/api/v1/variations/${id}/${how}`)
    .set('If-Match', `"${String(version)}"`)
    .send(body);
export async function plan(by: Agent, contractId: string, version = ''): Promise<Line[]> {
  const { body } = await by.get(`${path(contractId)}/schedule${version}`).expect(200);
  return (body as { instalments: Line[] }).instalments;
}
/** Net, in pounds. */
export const inPounds = (lines: readonly Line[]) => lines.map(({ netPence }) => netPence / 100);
