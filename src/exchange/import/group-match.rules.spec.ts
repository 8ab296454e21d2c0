import { foldName } from '../../shared/text';
import { identifiersOf, KnownGroups, matchGroup } from './group-match.rules';
import type { GroupRow, KnownGroup } from './group-match.rules';

const group = (name: string, numbers: Partial<GroupRow> = {}): KnownGroup => ({
  id: name,
  name,
  nameKeys: new Set([foldName(name)]),
  identifiers: identifiersOf(row(name, numbers)),
  joined: false,
});
const row = (name: string, numbers: Partial<GroupRow> = {}): GroupRow => ({
  group: name,
  charityNumber: null,
  companyNumber: null,
  ...numbers,
});
const known = (...groups: KnownGroup[]) => {
  const all = new KnownGroups();
  groups.forEach((one) => {
    all.add(one);
  });
  return all;
};

describe('which group a row means', () => {
  it('is the same under another spelling when a number is the same', () => {
    const match = matchGroup(
      known(group('Harbour Lights', { charityNumber: '1012345' })),
      row('HarbourLights CIO', { charityNumber: '1012345' }),
    );
    expect(match).toMatchObject({ kind: 'known', group: { name: 'Harbour Lights' } });
  });

  it('is the same by name in any capitals and with any spaces, where no number speaks against it', () => {
    const harbour = known(group('Harbour Lights', { companyNumber: '00012345' }));
    expect(matchGroup(harbour, row(' harbour  LIGHTS '))).toMatchObject({ kind: 'known' });
    expect(matchGroup(harbour, row('Harbour Lights', { charityNumber: '1012345' }))).toMatchObject({ kind: 'known' });
  });

  it('is another group of the same name when the numbers differ', () => {
    const match = matchGroup(known(group('Spectrum', { charityNumber: '1' })), row('Spectrum', { charityNumber: '2' }));
    expect(match).toMatchObject({ kind: 'new', sameNameAs: { name: 'Spectrum' } });
  });

  it('needs a number where two groups of the name are known', () => {
    const two = known(group('Spectrum', { charityNumber: '1' }), group('Spectrum', { charityNumber: '2' }));
    expect(matchGroup(two, row('Spectrum'))).toMatchObject({ kind: 'refused' });
    expect(matchGroup(two, row('Spectrum', { charityNumber: '2' }))).toMatchObject({ kind: 'known' });
  });

  it('refuses a row whose numbers belong to two groups, and names both', () => {
    const two = known(
      group('Harbour Lights', { charityNumber: '1' }),
      group('Open Door', { companyNumber: '00000002' }),
    );
    const match = matchGroup(two, row('Harbour Lights', { charityNumber: '1', companyNumber: '00000002' }));
    expect(match).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(/"Harbour Lights" and "Open Door"/),
    });
  });

  it('reads Scottish and Northern Irish charity numbers as their own registers', () => {
    expect(identifiersOf(row('x', { charityNumber: 'SC012345' }))).toEqual([{ scheme: 'GB-SC', value: 'SC012345' }]);
    expect(identifiersOf(row('x', { charityNumber: 'NIC100123' }))).toEqual([{ scheme: 'GB-NIC', value: 'NIC100123' }]);
  });
});
