const DONE: Readonly<Record<string, string>> = {
  'engagement.logged': 'Contact was written down',
  'engagement.corrected': 'An entry of the contact log was put right',
  'engagement.opened': 'A restricted entry of the contact log was opened',
  'capacity.stated': 'Your capacity was said anew',
  'means.stated': 'What your group has in reserve was said anew',
  'organisation.changed': 'Your profile was changed',
  'user.added': 'Somebody was given access',
  'user.changed': 'Somebody’s role was changed',
  'user.removed': 'Somebody’s access was ended',
  'user.link-made': 'A new link to sign in was made',
  'record.downloaded': 'Everything that is held about you was downloaded',
  'person.added': 'Somebody was added to your people',
  'person.changed': 'The details of one of your people were changed',
  'person.renamed': 'The name of one of your people was changed',
  'contact.added': 'A health body was let know how to reach somebody',
  'contact.verified': 'The details of a contact were checked',
  'organisation.leaving-started': 'Your group began to leave Accord',
  'organisation.leaving-stopped': 'Leaving Accord was stopped',
  'private-matter.sent': 'A private matter was sent',
  'private-matter.read': 'A private matter was read',
  'private-matter.written': 'A private matter was written on',
  'private-matter.answer-came': 'A private matter was answered',
  'private-matter.settled': 'A private matter was settled',
  'contract.confirmed': 'A contract was confirmed',
  'introduction.asked': 'Your group asked to be introduced to somebody',
  'introduction.withdrawn': 'Your group took back that it asked to be introduced',
};

/** What happened, in words: "contract.schedule-read" → "Contract: schedule read" where there are none of its own. */
export function auditWords(action: string): string {
  const own = DONE[action];
  if (own !== undefined) return own;
  const [subject = '', what = ''] = action.replaceAll('-', ' ').split('.');
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}: ${what}`;
}

/** Who did it. `names` are those who may sign in for the group today. */
export function whoDidIt(
  { actorKind, actorId }: { actorKind: string; actorId: string | null },
  ownId: string | null,
  names: ReadonlyMap<string, string>,
): string {
  if (actorKind === 'system') return 'Accord itself';
  if (actorKind === 'operator') return 'Whoever runs Accord';
  if (actorKind === 'token') return 'One of your API tokens';
  if (actorId !== null && actorId === ownId) return 'You';
  return names.get(actorId ?? '') ?? 'Somebody who has no access any more';
}
