import { DomainError } from '../../shared/domain-error';
import { asRefusal } from './form';

describe('what is wrong with a form', () => {
  it('is said where the answer stands', () => {
    const detail = 'The rhythm is missing.';
    const refusal = asRefusal(new DomainError('invalid', detail, [{ pointer: '/terms/rhythm', detail }]));
    expect(refusal).toMatchObject({ status: 422, errors: [{ field: 'terms-rhythm', text: detail }] });
  });

  it('is said without a word of keys to whoever goes back and sends other answers', () => {
    const detail = 'This Idempotency-Key was used for another request.';
    const refusal = asRefusal(new DomainError('invalid', detail, [{ pointer: '/Idempotency-Key', detail }]));
    expect(refusal?.errors).toEqual([{ field: null, text: expect.stringContaining('You sent this form before') }]);
  });

  it('is nothing that a form could mend when there is nothing there', () => {
    expect(asRefusal(new DomainError('not-found', 'There is nothing here.'))).toBeNull();
    expect(asRefusal(new Error('broken'))).toBeNull();
  });
});
