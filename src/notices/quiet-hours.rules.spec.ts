import { isQuiet } from './quiet-hours.rules';

describe('quiet hours', () => {
  it.each([
    ['Friday 07:59 in winter', '2026-11-27T07:59:59.999Z', true],
    ['Friday 08:00 in winter', '2026-11-27T08:00:00.000Z', false],
    ['Friday 19:59 in winter', '2026-11-27T19:59:59.999Z', false],
    ['Friday 20:00 in winter', '2026-11-27T20:00:00.000Z', true],
    ['Saturday noon', '2026-11-28T12:00:00.000Z', true],
    ['Sunday noon', '2026-11-29T12:00:00.000Z', true],
    ['Monday 07:59 in summer, 06:59 UTC', '2026-07-06T06:59:59.999Z', true],
    ['Monday 08:00 in summer, 07:00 UTC', '2026-07-06T07:00:00.000Z', false],
    ['Monday 20:00 in summer, 19:00 UTC', '2026-07-06T19:00:00.000Z', true],
    // The clocks go on in the night to Sunday 28 March 2027 and back in the night to Sunday 31 October 2027.
    ['the Friday before they go on, 08:00', '2027-03-26T08:00:00.000Z', false],
    ['the Monday after they went on, 07:59', '2027-03-29T06:59:59.999Z', true],
    ['the Monday after they went on, 08:00', '2027-03-29T07:00:00.000Z', false],
    ['the Monday after they went on, 20:00', '2027-03-29T19:00:00.000Z', true],
    ['the Friday before they go back, 08:00', '2027-10-29T07:00:00.000Z', false],
    ['the Monday after they went back, 07:00 UTC', '2027-11-01T07:00:00.000Z', true],
    ['the Monday after they went back, 08:00', '2027-11-01T08:00:00.000Z', false],
    ['the Monday after they went back, 19:30', '2027-11-01T19:30:00.000Z', false],
    // In summer the night to Saturday begins an hour before it does in UTC, and Sunday ends one before.
    ['Sunday 23:30 in summer', '2026-07-05T22:30:00.000Z', true],
    ['Monday 00:30 in summer', '2026-07-05T23:30:00.000Z', true],
  ])('%s', (_when, instant, quiet) => {
    expect(isQuiet(new Date(instant))).toBe(quiet);
  });
});
