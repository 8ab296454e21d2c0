import { answerWords, endWords, impactWords, whoSaid, whoWords, whyWords } from './late-words.rules';

const found = {
  openedBySide: 'group',
  openedOn: '2026-11-20',
  owner: null,
  leadName: null,
  causeByHealth: null,
  causeByGroup: null,
  causeOf: null,
  repliedOn: null,
  daysOpen: 2,
} as const;

describe('a late payment in words', () => {
  it('says who deals with it, or whom to ask', () => {
    expect(whoWords({ owner: { name: 'Sam', since: '2026-11-21' }, leadName: 'Kim' })).toBe(
      'Sam deals with it, since 21 November 2026.',
    );
    expect(whoWords({ owner: null, leadName: 'Kim' })).toContain('Kim leads the contract');
    expect(whoWords({ owner: null, leadName: null })).toBe('Nobody deals with it yet.');
  });

  it('says why, and of a dispute what each says', () => {
    expect(whyWords(found)).toBe('Nobody has said why yet.');
    expect(whyWords({ ...found, causeByGroup: 'bank_error', causeOf: 'bank' })).toBe('The bank made a mistake.');
    const disputed = { causeByHealth: 'group_paperwork', causeByGroup: 'payer_process', causeOf: 'disputed' };
    expect(whyWords({ ...found, ...disputed })).toContain('counts against nobody');
  });

  it('says whether there is an answer', () => {
    expect(answerWords(found, 'health')).toBe(
      'The group asked on 20 November 2026, 2 days ago, and has no answer yet.',
    );
    expect(answerWords(found, 'group')).toBe('You asked on 20 November 2026, 2 days ago, and have no answer yet.');
    expect(answerWords({ ...found, repliedOn: '2026-11-21' }, 'group')).toContain('and were answered on 21 November');
    expect(answerWords({ ...found, daysOpen: 0 }, 'health')).toBe('The group asked on 20 November 2026.');
    expect(answerWords({ ...found, openedBySide: 'health' }, 'group')).toContain('Opened by the health body');
    expect(answerWords({ ...found, openedBySide: 'health' }, 'health')).toContain('Opened by your side');
  });

  it('says whose words they are', () => {
    expect(whoSaid('group', 'group')).toBe('Your group');
    expect(whoSaid('group', 'health')).toBe('The group');
    expect(whoSaid('health', 'group')).toBe('The health body');
    expect(whoSaid('health', 'health')).toBe('Your side');
  });

  it('says what waiting meant, where it meant something', () => {
    expect(impactWords(undefined)).toBeNull();
    expect(impactWords({ reservesUsedPence: null, serviceEffect: 'none' })).toBeNull();
    expect(impactWords({ reservesUsedPence: '250000', serviceEffect: 'paused' })).toBe(
      'Meanwhile the group has used £2,500.00 of its reserves and paused a service.',
    );
  });

  it('says how it ended', () => {
    expect(endWords(null, null, 'group')).toBeNull();
    expect(endWords('answered', '2026-11-22', 'health')).toContain('The group has its answer');
    expect(endWords('answered', '2026-11-22', 'group')).toContain('You had your answer');
    expect(endWords('arrived', '2026-11-22', 'group')).toBe('Closed on 22 November 2026. The money is there.');
  });
});
