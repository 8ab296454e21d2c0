import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OperatorService } from '../../identity';
import { InvitationAnswersService, InvitationsService } from '../../partnerships';
import { Clock, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { signedIn } from './accounts';
import { NORTHVALE } from './northvale';
import { WESTMERE } from './westmere';

/** One group that waits for its money, and one that works with both health bodies. */
const JOIN = ['Marlpit Circle', 'Umber Bridge'];

interface Lead {
  email: string;
  who: string;
}

/** Groups come in as any group does: they are invited, and their lead joins with a password. Returns the leads. */
export async function joinGroups(services: INestApplicationContext, password: string): Promise<Lead[]> {
  const westmere = await bodyCalled(services, WESTMERE.name);
  const leads: Lead[] = [];
  for (const group of JOIN) {
    const { token, email } = await invite(services, westmere, group);
    const answers = services.get(InvitationAnswersService, { strict: false });
    const groupId = await answers.join({ token, answer: 'join', password, publicationName: group }, uuid());
    leads.push({ email, who: `Group lead, ${group}` });
    const lead = { side: 'group' as const, organisationId: groupId };
    await joinNorthvaleToo(services, group, await signedIn(services, email, lead, 'group_lead'));
  }
  return leads;
}

/** The records of the two payers meet only because the group accepts the second invitation. */
async function joinNorthvaleToo(services: INestApplicationContext, group: string, lead: Actor): Promise<void> {
  if (!NORTHVALE.groups.some(({ name }) => name === group)) return;
  const { token } = await invite(services, await bodyCalled(services, NORTHVALE.name), group);
  await services.get(InvitationAnswersService, { strict: false }).accept(lead, token);
}

async function bodyCalled(services: INestApplicationContext, name: string): Promise<Actor> {
  return services.get(OperatorService, { strict: false }).actorFor(name);
}

async function invite(
  services: INestApplicationContext,
  body: Actor,
  group: string,
): Promise<{ token: string; email: string }> {
  const [contact] = await services
    .get(TenantService, { strict: false })
    .transaction(body, (tx) => tx.query<{ id: string; email: string }>(LEAD_OF_GROUP, [body.organisationId, group]));
  if (contact === undefined) throw new Error(`The demo has no lead of ${group}.`);
  const toldOn = services.get(Clock, { strict: false }).today();
  const invitations = services.get(InvitationsService, { strict: false });
  const { token } = await invitations.invite(body, { contactId: contact.id, toldOn });
  return { token, email: contact.email };
}

const LEAD_OF_GROUP = `
  select k.id, k.email from contact k join organisation g on g.id = k.group_id
  where k.health_body_id = $1 and g.name = $2 and k.side = 'group' and k.email is not null
  order by k.id limit 1`;
