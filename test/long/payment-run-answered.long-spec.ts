import { KILLED_MOVES, KilledMoves } from '../support/killed-moves';

let run: KilledMoves;

jest.setTimeout(3_600_000);
beforeAll(async () => {
  run = await KilledMoves.begin();
});
afterAll(() => run.db.drop());

it.each(KILLED_MOVES)(
  'keeps the %s of a run, and answers the same key with it after the server was killed',
  async (move) => {
    const key = `${move} of friday`.replaceAll(' ', '-');
    expect(await run.move(move, 'after-commit', key)).toEqual({ answer: null, died: true });
    const after = await run.state();
    const { answer } = await run.move(move, undefined, key);
    expect(answer?.status).toBe(201);
    expect(await run.state()).toEqual(after);
    // Under another key it is another request, and there is nothing more to do.
    expect((await run.move(move, undefined, `${key}-again`)).answer?.status).toBe(409);
    expect(await run.state()).toEqual(after);
  },
);
