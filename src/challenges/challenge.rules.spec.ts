import { CHALLENGE_STATES, MOVES, movesOf, waitsFor, whyNot } from './challenge.rules';

const SIDES = ['health', 'group'] as const;

describe('a challenge', () => {
  it('waits for an answer of the other side, which the side that raised it cannot give', () => {
    const raised = { state: 'raised', raisedBy: 'group' } as const;
    expect(waitsFor(raised)).toBe('health');
    expect(movesOf(raised, 'health')).toEqual(['answered']);
    expect(movesOf(raised, 'group')).toEqual(['withdrawn']);
    expect(whyNot(raised, 'group', 'answered')).toContain('The other side answers');
    expect(whyNot(raised, 'group', 'accepted')).toContain('has not answered it yet');
    expect(whyNot(raised, 'health', 'withdrawn')).toContain('Only the side that raised it');
  });

  it('waits, once it is answered, for whoever raised it to accept it or to take it up again', () => {
    const answered = { state: 'answered', raisedBy: 'health' } as const;
    expect(waitsFor(answered)).toBe('health');
    expect(movesOf(answered, 'health')).toEqual(['accepted', 'taken_up', 'withdrawn']);
    expect(movesOf(answered, 'group')).toEqual([]);
    expect(whyNot(answered, 'group', 'answered')).toContain('It has been answered');
  });

  it.each(['accepted', 'withdrawn'] as const)('is over once it is %s', (state) => {
    for (const side of SIDES) {
      expect(movesOf({ state, raisedBy: 'group' }, side)).toEqual([]);
      for (const move of MOVES) expect(whyNot({ state, raisedBy: 'group' }, side, move)).toContain('over');
    }
    expect(waitsFor({ state, raisedBy: 'group' })).toBeNull();
  });

  const standings = CHALLENGE_STATES.flatMap((state) => SIDES.map((raisedBy) => ({ state, raisedBy })));

  it.each(standings)('has a next step for the side for which it waits: $state, raised by $raisedBy', (standing) => {
    const waits = waitsFor(standing);
    expect(waits === null || movesOf(standing, waits).length > 0).toBe(true);
  });

  it.each(standings.flatMap((standing) => SIDES.map((side) => ({ ...standing, side }))))(
    'says why not of what $side cannot do: $state, raised by $raisedBy',
    ({ side, ...standing }) => {
      const refused = MOVES.filter((move) => whyNot(standing, side, move) !== null);
      expect(refused).toEqual(MOVES.filter((move) => !movesOf(standing, side).includes(move)));
    },
  );
});
