import {
  challengeHref,
  challengeTag,
  MATTER_WORDS,
  stepWords,
  subjectPath,
  subjectWords,
} from './challenge-words.rules';

const about = (change: object) => ({
  ...{ about: 'partnership', contractReference: null, paymentNumber: null, contactOn: null, decisionTitle: null },
  ...{ fact: null, invoiceNumber: null, materialTitle: null, introductionTo: null, findingRule: null, ...change },
});

describe('what a challenge is about', () => {
  it('is named as people name it', () => {
    expect(subjectWords(about({ about: 'payment', contractReference: 'WM-1', paymentNumber: 3 }))).toBe(
      'Payment 3 of WM-1',
    );
    expect(subjectWords(about({ about: 'contract', contractReference: 'WM-1' }))).toBe('Contract WM-1');
    expect(subjectWords(about({ about: 'contact', contactOn: '2026-11-03' }))).toBe('Contact on 3 November 2026');
    // it has become one side's own since
    expect(subjectWords(about({ about: 'contact' }))).toBe('An entry of the contact log');
    expect(subjectWords(about({ about: 'decision', decisionTitle: 'The leaflet' }))).toBe('Decision: The leaflet');
    expect(subjectWords(about({ about: 'commencement', contractReference: 'WM-1' }))).toBe(
      'How you work together, contract WM-1',
    );
    expect(subjectWords(about({ about: 'process', contractReference: 'WM-1' }))).toBe(
      'How you decide together, contract WM-1',
    );
    expect(subjectWords(about({ about: 'invoice', invoiceNumber: 'INV-7' }))).toBe('Invoice INV-7');
    expect(subjectWords(about({ about: 'material', materialTitle: 'Leaflet' }))).toBe('Material: Leaflet');
    expect(subjectWords(about({ about: 'introduction', introductionTo: 'Estates' }))).toBe('Introduction: Estates');
    expect(subjectWords(about({ about: 'finding', findingRule: 'overdue' }))).toBe('Noticed by Accord: Payment late');
    expect(subjectWords(about({ about: 'finding' }))).toBe('Noticed by Accord');
    expect(subjectWords(about({ about: 'profile', fact: 'Where we work' }))).toBe('The group’s profile: Where we work');
    expect(subjectWords(about({}))).toBe('The partnership as a whole');
  });

  it('leads to its page, where it has one', () => {
    expect(subjectPath({ about: 'payment', subjectId: 'p1' })).toBe('/payments/p1');
    expect(subjectPath({ about: 'commencement', subjectId: 'c1' })).toBe('/contracts/c1/commencement');
    expect(challengeHref({ organisationId: 'o1' }, 'material', 'm1')).toBe(
      '/o/o1/challenges/new?about=material&subject=m1',
    );
    expect(subjectPath({ about: 'partnership', subjectId: 'p1' })).toBeNull();
  });
});

describe('what became of a challenge', () => {
  it('says of an answer whether something was changed', () => {
    expect(stepWords({ move: 'answered', changed: true })).toContain('something was changed');
    expect(stepWords({ move: 'answered', changed: false })).toContain('nothing was changed');
    expect(stepWords({ move: 'taken_up', changed: null })).toBe('took it up again');
    expect(stepWords({ move: 'accepted', changed: null })).toBe('accepted the answer');
    expect(stepWords({ move: 'withdrawn', changed: null })).toBe('took it back');
  });

  it('has a word for each state and kind', () => {
    expect(['raised', 'answered', 'accepted', 'withdrawn'].map((state) => challengeTag(state).text)).toEqual([
      'Waits for an answer',
      'Answered',
      'Put right',
      'Taken back',
    ]);
    expect(Object.keys(MATTER_WORDS)).toEqual(['conduct', 'relationship', 'safety', 'other']);
  });
});
