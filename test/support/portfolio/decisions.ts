import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, DECISION_PROCESSES, DECISIONS, g1, g3, PROCESS_PARTIES } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';

/** A process of each running contract that both signed long ago, and a decision of two of them that came to nothing. */
export async function addDecisions(db: TestDatabase): Promise<void> {
  for (const { pair, contract, process, health, group } of SIGNED) {
    const [health_body_id, group_id] = pair;
    const own: Row = { health_body_id, group_id };
    const of = { ...own, process_id: process };
    await insert(db, 'decision_process', [
      {
        ...own,
        ...{ contract_id: contract, id: process, number: 1, proposed_by: 'health', proposed_on: '2026-10-01' },
        ...{ days_to_answer: 10, day_kind: 'banking' },
      },
    ]);
    await insert(db, 'decision_process_kind', [{ ...of, kind: 'content', decides: 'both', without_answer: 'wait' }]);
    await insert(db, 'decision_process_party', [
      { ...of, id: health, position: 1, side: 'health', part: 'decides', role: 'lead' },
      { ...of, id: group, position: 2, side: 'group', part: 'decides', role: 'lead' },
    ]);
    await insert(db, 'decision_process_signature', [
      { ...of, side: 'health', signed_on: '2026-10-01' },
      { ...of, side: 'group', signed_on: '2026-10-02' },
    ]);
    if (!(await isThere(db))) continue;
    await db.rows(
      `update decision_process set state = 'signed', closed_on = '2026-10-02', in_force_on = '2026-10-02'
       where health_body_id = $1 and id = $2`,
      [health_body_id, process],
    );
  }
  await addNotTaken(db, [a, g1], DECISIONS.aG1NotTaken, CONTRACTS.aG1Running, PROCESS_PARTIES.aG1Group);
  await addNotTaken(db, [b, g3], DECISIONS.bG3NotTaken, CONTRACTS.bG3Running, PROCESS_PARTIES.bG3Group);
}

const SIGNED = [
  {
    pair: [a, g1] as Pair,
    contract: CONTRACTS.aG1Running,
    process: DECISION_PROCESSES.aG1,
    health: PROCESS_PARTIES.aG1Health,
    group: PROCESS_PARTIES.aG1Group,
  },
  {
    pair: [b, g1] as Pair,
    contract: CONTRACTS.bG1Grant,
    process: DECISION_PROCESSES.bG1,
    health: PROCESS_PARTIES.bG1Health,
    group: PROCESS_PARTIES.bG1Group,
  },
  {
    pair: [b, g3] as Pair,
    contract: CONTRACTS.bG3Running,
    process: DECISION_PROCESSES.bG3,
    health: PROCESS_PARTIES.bG3Health,
    group: PROCESS_PARTIES.bG3Group,
  },
];

/** The group did not agree, and the health body let it be. */
async function addNotTaken(
  db: TestDatabase,
  [health_body_id, group_id]: Pair,
  id: string,
  contract_id: string,
  decided_by_id: string,
): Promise<void> {
  const own: Row = { health_body_id, group_id };
  await insert(db, 'decision', [
    {
      ...{ ...own, contract_id, id, number: 1, kind: 'content' },
      ...{ title: 'A second page on the leaflet', what: 'Whether the leaflet gets a second page.' },
      ...{ proposed_by: 'health', proposed_on: '2026-10-05', answer_by: '2026-10-19' },
    },
  ]);
  await insert(db, 'decision_position', [
    {
      ...{ ...own, decision_id: id, number: 1, side: 'group', stance: 'do_not_agree', decided_by_id },
      ...{ comment: 'Nobody reads two pages.', given_on: '2026-10-06' },
    },
  ]);
  if (!(await isThere(db))) return;
  await db.rows(
    `update decision set state = 'not_taken', closed_on = '2026-10-07', closed_by = 'health',
       outcome_reason = 'One page is enough.' where health_body_id = $1 and id = $2`,
    [health_body_id, id],
  );
}

async function isThere(db: TestDatabase): Promise<boolean> {
  const found = await db.rows(`select 1 where to_regclass('decision_position') is not null`);
  return found.length > 0;
}
