import { KilledStatement } from '../support/killed-statement';

/** A server that dies right after it has taken a statement in, which nobody was told. */
let statement: KilledStatement;

jest.setTimeout(300_000);
beforeAll(async () => {
  statement = await KilledStatement.begin();
});
afterAll(() => statement.end());

it('leaves nothing of a bank statement when the server is killed in its middle', async () => {
  const before = await statement.state();
  for (const at of [6, 12]) {
    expect(await statement.take(at)).toEqual({ answer: null, died: true });
    expect(await statement.state()).toEqual(before);
    expect(await statement.left()).toEqual([]);
  }
});

it('keeps what was taken in when the server is killed right after, and answers the same key with it', async () => {
  expect(await statement.take('after-commit')).toEqual({ answer: null, died: true });
  const after = await statement.state();
  expect(after).toMatchObject({
    entries: expect.arrayContaining(['matched exact', 'suggested payee_differs', 'unknown no_line']),
    lines: ['paid true', 'returned false', 'exported true'],
  });
  const { answer } = await statement.take();
  expect(answer?.status).toBe(201);
  const { id } = JSON.parse(answer?.body.toString() ?? '{}') as { id: string };
  expect((after as { statements: string[] }).statements).toContain(id);
  expect(await statement.state()).toEqual(after);
});
