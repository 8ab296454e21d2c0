import { DRAFTED_FORMS, formOfRoute, isFormKey, keptOf, pathOfDraft, subjectIn } from './drafted-forms.rules';

const NOTHING = { params: {}, query: {}, body: {} };

describe('a long form that is kept', () => {
  it('is known by the route that opens it and by those that take it', () => {
    expect(formOfRoute('GET', '/late-payments/:id')).toBe('late-answer');
    expect(formOfRoute('POST', '/late-payments/:id/reply')).toBe('late-answer');
    expect(formOfRoute('POST', '/late-payments/:id/owner')).toBeNull();
    expect(formOfRoute('POST', '/contracts/:id/variation/sent')).toBe('variation');
    expect(formOfRoute('GET', '/finance/bank-details')).toBeNull();
    expect([isFormKey('impact'), isFormKey('toString'), isFormKey(undefined)]).toEqual([true, false, false]);
  });

  it('keeps texts of its own questions, and nothing where all are empty or there is too much', () => {
    const sent = { words: 'So far', staffAffected: ['a', 'b'], password: 'x', sortCode: '1', step: 'send' };
    expect(keptOf('impact', sent)).toEqual({ words: 'So far' });
    expect(keptOf('invoice', { 'payment-1': 'yes', paymentless: 'no' })).toEqual({ 'payment-1': 'yes' });
    const ways = { ways: ['post', 'large_print'], channel: ['a', 'b'], 'deadline-1-what': 'Report' };
    expect(keptOf('commencement', ways)).toEqual({ ways: ['post', 'large_print'], 'deadline-1-what': 'Report' });
    expect(keptOf('impact', { words: '' })).toBeNull();
    expect(keptOf('partnership-note', { body: 'x'.repeat(40_000) })).toBeNull();
    expect(keptOf('capacity', { words: 'a\0b' })).toEqual({ words: 'ab' });
  });

  it('never has a question about a password or a bank account', () => {
    const fields = Object.values(DRAFTED_FORMS).flatMap(({ fields: all }): readonly string[] => all);
    expect(fields.filter((field) => /password|secret|token|account|sort|iban|payeeName|file/i.test(field))).toEqual([]);
  });

  it('is about what its address or its answers name, or about the organisation itself', () => {
    expect(subjectIn('impact', 'org', { ...NOTHING, params: { id: 'p' } })).toBe('p');
    expect(subjectIn('contact-entry', 'org', { ...NOTHING, query: { payer: 'p' } })).toBe('p');
    expect(subjectIn('contact-entry', 'org', { ...NOTHING, body: { partnershipId: 'q' } })).toBe('q');
    expect(subjectIn('contact-entry', 'org', NOTHING)).toBeNull();
    expect(subjectIn('profile', 'org', NOTHING)).toBe('org');
    expect(pathOfDraft('contact-entry', 'p')).toBe('/contact-log/new?payer=p');
    expect(pathOfDraft('impact', 'p')).toBe('/payments/p/impact');
  });
});
