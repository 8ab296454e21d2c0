import type { INestApplicationContext } from '@nestjs/common';
import { EngagementWritesService, LogEngagementDto } from '../../engagement';
import { OperatorService } from '../../identity';
import { MentoringWrites } from '../../mentoring';
import { Clock, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import { WESTMERE } from './westmere';

interface Met {
  daysAgo: number;
  channel: 'in_person' | 'phone' | 'video';
  purpose: string;
  outcome: string;
}

const TALKS: readonly Met[] = [
  {
    ...{ daysAgo: 48, channel: 'in_person', purpose: 'Who is who at Quay House, and who signs what' },
    outcome: 'The group asks its mentor first, whatever it is about',
  },
  {
    ...{ daysAgo: 27, channel: 'phone', purpose: 'What the purchase order number on an invoice is for' },
    outcome: 'Put the number on the next invoice; the mentor looks at it before it goes',
  },
  {
    ...{ daysAgo: 6, channel: 'video', purpose: 'How to say no to an invitation without giving offence' },
    outcome: 'The group says in its profile how much it can take on',
  },
];

/** Who was offered one and would rather not, and why. */
const DECLINED: readonly (readonly [group: string, why: string])[] = [
  ['Juniper Stairs', 'They have worked with the council for years and know whom to ask.'],
  ['Nettlewick Recovery Table', 'Their lead used to work in commissioning.'],
  ['Quillfield Voices', 'They would rather ask their lead.'],
];

interface Partnership {
  id: string;
  contactId: string;
}

/** One group has a mentor of Westmere after one of another organisation; of another it is to be asked: still needed? */
export async function mentorTwoGroups(services: INestApplicationContext): Promise<void> {
  const westmere = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const today = services.get(Clock, { strict: false }).today();
  const mentoring = services.get(MentoringWrites, { strict: false });
  const log = services.get(EngagementWritesService, { strict: false });
  const umber = await partnershipWith(services, westmere, 'Umber Bridge');
  const isNew = { newPartner: true };
  const before = { otherParty: 'Tarn Valley Voluntary Advice', fromOn: addDays(today, -120) };
  await mentoring.keep(westmere, umber.id, 1, { ...isNew, ...before });
  await mentoring.keep(westmere, umber.id, 2, { ...isNew, contactId: umber.contactId, fromOn: addDays(today, -55) });
  for (const { daysAgo, ...talk } of TALKS) {
    const both = {
      partnershipId: umber.id,
      healthContactId: umber.contactId,
      startedBy: 'health',
      twoWay: true,
    } as const;
    const entry = { ...both, ...talk, happenedOn: addDays(today, -daysAgo), mentoring: true };
    await log.log(westmere, Object.assign(new LogEngagementDto(), entry));
  }
  const marlpit = await partnershipWith(services, westmere, 'Marlpit Circle');
  const since = { fromOn: addDays(today, -190), reviewOn: addDays(today, -4) };
  await mentoring.keep(westmere, marlpit.id, 1, { otherParty: 'Tarn Valley Voluntary Advice', ...since });
  for (const [group, declinedReason] of DECLINED) {
    const { id } = await partnershipWith(services, westmere, group);
    await mentoring.keep(westmere, id, 1, { declinedReason });
  }
}

async function partnershipWith(
  services: INestApplicationContext,
  westmere: Actor,
  group: string,
): Promise<Partnership> {
  const [row] = await services.get(TenantService, { strict: false }).transaction(westmere, (tx) =>
    tx.query<Partnership>(
      `select p.id, k.id as "contactId" from partnership p
       join organisation g on g.id = p.group_id
       join contact k on k.health_body_id = p.health_body_id and k.group_id = p.group_id and k.side = 'health'
       where p.health_body_id = $1 and g.name = $2 order by k.name_key limit 1`,
      [westmere.organisationId, group],
    ),
  );
  if (row === undefined) throw new Error(`The demo has no group ${group}.`);
  return row;
}
