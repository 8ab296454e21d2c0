import { v7 as uuid } from 'uuid';
import { ABSENCES, CONTACTS, PARTNERSHIPS, PEOPLE, a, b, g1, g2, g3 } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';
import type { TestDatabase } from '../test-database';

export async function addOrganisations(db: TestDatabase): Promise<void> {
  const body = (id: string, name: string): Row => ({
    id,
    kind: 'health_body',
    name,
    name_key: name.toLowerCase(),
    health_body_kind: 'icb',
    joined_at: '2026-01-05T09:00:00Z',
  });
  const group = (id: string, name: string, rest: Row): Row => ({
    id,
    kind: 'group',
    name,
    name_key: name.toLowerCase(),
    ...rest,
  });
  await insert(db, 'organisation', [
    body(a, 'Westmere Integrated Care Board'),
    body(b, 'Northmoor Integrated Care Board'),
    group(g1, 'Harbourlight Collective', {
      legal_form: 'charitable_incorporated_organisation',
      joined_at: '2026-02-02T09:00:00Z',
    }),
    group(g2, 'Quillfield Voices', { legal_form: 'unincorporated', listed_by: a }),
    group(g3, 'Marlpit Circle', { joined_at: '2026-03-03T09:00:00Z' }),
  ]);
  const identifier = (organisation_id: string, organisation_kind: string, scheme: string, value: string): Row => ({
    organisation_id,
    organisation_kind,
    id: uuid(),
    scheme,
    value,
  });
  await insert(db, 'organisation_identifier', [
    identifier(a, 'health_body', 'GB-NHS', 'QZ1'),
    identifier(b, 'health_body', 'GB-NHS', 'QZ2'),
    identifier(g1, 'group', 'GB-CHC', '0000001'),
  ]);
  await insert(db, 'partnership', [
    { health_body_id: a, group_id: g1, id: PARTNERSHIPS.aG1 },
    { health_body_id: a, group_id: g2, id: PARTNERSHIPS.aG2 },
    { health_body_id: b, group_id: g1, id: PARTNERSHIPS.bG1 },
    { health_body_id: b, group_id: g3, id: PARTNERSHIPS.bG3 },
  ]);
  await insert(db, 'capacity_statement', [
    { group_id: g1, id: uuid(), state: 'limited', waiting_weeks: 6, stated_on: '2026-11-02' },
    { group_id: g3, id: uuid(), state: 'open', stated_on: '2026-11-02' },
  ]);
  await insert(db, 'group_means', [
    { group_id: g1, reserves_pence: 400_000, monthly_cost_pence: 250_000, shared: true, stated_on: '2026-11-02' },
    { group_id: g3, reserves_pence: 100_000, stated_on: '2026-11-02' },
  ]);
  await insert(db, 'partnership_supplier', [
    { health_body_id: a, group_id: g1, supplier_number: 'S-0101' },
    { health_body_id: b, group_id: g1, supplier_number: 'S-0202' },
  ]);
  await insert(db, 'partnership_alias', [
    { health_body_id: a, group_id: g1, name_key: 'harbour light', name: 'Harbour Light' },
    { health_body_id: b, group_id: g1, name_key: 'the harbourlight', name: 'The Harbourlight' },
  ]);
}

export async function addPeople(db: TestDatabase): Promise<void> {
  const person = (organisation_id: string, id: string, name: string, email: string, last_day_on?: string): Row => ({
    organisation_id,
    id,
    name,
    email,
    last_day_on: last_day_on ?? null,
  });
  await insert(db, 'person', [
    person(a, PEOPLE.aLead, 'Robin Ferrow', 'robin@westmere.example'),
    person(a, PEOPLE.aDeputy, 'Sam Tillard', 'sam@westmere.example'),
    person(a, PEOPLE.aLeaving, 'Jo Brackenby', 'jo@westmere.example', '2026-12-15'),
    person(b, PEOPLE.bLead, 'Kit Olander', 'kit@northmoor.example'),
    person(g1, PEOPLE.g1Lead, 'Max Dunmere', 'max@harbourlight.example'),
    person(g3, PEOPLE.g3Lead, 'Lee Varrow', 'lee@marlpit.example'),
  ]);
  const contact = (
    [health_body_id, group_id]: Pair,
    id: string,
    side: 'health' | 'group',
    person_id: string | null,
    name: string,
    email: string,
  ): Row => ({ health_body_id, group_id, id, side, person_id, name, name_key: name.toLowerCase(), email });
  await insert(db, 'contact', [
    contact([a, g1], CONTACTS.aLeadWithG1, 'health', PEOPLE.aLead, 'Robin Ferrow', 'robin@westmere.example'),
    contact([a, g1], CONTACTS.aDeputyWithG1, 'health', PEOPLE.aDeputy, 'Sam Tillard', 'sam@westmere.example'),
    contact([a, g2], CONTACTS.aLeavingWithG2, 'health', PEOPLE.aLeaving, 'Jo Brackenby', 'jo@westmere.example'),
    contact([a, g1], CONTACTS.g1LeadWithA, 'group', PEOPLE.g1Lead, 'Max Dunmere', 'max@harbourlight.example'),
    contact([a, g2], CONTACTS.g2PersonWithA, 'group', null, 'Ali Penwright', 'ali@quillfield.example'),
    contact([b, g1], CONTACTS.bLeadWithG1, 'health', PEOPLE.bLead, 'Kit Olander', 'kit@northmoor.example'),
    contact([b, g3], CONTACTS.bLeadWithG3, 'health', PEOPLE.bLead, 'Kit Olander', 'kit@northmoor.example'),
    contact([b, g1], CONTACTS.g1LeadWithB, 'group', PEOPLE.g1Lead, 'Max Dunmere', 'max@harbourlight.example'),
    contact([b, g3], CONTACTS.g3LeadWithB, 'group', PEOPLE.g3Lead, 'Lee Varrow', 'lee@marlpit.example'),
  ]);
}

/** Of two days each, which touch nothing that is judged in November 2026. */
export async function addAbsences(db: TestDatabase): Promise<void> {
  const absence = (
    [health_body_id, group_id]: Pair,
    name: keyof typeof ABSENCES,
    side: 'health' | 'group',
    contact: keyof typeof CONTACTS,
    standIn: keyof typeof CONTACTS | null = null,
  ): Row => ({
    health_body_id,
    group_id,
    id: ABSENCES[name],
    side,
    contact_id: CONTACTS[contact],
    from_on: '2027-01-04',
    to_on: '2027-01-05',
    stand_in_contact_id: standIn === null ? null : CONTACTS[standIn],
  });
  await insert(db, 'absence', [
    absence([a, g1], 'aDeputy', 'health', 'aDeputyWithG1', 'aLeadWithG1'),
    absence([b, g3], 'bLead', 'health', 'bLeadWithG3'),
    absence([a, g1], 'g1Lead', 'group', 'g1LeadWithA'),
    absence([b, g3], 'g3Lead', 'group', 'g3LeadWithB'),
  ]);
}
