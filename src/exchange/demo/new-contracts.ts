import type { INestApplicationContext } from '@nestjs/common';
import { LightAgreementReader, LightAgreements } from '../../agreeing';
import type { LightAgreementDto } from '../../agreeing';
import { BankHolidays, ContractDraftService, LeadNamingService } from '../../contracts';
import type { DraftContractDto } from '../../contracts';
import { DecisionProcesses, standardProcess } from '../../decisions';
import { Fits } from '../../fit';
import { GroupMeans } from '../../organisations';
import { TenantService } from '../../platform';
import type { Actor, Side } from '../../platform';
import type { CalendarDate } from '../../shared/calendar-date';
import { pairOf, terms } from './deciding-together';
import type { Pair } from './deciding-together';
import { termOf } from './demo-day';

type Terms = Omit<DraftContractDto, 'partnershipId' | 'startsOn' | 'endsOn' | 'vatTreatment'>;

const GOES_ALONG: Terms = {
  ...{ reference: 'WM-0191', title: 'Somebody who comes along to appointments' },
  ...{ instrument: 'contract_for_services', valuePence: 7_200_00 },
};
const LISTENS: Terms = {
  ...{ reference: 'WM-0192', title: 'What people say of waiting rooms', instrument: 'grant', valuePence: 4_800_00 },
};
const SECOND_EVENING: Terms = {
  ...{ reference: 'WM-0193', title: 'A second social evening', instrument: 'grant', valuePence: 2_400_00 },
};
const PAID_LATER: Terms = {
  ...{ reference: 'WM-0194', title: 'Peer support in two more towns', instrument: 'contract_for_services' },
  ...{ valuePence: 48_000_00, timing: 'in_arrears', rhythm: 'quarterly' },
  deviationReason: 'The money for this work reaches us after each quarter.',
};

/** What is being agreed: three small contracts, each on one page, and a larger one of which much is still open. */
export async function agreeOnMore(services: INestApplicationContext, asOf: CalendarDate): Promise<void> {
  await agreeWithReasons(services, await draftBeside(services, asOf, 'WM-0165', GOES_ALONG));

  const listens = await draftBeside(services, asOf, 'WM-0165', LISTENS);
  await nameLeads(services, listens, 'WM-0165', ['health', 'group']);
  await agreeFor(services, listens, 'health');

  const evening = await draftBeside(services, asOf, 'WM-0120', SECOND_EVENING);
  await nameLeads(services, evening, 'WM-0120', ['health', 'group']);
  await agreeFor(services, evening, 'health');

  await leaveOpen(services, await draftBeside(services, asOf, 'WM-0115', PAID_LATER));
}

interface Drafted extends Pair {
  startsOn: CalendarDate;
}

/** For a year from next month, with the group of a contract that is there already. */
async function draftBeside(
  services: INestApplicationContext,
  asOf: CalendarDate,
  beside: string,
  contract: Terms,
): Promise<Drafted> {
  const pair = await pairOf(services, beside);
  const calendar = await services.get(BankHolidays, { strict: false }).calendar();
  const term = termOf({ starts: { monthsAgo: -1 }, months: 12 }, asOf, calendar);
  const draft: DraftContractDto = {
    ...{ ...contract, ...term, partnershipId: pair.partnershipId },
    vatTreatment: 'outside_scope',
  };
  const contractId = await services.get(ContractDraftService, { strict: false }).draft(pair.health, draft);
  return { ...pair, contractId, startsOn: term.startsOn };
}

/** Both agree, though the group does not do all of it and has yet to say who leads: why is on record. */
async function agreeWithReasons(services: INestApplicationContext, drafted: Drafted): Promise<void> {
  const { contractId, health } = drafted;
  const fits = services.get(Fits, { strict: false });
  await fits.ask(health, contractId, 0, { kinds: ['advocacy', 'legal_advice'], communities: ['trans'] });
  const { version, openGaps } = await fits.of(health, contractId);
  const reason = 'Two solicitors give the advice without charge; the group goes along and explains.';
  await fits.goOn(health, contractId, version, { gaps: openGaps, reason });
  await nameLeads(services, drafted, 'WM-0165', ['health']);
  const why = 'They choose at their next meeting who leads this one.';
  await agreeFor(services, drafted, 'health', [{ check: 'lead_of_group', reason: why }]);
  await agreeFor(services, drafted, 'group');
}

/** Nobody leads it yet, nothing says how both keep in touch, and how both decide waits for the group. */
async function leaveOpen(services: INestApplicationContext, { contractId, health, group }: Drafted): Promise<void> {
  const asked = { kinds: ['peer_support' as const], communities: ['women' as const], area: 'Marlpit' };
  await services.get(Fits, { strict: false }).ask(health, contractId, 0, asked);
  await services.get(DecisionProcesses, { strict: false }).propose(health, contractId, standardProcess());
  const means = { reservesPence: 6_500_00, monthlyCostPence: 5_200_00, shared: true };
  await services.get(GroupMeans, { strict: false }).say(group, group.organisationId, 0, means);
}

/** With its one button: as it stands, or as Westmere would like it where nothing is said yet. */
async function agreeFor(
  services: INestApplicationContext,
  { contractId, ...sides }: Drafted,
  side: Side,
  goOnWithout: LightAgreementDto['goOnWithout'] = [],
): Promise<void> {
  const { contact, process, version } = await services
    .get(LightAgreementReader, { strict: false })
    .of(sides[side], contractId);
  await services.get(LightAgreements, { strict: false }).agree(sides[side], contractId, version, {
    ...{ contact: contact ?? terms(services, 30), contactSeen: contact?.number ?? 0, goOnWithout },
    ...(process?.state === 'open' && { processSeen: process.id }),
  });
}

/** The same people who lead another contract of theirs. Who has joined names its own. */
async function nameLeads(
  services: INestApplicationContext,
  { contractId, health, group, joined, startsOn }: Drafted,
  as: string,
  sides: readonly Side[],
): Promise<void> {
  const leads = await services.get(TenantService, { strict: false }).transaction(health, (tx) =>
    tx.query<{ contact_id: string; side: Side; role: 'lead' | 'deputy' }>(
      `select l.contact_id, l.side, l.role from named_lead l
       join contract c on c.health_body_id = l.health_body_id and c.id = l.contract_id
       where l.health_body_id = $1 and c.reference = $2 and l.to_on is null and l.side = any ($3) order by l.id`,
      [health.organisationId, as, sides],
    ),
  );
  const naming = services.get(LeadNamingService, { strict: false });
  for (const { contact_id: contactId, side, role } of leads) {
    const who: Actor = side === 'group' && joined ? group : health;
    await naming.name(who, { contactId, contractId, role, fromOn: startsOn });
  }
}
