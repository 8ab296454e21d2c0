import fc from 'fast-check';
import { addDays, calendarDate } from '../shared/calendar-date';
import { isInUse, nameStateOf, withoutConsent } from './consent.rules';
import type { NameConsent, NameUse } from './consent.rules';

const DAY = calendarDate('2026-11-27');
const yes = (versionId: string, endedHow: NameConsent['endedHow'] = null): NameConsent => ({ versionId, endedHow });
const use = (versionId: string): NameUse => ({ versionId, sinceOn: DAY, untilOn: null });

describe('the use of a group’s name', () => {
  it('is consented to while the yes to that version holds', () => {
    expect(nameStateOf('first', [yes('first')])).toBe('consented');
    expect(nameStateOf('first', [])).toBe('never');
    expect(nameStateOf('first', [yes('first', 'lapsed')])).toBe('lapsed');
    expect(nameStateOf('first', [yes('first', 'lapsed'), yes('first', 'withdrawn')])).toBe('withdrawn');
    expect(nameStateOf('first', [yes('first', 'withdrawn'), yes('first')])).toBe('consented');
  });

  it('is not consented to by a yes to another version', () => {
    expect(nameStateOf('second', [yes('first')])).toBe('never');
    expect(withoutConsent([use('first'), use('second')], [yes('first')], DAY)).toEqual([use('second')]);
  });

  it('counts from its first day, and no more on the day on which it ends', () => {
    const tomorrow = addDays(DAY, 1);
    expect(isInUse({ sinceOn: tomorrow, untilOn: null }, DAY)).toBe(false);
    expect(isInUse({ sinceOn: DAY, untilOn: tomorrow }, DAY)).toBe(true);
    expect(isInUse({ sinceOn: DAY, untilOn: DAY }, DAY)).toBe(false);
  });
});

const version = fc.constantFrom('first', 'second', 'third', 'fourth');
const consents = fc.array(
  fc.record({
    versionId: version,
    endedHow: fc.constantFrom<NameConsent['endedHow'][]>(null, 'lapsed', 'withdrawn'),
  }),
  { maxLength: 12 },
);
const uses = fc.array(version.map(use), { maxLength: 8 });

describe('no use of a name is counted as consented', () => {
  it('on any version but the one of which the group said yes', () => {
    fc.assert(
      fc.property(uses, consents, (all, said) => {
        const flagged = withoutConsent(all, said, DAY);
        for (const each of all.filter((one) => !flagged.includes(one))) {
          expect(said).toContainEqual({ versionId: each.versionId, endedHow: null });
        }
      }),
    );
  });

  it('because of anything that is said of other versions, or taken back of them', () => {
    fc.assert(
      fc.property(version, consents, consents, (of, said, more) => {
        const others = more.filter(({ versionId }) => versionId !== of);
        expect(nameStateOf(of, [...said, ...others])).toBe(nameStateOf(of, said));
        expect(nameStateOf(of, [...others, ...said])).toBe(nameStateOf(of, said));
      }),
    );
  });

  it('once each yes has ended, however it ended', () => {
    fc.assert(
      fc.property(uses, consents, (all, said) => {
        const ended = said.map((each) => ({ ...each, endedHow: each.endedHow ?? ('lapsed' as const) }));
        expect(withoutConsent(all, ended, DAY)).toEqual(all);
      }),
    );
  });
});
