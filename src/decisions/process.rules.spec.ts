import { DomainError } from '../shared/domain-error';
import { assertProcess, STANDARD_PROCESS } from './process.rules';
import type { ProcessTerms } from './process.rules';

function wrongIn(change: Partial<ProcessTerms>): string[] {
  try {
    assertProcess({ ...STANDARD_PROCESS, ...change });
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.fields.map(({ pointer }) => pointer) : ['?'];
  }
}

describe('what a decision process may say', () => {
  it('is what the ready-made one says', () => {
    expect(wrongIn({})).toEqual([]);
  });

  it.each(['content', 'name_use', 'money'] as const)('is never that silence is consent to %s', (kind) => {
    expect(wrongIn({ kinds: [{ kind, decides: 'group', withoutAnswer: 'goes_on' }] })).toEqual([
      '/kinds/0/withoutAnswer',
    ]);
  });

  it('may be that dates go on without an answer', () => {
    expect(wrongIn({ kinds: [{ kind: 'timing', decides: 'both', withoutAnswer: 'goes_on' }] })).toEqual([]);
  });

  it('is never that the health body alone decides on the name of the group', () => {
    expect(wrongIn({ kinds: [{ kind: 'name_use', decides: 'health', withoutAnswer: 'wait' }] })).toEqual([
      '/kinds/0/decides',
    ]);
  });

  it('is for something, once each, and by somebody on each side', () => {
    const both = { kind: 'timing', decides: 'both', withoutAnswer: 'wait' } as const;
    expect(wrongIn({ kinds: [] })).toEqual(['/kinds']);
    expect(wrongIn({ kinds: [both, both] })).toEqual(['/kinds']);
    const parties = [{ side: 'health', part: 'decides', role: 'lead' }] as const;
    expect(wrongIn({ kinds: [both], parties })).toEqual(['/parties']);
  });

  it('leads on to somebody where it leads on at all', () => {
    const parties = STANDARD_PROCESS.parties.filter(({ part }) => part === 'decides');
    expect(wrongIn({ parties })).toEqual(['/parties']);
  });

  it('says which other decisions and which other people it means', () => {
    expect(wrongIn({ kinds: [{ kind: 'other', decides: 'both', withoutAnswer: 'wait' }] })).toEqual(['/kinds/0/words']);
    const parties = [...STANDARD_PROCESS.parties, { side: 'group', part: 'consulted', role: 'other' } as const];
    expect(wrongIn({ parties })).toEqual(['/parties/4/words']);
  });
});
