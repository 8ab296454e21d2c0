import { readContactRow } from './contact-row.rules';
import { RowCells } from './row-cells.rules';

type Cells = Record<string, string>;

function read(cells: Cells) {
  const positions = new Map(Object.keys(cells).map((name, position) => [name, position]));
  const reader = new RowCells<string>('file.csv', positions, 2, Object.values(cells));
  const data = readContactRow(reader);
  return { data, warnings: reader.warnings, problems: reader.problems.map(({ column, problem }) => [column, problem]) };
}

const CONTACT: Cells = {
  'Health body': 'Northshire ICB',
  'Contract reference': 'C-1',
  Date: '2026-05-01',
  Channel: 'In-Person',
  'Started by': 'Group',
  'Health person email': 'Sam@icb.example',
  'Group person email': '',
  'Two-way': 'Y',
  Purpose: ' Review ',
};
const contact = (changes: Cells = {}) => read({ ...CONTACT, ...changes });

describe('a row of the contact log', () => {
  it('is read', () =>
    expect(contact()).toMatchObject({
      problems: [],
      data: {
        reference: 'C-1',
        healthBody: 'Northshire ICB',
        happenedOn: '2026-05-01',
        channel: 'in_person',
        startedBy: 'group',
        healthEmail: 'sam@icb.example',
        groupEmail: null,
        twoWay: true,
        purpose: 'Review',
        outcome: null,
      },
    }));

  it.each(['Contract reference', 'Date', 'Channel', 'Started by', 'Health person email', 'Two-way'])(
    'needs %s',
    (column) => expect(contact({ [column]: '' }).problems.map(([where]) => where)).toEqual([column]),
  );

  it('names the words of a channel', () =>
    expect(contact({ Channel: 'fax' }).problems).toEqual([
      ['Channel', 'fax is not a word for this column; write email, phone, video, in person, letter or portal'],
    ]));
});
