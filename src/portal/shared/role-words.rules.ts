interface RoleWords {
  name: string;
  /** What somebody with it does, in one line. */
  does: string;
}

const WORDS: Readonly<Record<string, RoleWords>> = {
  partnership_manager: {
    name: 'Partnership manager',
    does: 'Keeps partnerships, contracts, contacts and the contact log, and sees everything about them.',
  },
  finance_officer: {
    name: 'Finance officer',
    does: 'Prepares payment runs, sends files to be paid, and reconciles. Sees payments, not partnerships.',
  },
  finance_approver: {
    name: 'Finance approver',
    does: 'Approves payment runs that somebody else prepared, up to a limit that you set.',
  },
  administrator: {
    name: 'Administrator',
    does: 'Keeps people, API tokens and settings. Sees nothing of any partnership.',
  },
  auditor: {
    name: 'Auditor',
    does: 'Reads the audit record, settings and bank statements, and changes nothing.',
  },
  group_lead: { name: 'Group lead', does: 'Acts for the group, and keeps who else may.' },
  group_member: { name: 'Group member', does: 'Sees and records what concerns the group.' },
};

export function roleName(role: string): string {
  return WORDS[role]?.name ?? role;
}

export function whatRoleDoes(role: string): string {
  return WORDS[role]?.does ?? '';
}
