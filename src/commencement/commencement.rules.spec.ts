import fc from 'fast-check';
import { calendarDate } from '../shared/calendar-date';
import type { Side } from '../shared/side';
import { isAgreed, proposed, standingOf, whyNotConfirmed } from './commencement.rules';
import type { Version } from './commencement.rules';

const today = calendarDate('2026-11-20');

/** The version with one more confirmation, where that is allowed. */
function confirm(versions: Version[], number: number, by: Side): Version[] {
  const newest = versions.at(-1) ?? null;
  if (whyNotConfirmed(newest, number, by) !== null) return versions;
  return versions.map((each) =>
    each.number === number ? { ...each, confirmed: { ...each.confirmed, [by]: today } } : each,
  );
}

interface Step {
  by: Side;
  /** The version to confirm; null to propose another. */
  number: number | null;
}

/** What comes of the steps, and which side truly spoke for which version while it was the newest. */
function playedOut(steps: readonly Step[]): { versions: Version[]; said: Set<string> } {
  let versions: Version[] = [];
  const said = new Set<string>();
  for (const { by, number } of steps) {
    versions = number === null ? [...versions, proposed(versions, by, today)] : confirm(versions, number, by);
    if (number === null || number === versions.length) said.add(`${String(versions.length)} ${by}`);
  }
  return { versions, said };
}

describe('how both agree to work together', () => {
  const first = proposed([], 'health', today);

  it('is confirmed by whoever proposes it, and waits for the other', () => {
    expect(standingOf([first])).toEqual({ inForce: null, open: first, waitsFor: 'group' });
    expect(whyNotConfirmed(first, 1, 'health')).toMatch(/already/);
    expect(whyNotConfirmed(first, 1, 'group')).toBeNull();
  });

  it('keeps what was agreed until both have confirmed the change', () => {
    const agreed = confirm([first], 1, 'group');
    const changed = [...agreed, proposed(agreed, 'group', today)];
    expect(standingOf(changed)).toMatchObject({ inForce: { number: 1 }, open: { number: 2 }, waitsFor: 'health' });
    expect(standingOf(confirm(changed, 2, 'health'))).toMatchObject({ inForce: { number: 2 }, open: null });
  });

  it('confirms no version that another has replaced, and none where there is none', () => {
    const second = proposed([first], 'group', today);
    expect(whyNotConfirmed(second, 1, 'group')).toMatch(/newer version/);
    expect(whyNotConfirmed(null, 1, 'group')).toMatch(/Nothing has been proposed/);
  });

  it('is never agreed but by the confirmation of each side for the same version', () => {
    const side = fc.constantFrom<Side>('health', 'group');
    const step = fc.record({ by: side, number: fc.option(fc.integer({ min: 1, max: 6 })) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { versions, said } = playedOut(steps);
        for (const version of versions) {
          const both = said.has(`${String(version.number)} health`) && said.has(`${String(version.number)} group`);
          expect(isAgreed(version)).toBe(both);
        }
        const { inForce, open } = standingOf(versions);
        expect(inForce === null || isAgreed(inForce)).toBe(true);
        expect(open === null || !isAgreed(open)).toBe(true);
      }),
    );
  });
});
