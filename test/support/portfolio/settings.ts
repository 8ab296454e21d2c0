import { v7 as uuid } from 'uuid';
import { APPEARANCE_CHANGES, BANK_RATES, HOLIDAYS, SETTING_CHANGES, a, b } from './ids';
import { insert } from './insert';
import type { TestDatabase } from '../test-database';

/** What each health body has set and added for itself; nothing that changes a judgement on 22 November 2026. */
export async function addSettings(db: TestDatabase): Promise<void> {
  const of = { a: [a, 'ofA'], b: [b, 'ofB'] } as const;
  for (const [health_body_id, name] of Object.values(of)) {
    await insert(db, 'health_body_setting', [
      { health_body_id, position: 1, id: SETTING_CHANGES[name], name: 'staleLeadDays', value: 180 },
    ]);
    await insert(db, 'health_body_appearance', [
      { health_body_id, position: 1, id: APPEARANCE_CHANGES[name], contact_line: 'Partnerships team: 01234 555 0100' },
    ]);
    await insert(db, 'health_body_holiday', [
      { health_body_id, id: HOLIDAYS[name], holiday_on: '2028-07-07', source: 'Proclamation' },
      {
        health_body_id,
        id: uuid(),
        holiday_on: '2028-07-10',
        source: 'By mistake',
        removed_at: '2026-11-20T09:00:00Z',
      },
    ]);
    await insert(db, 'health_body_bank_rate', [
      { health_body_id, id: BANK_RATES[name], half_year_from: '2028-01-01', rate_bp: 350, source: 'Bank of England' },
    ]);
  }
}
