import type { ReadinessContribution } from '../contracts';

const SAID = `
  select exists (select 1 from decision_process p
    where p.health_body_id = $1 and p.contract_id = $2 and p.state in ('open', 'signed')) as said`;

/** Signed, or proposed and waiting to be. Not of a light contract, which is decided by the ready-made process. */
export const processReadiness: ReadinessContribution = {
  async checks(tx, { id, healthBodyId, light }) {
    if (light) return [];
    const [row] = await tx.query<{ said: boolean }>(SAID, [healthBodyId, id]);
    return [
      {
        check: 'decision_process',
        met: row?.said ?? false,
        whose: 'health_body',
        whatToDo: 'Propose how the two sides decide together: the ready-made way is one button.',
        link: `/api/v1/contracts/${id}/decision-process`,
      },
    ];
  },
};
