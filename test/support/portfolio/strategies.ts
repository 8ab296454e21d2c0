import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, g1, g3, OWN_FILES, STRATEGIES, STRATEGY_LINKS, STRATEGY_PRIORITIES } from './ids';
import { insert } from './insert';

const EACH = [
  {
    ...{ health_body_id: a, group_id: g1, contract_id: CONTRACTS.aG1Running, id: STRATEGY_LINKS.aG1 },
    ...{ document_id: STRATEGIES.ofA, priority_id: STRATEGY_PRIORITIES.ofA, file_id: OWN_FILES.ofA },
  },
  {
    ...{ health_body_id: b, group_id: g3, contract_id: CONTRACTS.bG3Running, id: STRATEGY_LINKS.bG3 },
    ...{ document_id: STRATEGIES.ofB, priority_id: STRATEGY_PRIORITIES.ofB, file_id: OWN_FILES.ofB },
  },
];

/** A strategy of each health body that is published, with its file and a priority which one contract serves. */
export async function addStrategies(db: TestDatabase): Promise<void> {
  for (const { document_id, priority_id, file_id, health_body_id, ...link } of EACH) {
    const own = { health_body_id };
    await insert(db, 'strategy_document', [
      { ...own, id: document_id, title: 'Five year plan', from_on: '2026-04-01', published: true, file_id },
    ]);
    await insert(db, 'strategy_priority', [
      { ...own, document_id, id: priority_id, position: 1, title: 'Nobody is turned away' },
    ]);
    await insert(db, 'strategy_link', [
      { ...own, ...link, priority_id, how: 'The drop-ins turn nobody away.', linked_on: '2026-10-05' },
    ]);
  }
}
