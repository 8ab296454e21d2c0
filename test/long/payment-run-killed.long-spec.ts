import { KILLED_MOVES, KilledMoves } from '../support/killed-moves';

/** More statements than any move has. */
const MOST = 200;

let run: KilledMoves;

jest.setTimeout(3_600_000);
beforeAll(async () => {
  run = await KilledMoves.begin();
});
afterAll(() => run.db.drop());

describe.each(KILLED_MOVES)('the server is killed during the %s of a run', (move) => {
  it('leaves nothing, before whichever statement it dies', async () => {
    const before = await run.state();
    let [killed, done] = [0, await run.move(move, 0)];
    while (done.died && killed < MOST) {
      expect({ killed, state: await run.state() }).toEqual({ killed, state: before });
      killed += 1;
      done = await run.move(move, killed);
    }
    // It has fewer statements than that, and so it was done.
    expect(done.answer?.status).toBe(201);
    expect(killed).toBeGreaterThan(5);
  });

  it('does it once, when it is asked for again', async () => {
    const after = await run.state();
    expect((await run.move(move)).answer?.status).toBe(409);
    expect(await run.state()).toEqual(after);
  });
});

it('has one file, with the same bytes each time', async () => {
  const { kept, given } = await run.file();
  expect(kept).toHaveLength(1);
  expect(given).toEqual([...kept, ...kept]);
});
