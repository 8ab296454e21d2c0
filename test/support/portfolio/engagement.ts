import { v7 as uuid } from 'uuid';
import { ACCOUNTS, CONTACTS, CONTRACTS, ENGAGEMENTS, LEADS, NOTES, PARTNERSHIPS, a, b, g1, g2, g3 } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';
import type { TestDatabase } from '../test-database';

export async function addLeads(db: TestDatabase): Promise<void> {
  type Who = [name: keyof typeof LEADS, contact: keyof typeof CONTACTS, side: 'health' | 'group', role?: string];
  const leads = (pair: Pair, contract_id: string, [from_on, to_on]: [string, string | null], who: Who[]): Row[] =>
    who.map(([name, contact, side, role = 'lead']) => ({
      health_body_id: pair[0],
      group_id: pair[1],
      contract_id,
      id: LEADS[name],
      contact_id: CONTACTS[contact],
      side,
      role,
      from_on,
      to_on,
      verified_on: from_on,
    }));
  await insert(db, 'named_lead', [
    ...leads(
      [a, g1],
      CONTRACTS.aG1Running,
      ['2026-07-01', null],
      [
        ['aG1RunningHealthLead', 'aLeadWithG1', 'health'],
        ['aG1RunningHealthDeputy', 'aDeputyWithG1', 'health', 'deputy'],
        ['aG1RunningGroupLead', 'g1LeadWithA', 'group'],
      ],
    ),
    ...leads(
      [a, g1],
      CONTRACTS.aG1Ended,
      ['2025-04-01', '2026-03-31'],
      [['aG1EndedHealthLead', 'aLeadWithG1', 'health']],
    ),
    ...leads([a, g2], CONTRACTS.aG2Future, ['2026-10-01', null], [['aG2FutureHealthLead', 'aLeavingWithG2', 'health']]),
    ...leads(
      [b, g1],
      CONTRACTS.bG1Grant,
      ['2026-04-01', null],
      [
        ['bG1GrantHealthLead', 'bLeadWithG1', 'health'],
        ['bG1GrantGroupLead', 'g1LeadWithB', 'group'],
      ],
    ),
    ...leads([b, g3], CONTRACTS.bG3Running, ['2026-10-01', null], [['bG3RunningHealthLead', 'bLeadWithG3', 'health']]),
  ]);
}

export async function addEngagements(db: TestDatabase): Promise<void> {
  const pairs = { aG1: [a, g1], aG2: [a, g2], bG1: [b, g1], bG3: [b, g3] } as const;
  const healthContact = {
    aG1: CONTACTS.aLeadWithG1,
    aG2: CONTACTS.aLeavingWithG2,
    bG1: CONTACTS.bLeadWithG1,
    bG3: CONTACTS.bLeadWithG3,
  };
  const engagement = (
    name: keyof typeof ENGAGEMENTS,
    pair: keyof typeof pairs,
    happened_on: string,
    visibility: string,
    owner_id: string,
    rest: Row = {},
  ): Row => ({
    health_body_id: pairs[pair][0],
    group_id: pairs[pair][1],
    id: ENGAGEMENTS[name],
    happened_on,
    channel: 'phone',
    started_by: 'health',
    two_way: true,
    health_contact_id: healthContact[pair],
    purpose: `Talked about ${name}`,
    visibility,
    owner_id,
    ...rest,
  });
  await insert(db, 'engagement', [
    engagement('aG1Shared', 'aG1', '2026-11-02', 'shared', a, {
      contract_id: CONTRACTS.aG1Running,
      group_contact_id: CONTACTS.g1LeadWithA,
    }),
    engagement('aG1OfA', 'aG1', '2026-11-03', 'own_side', a),
    engagement('aG1OfG1', 'aG1', '2026-11-04', 'own_side', g1, { started_by: 'group' }),
    engagement('aG1RestrictedOfA', 'aG1', '2026-11-05', 'restricted', a),
    engagement('aG1RestrictedOfAUnread', 'aG1', '2026-11-06', 'restricted', a),
    engagement('aG1RestrictedOfG1', 'aG1', '2026-11-09', 'restricted', g1, { started_by: 'group' }),
    engagement('aG2Shared', 'aG2', '2026-10-12', 'shared', a, { group_contact_id: CONTACTS.g2PersonWithA }),
    engagement('bG1Shared', 'bG1', '2026-09-15', 'shared', b, { two_way: false, channel: 'email' }),
    engagement('bG1OfB', 'bG1', '2026-09-16', 'own_side', b),
    engagement('bG3Shared', 'bG3', '2026-11-10', 'shared', g3, { started_by: 'group' }),
  ]);
  await insert(db, 'restricted_reader', [
    { organisation_id: a, subject_id: ENGAGEMENTS.aG1RestrictedOfA, account_id: ACCOUNTS.managerOfA },
    { organisation_id: g1, subject_id: ENGAGEMENTS.aG1RestrictedOfG1, account_id: ACCOUNTS.leadOfG1 },
  ]);
  await addNotes(db);
}

/** A note by each organisation on a partnership of its own, and a correction of something that it wrote. */
async function addNotes(db: TestDatabase): Promise<void> {
  const by = (
    name: keyof typeof NOTES,
    [health_body_id, group_id]: Pair,
    owner_id: string,
    partnership: keyof typeof PARTNERSHIPS,
    engagement: keyof typeof ENGAGEMENTS,
  ) => ({
    note: {
      health_body_id,
      group_id,
      id: NOTES[name],
      owner_id,
      subject_kind: 'partnership',
      subject_id: PARTNERSHIPS[partnership],
      body: `A note ${name}`,
      author_id: ACCOUNTS.managerOfA,
    },
    correction: {
      health_body_id,
      group_id,
      id: uuid(),
      subject_kind: 'engagement',
      subject_id: ENGAGEMENTS[engagement],
      field: 'purpose',
      was: 'Something else',
      corrected_by: ACCOUNTS.managerOfA,
    },
  });
  const rows = [
    by('ofA', [a, g1], a, 'aG1', 'aG1OfA'),
    by('ofB', [b, g1], b, 'bG1', 'bG1OfB'),
    by('ofG1', [a, g1], g1, 'aG1', 'aG1OfG1'),
    by('ofG3', [b, g3], g3, 'bG3', 'bG3Shared'),
  ];
  await insert(
    db,
    'note',
    rows.map(({ note }) => note),
  );
  await insert(
    db,
    'correction',
    rows.map(({ correction }) => correction),
  );
}
