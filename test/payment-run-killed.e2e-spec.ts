import { KilledMoves } from './support/killed-moves';

/** A few points of the export, the move that matters most; test/long goes through every statement of every move. */
let run: KilledMoves;

jest.setTimeout(300_000);
beforeAll(async () => {
  run = await KilledMoves.begin();
  await run.untilApproved();
});
afterAll(() => run.db.drop());

it('leaves nothing of an export when the server is killed in its middle', async () => {
  const before = await run.state();
  for (const statement of [14]) {
    expect(await run.move('exports', statement)).toEqual({ answer: null, died: true });
    expect(await run.state()).toEqual(before);
  }
});

it('keeps the export that was made when the server is killed right after, and makes no second one', async () => {
  expect(await run.move('exports', 'after-commit')).toEqual({ answer: null, died: true });
  const after = await run.state();
  expect(after).toMatchObject({ run: { state: 'exported' }, payments: ['exported', 'exported', 'exported'] });
  expect((await run.move('exports')).answer?.status).toBe(409);
  expect(await run.state()).toEqual(after);
  const { kept, given } = await run.file();
  expect(kept).toHaveLength(1);
  expect(given).toEqual([...kept, ...kept]);
});
