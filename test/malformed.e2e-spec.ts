import { apiDocument } from '../src/api-document';
import { Bombarding } from './malformed/bombardment';
import { listsForObjects } from './malformed/spoilt-requests';
import { makePortfolio } from './support/portfolio';
import { startApp } from './support/start-app';
import type { TestApp } from './support/start-app';

jest.setTimeout(60_000);
let test: TestApp;
let bombarding: Bombarding;

beforeAll(async () => {
  test = await startApp();
  // Other tests run beside this one.
  bombarding = new Bombarding(test.app, test.db, await makePortfolio(test.db), 15_000);
});
afterAll(() => test.close());

describe('requests that are not as the API document says', () => {
  it('are answered calmly, quickly and never with an error of ours', async () => {
    const { complaints, sent, statuses } = await bombarding.send(400, 20_261_122);
    expect(complaints).toEqual([]);
    expect(sent).toBe(400);
    // Both kinds of refusal are among them: what cannot be read, and what breaks a rule.
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '404', '422']));
  });

  it('are refused for a list where an object belongs, in a list of them too', async () => {
    const requests = listsForObjects(apiDocument(test.app), '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100');
    expect(requests.length).toBeGreaterThan(10);
    const { complaints, statuses } = await bombarding.sendAll(requests);
    expect({ complaints, statuses }).toEqual({ complaints: [], statuses: { 400: requests.length } });
  });
});
