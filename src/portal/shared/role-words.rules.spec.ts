import { ROLES } from '../../platform';
import { roleName, whatRoleDoes } from './role-words.rules';

describe('roles in words', () => {
  it('are named as people say them', () => {
    expect(roleName('finance_approver')).toBe('Finance approver');
    expect(roleName('something_else')).toBe('something_else');
  });

  it('are there for every role', () => {
    expect(ROLES.filter((role) => roleName(role) === role || whatRoleDoes(role) === '')).toEqual([]);
  });

  it('say that an administrator sees nothing of a partnership', () => {
    expect(whatRoleDoes('administrator')).toContain('nothing of any partnership');
  });
});
