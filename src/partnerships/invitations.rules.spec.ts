import { calendarDate } from '../shared/calendar-date';
import { whyNotInvited } from './invitations.rules';
import type { Invited } from './invitations.rules';

const TODAY = calendarDate('2026-11-22');
const CONTACT: Invited = {
  side: 'group',
  email: 'ali@group.example',
  joined: false,
  toldOn: calendarDate('2026-11-20'),
};
const why = (rest: Partial<Invited>) => whyNotInvited({ ...CONTACT, ...rest }, TODAY);

describe('inviting a group', () => {
  it('asks a contact of a listed group who was told beforehand, also on the same day', () => {
    expect(why({})).toBeNull();
    expect(why({ toldOn: TODAY })).toBeNull();
  });

  it('comes to nobody as a surprise', () => {
    expect(why({ toldOn: calendarDate('2026-11-23') })).toMatchObject({ kind: 'invalid', pointer: '/toldOn' });
  });

  it('needs the address that the contact will sign in with', () => {
    expect(why({ email: null })).toMatchObject({ kind: 'invalid', pointer: '/contactId' });
  });

  it('is over once the group has joined', () => {
    expect(why({ joined: true })).toMatchObject({ kind: 'conflict' });
  });

  it('is not for people of the health body', () => {
    expect(why({ side: 'health' })).toMatchObject({ kind: 'invalid', pointer: '/contactId' });
  });
});
