import { openWay, wayHere } from './way-here.rules';

const ID = '01980a4e-7c1f-7d2b-9a43-2f6f3c1d0100';
const PARTNERSHIPS = { text: 'Partnerships', href: '/o/one/partnerships' };
const open = () => true;

describe('the way to a page', () => {
  it('leads through the place of the menu and the record that it lies below', () => {
    expect(wayHere(`/o/one/partnerships/${ID}/mentor`, PARTNERSHIPS, open)).toEqual([
      PARTNERSHIPS,
      { text: 'Partnership', href: `/o/one/partnerships/${ID}` },
    ]);
  });

  it('leads through the record alone where the menu has no place for it', () => {
    expect(wayHere(`/o/one/contracts/${ID}/commencement`, undefined, open)).toEqual([
      { text: 'Contract', href: `/o/one/contracts/${ID}` },
    ]);
  });

  it('ends before the page itself, be it a place or a record', () => {
    expect(wayHere('/o/one/partnerships', PARTNERSHIPS, open)).toEqual([]);
    expect(wayHere(`/o/one/partnerships/${ID}`, PARTNERSHIPS, open)).toEqual([PARTNERSHIPS]);
  });

  it('does not lead through a page that the reader may not open', () => {
    const asked: string[] = [];
    const way = wayHere(`/o/one/contracts/${ID}/paperwork`, undefined, (page) => {
      asked.push(page);
      return false;
    });
    expect(way).toEqual([]);
    expect(asked).toEqual(['/contracts/:id']);
  });

  it('takes no other address for a record', () => {
    expect(wayHere('/o/one/contracts/new/check', undefined, open)).toEqual([]);
    expect(wayHere(`/o/one/variations/${ID}/refusal`, undefined, open)).toEqual([]);
    expect(wayHere('/account', undefined, open)).toEqual([]);
  });

  it('leaves out of a way that a page gives what the reader may not open', () => {
    const run = { text: 'Payment run', href: `/o/one/finance/runs/${ID}?done=kept` };
    const asked: string[] = [];
    const way = openWay([{ text: 'Finance', href: '/o/one/finance' }, run], (page) => {
      asked.push(page);
      return page === '/finance';
    });
    expect(way).toEqual([run]);
    expect(asked).toEqual(['/finance', '/finance/runs/:id']);
  });
});
