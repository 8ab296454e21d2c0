import type { TestDatabase } from '../test-database';
import {
  a,
  ATTACHED_DOCUMENTS,
  b,
  g1,
  g3,
  ids,
  MATERIAL_FILES,
  MATERIAL_PROPOSALS,
  MATERIAL_VERSIONS,
  MATERIALS,
  NAME_USES,
} from './ids';
import { insert } from './insert';
import type { Pair, Row } from './insert';

const OTHERS = ids('aG1Comment', 'bG3Comment', 'aG1Consent', 'bG3Consent');

/** After the paperwork, whose files it uses. A leaflet of each of two partnerships, used for a month, and an edit of it that came to nothing. */
export async function addMaterials(db: TestDatabase): Promise<void> {
  await addLeaflet(db, [a, g1], 'aG1');
  await addLeaflet(db, [b, g3], 'bG3');
}

async function addLeaflet(db: TestDatabase, [health_body_id, group_id]: Pair, name: 'aG1' | 'bG3'): Promise<void> {
  const own: Row = { health_body_id, group_id };
  const of: Row = { ...own, material_id: MATERIALS[name] };
  const version_id = MATERIAL_VERSIONS[name];
  const document_id = name === 'aG1' ? ATTACHED_DOCUMENTS.ofG1 : ATTACHED_DOCUMENTS.ofG3;
  await insert(db, 'material', [
    { ...own, id: MATERIALS[name], title: 'Leaflet', started_by: 'group', started_on: '2026-10-01' },
  ]);
  await insert(db, 'material_version', [
    { ...of, id: version_id, words: 'You are welcome.', made_by: 'group', made_on: '2026-10-01' },
    { ...of, id: MATERIAL_FILES[name], document_id, made_by: 'group', made_on: '2026-10-02' },
  ]);
  await insert(db, 'material_proposal', [
    {
      ...{ ...of, id: MATERIAL_PROPOSALS[name], from_id: version_id, words: 'Welcome.', proposed_by: 'health' },
      ...{ proposed_on: '2026-10-02', state: 'withdrawn', closed_on: '2026-10-03' },
    },
  ]);
  await insert(db, 'material_comment', [
    { ...of, version_id, id: OTHERS[`${name}Comment`], side: 'group', words: 'Short.', said_on: '2026-10-02' },
  ]);
  await insert(db, 'name_consent', [
    {
      ...{ ...of, version_id, id: OTHERS[`${name}Consent`], given_on: '2026-10-02' },
      ...{ ended_on: '2026-11-02', ended_how: 'withdrawn' },
    },
  ]);
  await insert(db, 'name_use', [
    {
      ...{ ...of, version_id, id: NAME_USES[name], place: 'Waiting room', since_on: '2026-10-02' },
      ...{ until_on: '2026-11-02', noted_by: 'health', noted_on: '2026-10-02', ended_by: 'health' },
    },
  ]);
}
