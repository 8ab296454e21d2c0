import type { ReadinessContribution } from '../contracts';
import { commencementCheck } from './commencement-check';
import type { CommencementStanding } from './commencement-check';

const STANDING = `
  select o.joined_at is not null as "groupHasJoined",
    exists (select 1 from commencement k
      where k.health_body_id = $1 and k.contract_id = $3 and k.agreed_on is not null) as agreed,
    (select case when k.agreed_on is not null then null when k.health_confirmed_on is null then 'health' else 'group' end
      from commencement k where k.health_body_id = $1 and k.contract_id = $3
      order by k.number desc limit 1) as "waitsFor"
  from organisation o where o.id = $2`;

/** Not of a light contract, whose one page says how both work together. */
export const commencementReadiness: ReadinessContribution = {
  async checks(tx, { id, healthBodyId, groupId, light }) {
    if (light) return [];
    const standing = await tx.query<CommencementStanding>(STANDING, [healthBodyId, groupId, id]);
    return standing.map((each) => commencementCheck(id, each));
  },
};
