import { contact, contract, csv, payment } from '../support/csv';
import type { Portfolio } from '../support/portfolio';
import { WIDTHS } from './browser';
import type { Site, Visitor } from './browser';
import { siteWithPortfolio } from './portfolio-on-pages';

let site: Site;
let p: Portfolio;
let body: string;

beforeAll(async () => {
  ({ site, p } = await siteWithPortfolio());
  const [found] = await site.test.db.rows<{ name: string }>('select name from organisation where id = $1', [
    p.healthBodies.a,
  ]);
  body = found?.name ?? '';
});
afterAll(() => site.close());

const file = (name: string, rows: Parameters<typeof csv>[0]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(csv(rows)),
});
const good = (reference: string) => ({
  Contracts: file('contracts.csv', [contract(body, reference)]),
  Payments: file('payments.csv', [payment(reference, '1000', '2026-04-01')]),
  'Contact log': file('contacts.csv', [contact(reference, '2026-10-01')]),
});
const bad = (reference: string) => ({
  Contracts: file('our register of contracts 2026.csv', [
    contract(body, reference),
    contract(body, `${reference}-B`, { 'Start date': '31/02/2026', Value: 'about £40,000' }),
    contract(body, `${reference}-C`, { Instrument: 'handshake' }),
  ]),
});

async function manager(visitor: Visitor): Promise<void> {
  await visitor.bring(await site.test.session('partnership_manager', p.healthBodies.a));
  await visitor.goTo(`/o/${p.healthBodies.a}/import`);
}

async function choose(visitor: Visitor, files: Partial<ReturnType<typeof good>>): Promise<void> {
  for (const [label, chosen] of Object.entries(files)) await visitor.page.getByLabel(label).setInputFiles(chosen);
}

describe.each([...WIDTHS.map((width) => [width, true] as const), ['narrow', false] as const])(
  'importing on a %s screen (scripts: %s)',
  (width, script) => {
    const reference = (name: string) => `${name}-${width}-${String(script)}`;

    it('checks files and changes nothing, says what to mend, and brings in good files', async () => {
      const visitor = await site.visitor(width, { script });
      await manager(visitor);
      expect(await visitor.lookAt('import')).toEqual([]);

      await visitor.press('Check only');
      expect(await visitor.text()).toContain('Give at least one of the three files');
      expect(await visitor.lookAt('import-nothing-chosen')).toEqual([]);

      await choose(visitor, bad(reference('BAD')));
      await visitor.press('Check only');
      expect(await visitor.page.title()).toMatch(/^Error: /);
      expect(await visitor.text()).toContain('31/02/2026 is not a date in the calendar');
      expect(await visitor.lookAt('import-bad')).toEqual([]);

      await choose(visitor, good(reference('GOOD')));
      await visitor.press('Check only');
      expect(await visitor.text()).toContain('Nothing is wrong, and nothing was changed yet.');
      expect(await contracts(reference('GOOD'))).toBe(0);
      expect(await visitor.lookAt('import-checked')).toEqual([]);

      await choose(visitor, good(reference('GOOD')));
      await visitor.press('Bring in');
      expect(visitor.at()).toMatch(/\/import\?done=/);
      expect(await visitor.text()).toContain('Brought in: 3 new, 0 changed.');
      expect(await contracts(reference('GOOD'))).toBe(1);
      expect(await visitor.lookAt('import-done')).toEqual([]);
      await visitor.close();
    });

    it('sets bad rows aside when asked, as a file to mend', async () => {
      const visitor = await site.visitor(width, { script });
      await manager(visitor);
      await choose(visitor, bad(reference('MIX')));
      await visitor.page.getByLabel('Bring in the good rows').check();
      await visitor.press('Bring in');
      expect(await visitor.text()).toContain('Some rows were set aside');
      expect(await visitor.lookAt('import-set-aside')).toEqual([]);
      const download = visitor.page.waitForEvent('download');
      await visitor.page.getByRole('link', { name: 'contracts.to-mend.csv' }).first().click();
      expect((await download).suggestedFilename()).toBe('contracts.to-mend.csv');
      await visitor.close();
    });
  },
);

async function contracts(reference: string): Promise<number> {
  return (await site.test.db.rows('select 1 from contract where reference = $1', [reference])).length;
}
