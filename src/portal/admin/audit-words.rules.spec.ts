import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ABOUT_CHOICES, actorOf, checkWords, sentenceOf } from './audit-words.rules';

describe('the audit record in words', () => {
  it('says what happened, also where nobody wrote words for it', () => {
    expect(sentenceOf('contract.schedule-acknowledged', null)).toBe('Contract: schedule acknowledged');
    expect(sentenceOf('api-token.revoked', {})).toBe('API token stopped');
    expect(sentenceOf('some-thing.done-twice', null)).toBe('Some thing: done twice');
  });

  it('names the role that somebody was given, and the import that made a change', () => {
    expect(sentenceOf('user.added', { role: 'finance_officer' })).toBe('Access given: finance officer');
    expect(sentenceOf('contract.drafted', { cause: 'import' })).toBe('Contract: drafted, by an import');
  });

  it('has a name for whatever the health body’s changes are about', () => {
    const abouts = actionsInCode().map((action) => action.slice(0, action.indexOf('.')));
    const known = new Set(ABOUT_CHOICES.map(({ value }) => value));
    // A group's own, which stand in no health body's record.
    const ofGroups = ['means', 'private-matter', 'record'];
    expect([...new Set(abouts)].filter((about) => !known.has(about) && !ofGroups.includes(about))).toEqual([]);
    expect(abouts.length).toBeGreaterThan(100);
  });

  it('names whoever did it, as far as the reader may know', () => {
    expect(actorOf('account', 'wren@icb.example')).toBe('wren@icb.example');
    expect(actorOf('account', undefined)).toBe('Somebody of another organisation');
    expect(actorOf('token', 'Warehouse')).toBe('API token “Warehouse”');
    expect(actorOf('system', undefined)).toBe('Accord itself');
  });

  it('says whether the chain holds', () => {
    const checked_at = new Date('2026-11-22T03:40:00Z');
    expect(checkWords(null)).toBeNull();
    expect(checkWords({ checked_at, sealed: '12345', broken_at: null })).toMatchObject({ good: true });
    expect(checkWords({ checked_at, sealed: '12345', broken_at: null })?.text).toContain('12,345 entries');
    expect(checkWords({ checked_at, sealed: '12345', broken_at: '77' })?.text).toContain('Entry 77 does not follow');
  });

  it('is narrowed by words in their order', () => {
    const texts = ABOUT_CHOICES.map(({ text }) => text);
    expect(texts).toEqual([...texts].sort((one, other) => one.localeCompare(other)));
  });
});

/** Each `action: 'about.done'` that the code records. */
function actionsInCode(): string[] {
  const source = join(__dirname, '../..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!spec)\.ts$/.test(file),
  );
  return files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/\baction: ['`]([a-z-]+\.)/g)].map(([, about = '']) => about),
  );
}
