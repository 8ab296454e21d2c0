import { toDoSentence } from './mentor-words.rules';

describe('what is to be done about mentors', () => {
  it('is said in a sentence, or not at all', () => {
    expect(toDoSentence(0, 0)).toBeNull();
    expect(toDoSentence(1, 0)).toBe('A new partner has no mentor yet.');
    expect(toDoSentence(3, 1)).toBe('3 new partners have no mentor yet. One mentor to ask about: still needed?');
  });
});
