import { assertOnce } from './words.rules';

it('is explained once', () => {
  const word = { term: 'Place team', meaning: 'Those who plan for one town.' };
  expect(() => {
    assertOnce([word, { ...word, term: 'System team' }]);
  }).not.toThrow();
  expect(() => {
    assertOnce([word, { ...word, term: ' place  TEAM' }]);
  }).toThrow('explained twice');
});
