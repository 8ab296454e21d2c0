import type { TestDatabase } from '../test-database';
import { a, b, CONTRACTS, g1, g3 } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';

/** Said while the contracts were drafts, and gone on with. */
export async function addFits(db: TestDatabase): Promise<void> {
  const of = ([health_body_id, group_id]: Pair, contract_id: string): Row => ({
    health_body_id,
    group_id,
    contract_id,
  });
  const both = [of([a, g1], CONTRACTS.aG1Ended), of([b, g3], CONTRACTS.bG3Running)];
  const guard = async (how: 'disable' | 'enable') => {
    const [found] = await db.rows(`select 1 where to_regclass('contract_fit') is not null`);
    if (found !== undefined) await db.rows(`alter table contract_fit ${how} trigger contract_fit_of_draft`);
  };
  await guard('disable');
  await insert(
    db,
    'contract_fit',
    both.map((key) => ({ ...key, kinds: ['training'], communities: ['older'], area: 'Westmere' })),
  );
  await guard('enable');
  await insert(
    db,
    'contract_fit_override',
    both.map((key) => ({ ...key, gaps: ['kind:training'], reason: 'It learns', decided_on: '2026-03-02' })),
  );
}
