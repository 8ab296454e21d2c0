import type { TestDatabase } from '../test-database';
import { a, b, DIRECTORY_ENTRIES, g1, g3, INTRODUCTIONS, PEOPLE } from './ids';
import { insert } from './insert';

const ROOMS = { kind: 'team', does: 'Lends rooms in our buildings.', checked_on: '2026-10-01' };

/** A team of each health body, to which a group asked to be introduced in vain. */
export async function addDirectory(db: TestDatabase): Promise<void> {
  const ofA = { health_body_id: a, id: DIRECTORY_ENTRIES.aTeam, person_id: PEOPLE.aDeputy };
  const ofB = { health_body_id: b, id: DIRECTORY_ENTRIES.bTeam, person_id: PEOPLE.bLead };
  const removed = { health_body_id: b, id: DIRECTORY_ENTRIES.bRemoved, removed_on: '2026-11-01' };
  await insert(db, 'directory_entry', [
    { ...ROOMS, ...ofA, name: 'Estates of A', sort_key: 'estates of a', phone: '01632 960111' },
    { ...ROOMS, ...ofB, name: 'Estates of B', sort_key: 'estates of b' },
    { ...ROOMS, ...removed, name: 'Post room of B', sort_key: 'post room of b' },
  ]);
  await insert(db, 'introduction', [
    { ...DECLINED, health_body_id: a, group_id: g1, id: INTRODUCTIONS.aG1Declined, entry_id: DIRECTORY_ENTRIES.aTeam },
    { ...DECLINED, health_body_id: b, group_id: g3, id: INTRODUCTIONS.bG3Declined, entry_id: DIRECTORY_ENTRIES.bTeam },
  ]);
}

const DECLINED = {
  ...{ why: 'We look for a room.', asked_on: '2026-10-05', state: 'declined', answered_on: '2026-10-08' },
  reason: 'Every room is taken until spring.',
};
