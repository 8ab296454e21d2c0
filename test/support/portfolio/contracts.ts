import { v7 as uuid } from 'uuid';
import { a, b, CONTRACTS, g1, g2, g3, INSTALMENTS, RECEIPTS } from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';
import type { TestDatabase } from '../test-database';

export async function addContracts(db: TestDatabase): Promise<void> {
  const contract = (pair: Pair, id: string, reference: string, rest: Row): Row => ({
    health_body_id: pair[0],
    group_id: pair[1],
    id,
    reference,
    reference_key: reference.toLowerCase(),
    title: `Agreement ${reference}`,
    instrument: 'contract_for_services',
    state: 'agreed',
    schedule_version: 1,
    ...rest,
  });
  const dates = (starts_on: string, ends_on: string, value_pence: number): Row => ({ starts_on, ends_on, value_pence });
  const contracts = [
    contract([a, g1], CONTRACTS.aG1Running, 'W-001', dates('2026-07-01', '2027-03-31', 900_000)),
    contract([a, g1], CONTRACTS.aG1Ended, 'W-000', {
      ...dates('2025-04-01', '2026-03-31', 480_000),
      rhythm: 'quarterly',
      deviation_reason: 'Agreed before monthly payment was the rule.',
    }),
    contract([a, g2], CONTRACTS.aG2Future, 'W-002', dates('2027-01-01', '2027-03-31', 150_000)),
    contract([b, g1], CONTRACTS.bG1Grant, 'N-001', {
      ...dates('2026-04-01', '2027-03-31', 400_000),
      instrument: 'grant',
      regime: 'grant',
      timing: 'in_arrears',
      rhythm: 'quarterly',
      deviation_reason: 'The funder pays in arrears.',
    }),
    contract([b, g3], CONTRACTS.bG3Running, 'N-002', {
      ...dates('2026-10-01', '2026-12-31', 50_000),
      rhythm: 'once',
      vat_treatment: 'standard',
      deviation_reason: 'One short piece of work.',
    }),
    contract([b, g3], CONTRACTS.bG3Draft, 'N-003', {
      ...dates('2027-04-01', '2028-03-31', 1_200_000),
      state: 'draft',
      schedule_version: null,
    }),
  ];
  await insert(db, 'contract', contracts);
  await insert(
    db,
    'contract_state_change',
    contracts.map(({ health_body_id, group_id, id, state, starts_on }) => ({
      health_body_id,
      group_id,
      contract_id: id,
      position: 1,
      to_state: state,
      effective_on: starts_on,
    })),
  );
  await insert(
    db,
    'schedule',
    contracts
      .filter(({ schedule_version }) => schedule_version === 1)
      .map(({ health_body_id, group_id, id, value_pence }) => ({
        health_body_id,
        group_id,
        contract_id: id,
        version: 1,
        net_pence: value_pence,
      })),
  );
  await addInstalments(db);
  await addAgreements(db);
}

/** Both sides agreed to W-001 and N-002 in Accord; nobody of the group was named for W-000 and N-002 beforehand. */
async function addAgreements(db: TestDatabase): Promise<void> {
  const confirmed = ([health_body_id, group_id]: Pair, contract_id: string, confirmed_on: string): Row[] =>
    ['health', 'group'].map((side) => ({
      health_body_id,
      group_id,
      contract_id,
      id: uuid(),
      side,
      terms_version: 1,
      how: 'in_accord',
      confirmed_on,
    }));
  await insert(db, 'contract_confirmation', [
    ...confirmed([a, g1], CONTRACTS.aG1Running, '2026-06-15'),
    ...confirmed([b, g3], CONTRACTS.bG3Running, '2026-09-14'),
  ]);
  const gap = ([health_body_id, group_id]: Pair, contract_id: string, accepted_on: string): Row => ({
    health_body_id,
    group_id,
    contract_id,
    check_name: 'lead_of_group',
    reason: 'They choose somebody at their next meeting.',
    accepted_on,
  });
  await insert(db, 'contract_readiness_gap', [
    gap([a, g1], CONTRACTS.aG1Ended, '2025-03-14'),
    gap([b, g3], CONTRACTS.bG3Running, '2026-09-14'),
  ]);
}

type Plan = [name: keyof typeof INSTALMENTS, from: string, to: string, due: string, sendBy: string];

/** Worked out by hand from the banking calendar, so that the planner's own tests do not lean on the planner. */

async function addInstalments(db: TestDatabase): Promise<void> {
  const plan = (pair: Pair, contract_id: string, net_pence: number, plans: Plan[], vat_pence = 0): Row[] =>
    plans.map(([name, period_starts_on, period_ends_on, due_on, send_by_on], index) => ({
      health_body_id: pair[0],
      group_id: pair[1],
      contract_id,
      id: INSTALMENTS[name],
      schedule_version: 1,
      number: index + 1,
      period_starts_on,
      period_ends_on,
      due_on,
      send_by_on,
      net_pence,
      vat_pence,
    }));
  await insert(db, 'instalment', [
    ...plan([a, g1], CONTRACTS.aG1Running, 100_000, [
      ['aG1OnTime', '2026-07-01', '2026-07-31', '2026-07-01', '2026-06-29'],
      ['aG1Late', '2026-08-01', '2026-08-31', '2026-07-31', '2026-07-29'],
      ['aG1OnTimeInTwoParts', '2026-09-01', '2026-09-30', '2026-09-01', '2026-08-27'],
      ['aG1PartReceivedOverdue', '2026-10-01', '2026-10-31', '2026-10-01', '2026-09-29'],
      ['aG1Overdue', '2026-11-01', '2026-11-30', '2026-10-30', '2026-10-28'],
      ['aG1AtRisk', '2026-12-01', '2026-12-31', '2026-12-01', '2026-11-27'],
      ['aG1January', '2027-01-01', '2027-01-31', '2026-12-31', '2026-12-29'],
      ['aG1February', '2027-02-01', '2027-02-28', '2027-02-01', '2027-01-28'],
      ['aG1March', '2027-03-01', '2027-03-31', '2027-03-01', '2027-02-25'],
    ]),
    ...plan([a, g1], CONTRACTS.aG1Ended, 120_000, [
      ['aG1EndedFirst', '2025-04-01', '2025-06-30', '2025-04-01', '2025-03-28'],
      ['aG1EndedSecond', '2025-07-01', '2025-09-30', '2025-07-01', '2025-06-27'],
      ['aG1EndedThird', '2025-10-01', '2025-12-31', '2025-10-01', '2025-09-29'],
      ['aG1EndedLate', '2026-01-01', '2026-03-31', '2025-12-31', '2025-12-29'],
    ]),
    ...plan([a, g2], CONTRACTS.aG2Future, 50_000, [
      ['aG2January', '2027-01-01', '2027-01-31', '2026-12-31', '2026-12-29'],
      ['aG2February', '2027-02-01', '2027-02-28', '2027-02-01', '2027-01-28'],
      ['aG2March', '2027-03-01', '2027-03-31', '2027-03-01', '2027-02-25'],
    ]),
    ...plan([b, g1], CONTRACTS.bG1Grant, 100_000, [
      ['bG1OnTime', '2026-04-01', '2026-06-30', '2026-07-29', '2026-07-27'],
      ['bG1Overdue', '2026-07-01', '2026-09-30', '2026-10-29', '2026-10-27'],
      ['bG1Third', '2026-10-01', '2026-12-31', '2027-01-29', '2027-01-27'],
      ['bG1Fourth', '2027-01-01', '2027-03-31', '2027-04-29', '2027-04-27'],
    ]),
    ...plan(
      [b, g3],
      CONTRACTS.bG3Running,
      50_000,
      [['bG3OnTime', '2026-10-01', '2026-12-31', '2026-10-01', '2026-09-29']],
      10_000,
    ),
  ]);
}

export async function addReceipts(db: TestDatabase): Promise<void> {
  type Paid = [keyof typeof RECEIPTS, keyof typeof INSTALMENTS, pence: number, on: string];
  const received = (pair: Pair, contract_id: string, paid: Paid[]): Row[] =>
    paid.map(([name, instalment, amount_pence, received_on]) => ({
      health_body_id: pair[0],
      group_id: pair[1],
      contract_id,
      instalment_id: INSTALMENTS[instalment],
      id: RECEIPTS[name],
      amount_pence,
      received_on,
      reference: `Remittance ${name}`,
      reference_key: `remittance ${name}`.toLowerCase(),
      source: 'import',
    }));
  await insert(db, 'receipt', [
    ...received([a, g1], CONTRACTS.aG1Running, [
      ['aG1OnTime', 'aG1OnTime', 100_000, '2026-07-01'],
      ['aG1Late', 'aG1Late', 100_000, '2026-08-14'],
      ['aG1FirstPart', 'aG1OnTimeInTwoParts', 60_000, '2026-08-28'],
      ['aG1SecondPart', 'aG1OnTimeInTwoParts', 40_000, '2026-09-01'],
      ['aG1PartOnly', 'aG1PartReceivedOverdue', 40_000, '2026-10-09'],
    ]),
    ...received([a, g1], CONTRACTS.aG1Ended, [
      ['aG1EndedFirst', 'aG1EndedFirst', 120_000, '2025-04-01'],
      ['aG1EndedSecond', 'aG1EndedSecond', 120_000, '2025-07-01'],
      ['aG1EndedThird', 'aG1EndedThird', 120_000, '2025-09-30'],
      ['aG1EndedLate', 'aG1EndedLate', 120_000, '2026-01-20'],
    ]),
    ...received([b, g1], CONTRACTS.bG1Grant, [['bG1OnTime', 'bG1OnTime', 100_000, '2026-07-29']]),
    ...received([b, g3], CONTRACTS.bG3Running, [['bG3OnTime', 'bG3OnTime', 60_000, '2026-10-01']]),
  ]);
}
