import type { INestApplicationContext } from '@nestjs/common';
import { ContractDraftService } from '../../contracts';
import type { DraftContractDto } from '../../contracts';
import { Fits } from '../../fit';
import { OperatorService } from '../../identity';
import { OrganisationChanges } from '../../organisations';
import type { ChangeOrganisationDto } from '../../organisations';
import { TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { addDays } from '../../shared/calendar-date';
import type { CalendarDate } from '../../shared/calendar-date';
import { WESTMERE } from './westmere';

type Work = Pick<ChangeOrganisationDto, 'kindsOfWork' | 'kindsNotDone' | 'communities' | 'ways' | 'area' | 'doesNotDo'>;

/** As the groups told Westmere. The others have not said yet, which is no answer. */
const WORK: Readonly<Record<string, Work>> = {
  'Harbourlight Collective': {
    kindsOfWork: ['talking_therapies', 'wellbeing', 'peer_support', 'social_prescribing'],
    communities: ['all_lgbtq'],
    ways: ['service', 'peer'],
    area: 'Westmere and the coast',
  },
  'Copperwick Youth Room': {
    kindsOfWork: ['wellbeing', 'peer_support', 'outreach'],
    kindsNotDone: ['talking_therapies', 'crisis_support'],
    communities: ['young'],
    ways: ['peer'],
    area: 'Copperwick',
    doesNotDo: 'We are volunteers: no therapy, and nothing out of hours.',
  },
  'Fernholt Silver Thread': {
    kindsOfWork: ['wellbeing', 'housing_and_social_care', 'advocacy'],
    communities: ['older'],
    ways: ['peer', 'service'],
    area: 'Fernholt, Westmere',
  },
  'Umber Bridge': {
    kindsOfWork: ['advocacy', 'training', 'advice_on_strategy'],
    kindsNotDone: ['legal_advice'],
    communities: ['trans', 'non_binary'],
    ways: ['lived_experience', 'campaign'],
    area: 'Westmere',
  },
  'Marlpit Circle': {
    kindsOfWork: ['peer_support', 'wellbeing'],
    communities: ['women', 'bi', 'lesbian'],
    ways: ['lived_experience', 'peer'],
    area: 'Marlpit and the villages around it',
  },
  'Quillfield Voices': {
    kindsOfWork: ['research', 'training', 'accreditation'],
    communities: ['all_lgbtq'],
    ways: ['campaign', 'service'],
    area: 'Quillfield, Westmere',
  },
};

/** Before any group has joined: what they work on, and a draft that asks one of them for what it does not do. */
export async function sayWhatGroupsDo(services: INestApplicationContext, asOf: CalendarDate): Promise<void> {
  const operator = await services.get(OperatorService, { strict: false }).actorFor(WESTMERE.name);
  const westmere: Actor = { ...operator, roles: ['partnership_manager'] };
  const changes = services.get(OrganisationChanges, { strict: false });
  for (const [name, work] of Object.entries(WORK)) {
    const { group_id, version } = await partnerCalled(services, westmere, name);
    await changes.change(westmere, group_id, version, work);
  }
  await draftThatDiffers(services, westmere, addDays(asOf, 14));
}

async function draftThatDiffers(
  services: INestApplicationContext,
  westmere: Actor,
  startsOn: CalendarDate,
): Promise<void> {
  const { id: partnershipId } = await partnerCalled(services, westmere, 'Copperwick Youth Room');
  const draft: DraftContractDto = {
    partnershipId,
    reference: 'WM-0190',
    title: 'Evenings for young people, with somebody to talk to',
    instrument: 'grant',
    valuePence: 1_200_000,
    startsOn,
    endsOn: addDays(startsOn, 60),
    vatTreatment: 'outside_scope',
  };
  const id = await services.get(ContractDraftService, { strict: false }).draft(westmere, draft);
  const fits = services.get(Fits, { strict: false });
  const asked = { kinds: ['talking_therapies' as const, 'peer_support' as const], communities: ['young' as const] };
  await fits.ask(westmere, id, 0, { ...asked, area: 'Copperwick' });
}

interface Partner {
  id: string;
  group_id: string;
  version: number;
}

async function partnerCalled(services: INestApplicationContext, westmere: Actor, name: string): Promise<Partner> {
  const [partner] = await services.get(TenantService, { strict: false }).transaction(westmere, (tx) =>
    tx.query<Partner>(
      `select p.id, p.group_id, o.version from partnership p join organisation o on o.id = p.group_id
       where p.health_body_id = $1 and o.name = $2`,
      [westmere.organisationId, name],
    ),
  );
  if (partner === undefined) throw new Error(`The demo has no group called ${name}.`);
  return partner;
}
