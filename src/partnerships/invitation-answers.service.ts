import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { checkPassword, hashPassword, sha256 } from '../identity';
import { PeopleContributions } from '../people';
import { AuditService, Database, NOT_FOUND, ReadsService, TenantService } from '../platform';
import type { Actor, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import type { DomainErrorKind } from '../shared/domain-error';
import { foldName } from '../shared/text';
import type { AcceptedView, AnswerInvitationDto, JoinSignedInDto, OpeningRow } from './invitation-answers.dto';

/** Used, run out, withdrawn and never made look the same to whoever holds a link. */
const GONE =
  'This link has been used, has run out or was taken back. Nothing is lost: ask whoever invited you for a new one.';
const BOTH_SIDES =
  'You have a role at the health body of this invitation, and nobody acts for both sides. Somebody else of the group can answer it.';

/** Who joins: somebody signed in, or the contact with a new sign-in of their own. */
type Joiner = { accountId: string } | { passwordHash: string };

interface Outcome {
  outcome: 'joined' | 'accepted' | 'gone' | 'has_account' | 'has_partnership' | 'both_sides';
  former_name: string | null;
  present_name: string | null;
  address: string;
}

/** The group's side of an invitation. Only the holder of the link can answer, and a link is used once. */
@Injectable()
export class InvitationAnswersService {
  constructor(
    private readonly database: Database,
    private readonly tenant: TenantService,
    private readonly reads: ReadsService,
    private readonly audit: AuditService,
    private readonly people: PeopleContributions,
  ) {}

  /** What the first page shows. Changes nothing. Throws DomainError when the link does not work. */
  async open(token: string): Promise<OpeningRow> {
    const [row] = await this.database.server<OpeningRow>('select * from invitation_opening($1)', [sha256(token)]);
    if (row === undefined) throw new DomainError('not-found', GONE);
    return row;
  }

  /** Throws DomainError when the link does not work. */
  async notNow(token: string): Promise<void> {
    const [row] = await this.database.server<{ done: boolean }>('select invitation_not_now($1) as done', [
      sha256(token),
    ]);
    if (row?.done !== true) throw new DomainError('not-found', GONE);
  }

  /** With a new sign-in for the contact's address. Returns the group. Throws DomainError. */
  async join(request: AnswerInvitationDto, requestId: string): Promise<string> {
    const { password } = request;
    if (password === undefined) {
      const detail = 'Choose a password of at least 12 characters; a few words do well.';
      throw new DomainError('invalid', detail, [{ pointer: '/password', detail }]);
    }
    checkPassword(password);
    await this.open(request.token);
    return this.joinAs({ passwordHash: await hashPassword(password) }, request, requestId);
  }

  /** For somebody who is signed in: the group is another than those they act for already. Returns the group. */
  joinSignedIn(accountId: string, request: JoinSignedInDto, requestId: string): Promise<string> {
    return this.joinAs({ accountId }, request, requestId);
  }

  private joinAs(joiner: Joiner, request: JoinSignedInDto, requestId: string): Promise<string> {
    const signedIn = 'accountId' in joiner ? joiner.accountId : null;
    const passwordHash = 'passwordHash' in joiner ? joiner.passwordHash : null;
    const personId = uuid();
    return this.tenant.operatorTransaction(async (tx) => {
      const [joined] = await tx.asServer<Outcome & { joined_group: string }>(
        'select * from invitation_join($1, $2, $3, $4, $5, $6, $7, $8)',
        [sha256(request.token), signedIn, uuid(), passwordHash, uuid(), personId, givenIn(request), requestId],
      );
      const { joined_group: groupId, ...outcome } = succeeded(joined);
      await tx.actAs(groupId, 'group');
      await this.renameEverywhere(tx, personId, outcome);
      return groupId;
    });
  }

  /** For a group that is in Accord already: the partnership moves to it. Returns the partnership. Throws DomainError. */
  accept(actor: Actor, token: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [accepted] = await tx.asServer<Outcome & { moved_partnership: string; person: string | null }>(
        'select * from invitation_accept_for($1, $2, $3)',
        [sha256(token), actor.organisationId, actor.id],
      );
      const { moved_partnership: partnershipId, person, ...outcome } = succeeded(accepted);
      if (person !== null) await this.renameEverywhere(tx, person, outcome);
      await this.audit.record(tx, { action: 'partnership.accepted', subjectId: partnershipId });
      return partnershipId;
    });
  }

  /** The health body's files may hold the name as it was written before. */
  private async renameEverywhere(tx: Tx, personId: string, outcome: Outcome): Promise<void> {
    const { former_name: formerName, present_name: name, address } = outcome;
    if (formerName === name) return;
    await this.people.rewrite(tx, { personId, formerName, name, formerEmail: address, email: address });
  }

  async accepted(actor: Actor, partnershipId: string): Promise<AcceptedView> {
    const [row] = await this.reads.rows<{ health_body_id: string; name: string }>(
      actor,
      `select p.health_body_id, h.name from partnership p join organisation h on h.id = p.health_body_id
       where p.group_id = $1 and p.id = $2`,
      [actor.organisationId, partnershipId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return { partnershipId, healthBodyId: row.health_body_id, healthBody: row.name };
  }
}

function givenIn({
  publicationName,
  name,
  legalForm,
  contactName,
}: JoinSignedInDto): Record<string, string | undefined> {
  return {
    publicationName,
    name,
    nameKey: name === undefined ? undefined : foldName(name),
    legalForm,
    contactName,
    contactNameKey: contactName === undefined ? undefined : foldName(contactName),
  };
}

type Refused = Exclude<Outcome['outcome'], 'joined' | 'accepted'>;
const REFUSALS: Record<Refused, [DomainErrorKind, string]> = {
  gone: ['not-found', GONE],
  has_account: ['conflict', 'This address has a sign-in already. Sign in with it, then open the link again.'],
  has_partnership: [
    'conflict',
    'Your group works with this health body in Accord already, so this invitation is not needed. Tell whoever sent it.',
  ],
  both_sides: ['forbidden', BOTH_SIDES],
};

/** Throws DomainError for every outcome that changed nothing. */
function succeeded<Answer extends Outcome>(answer: Answer | undefined): Answer {
  if (answer?.outcome === 'joined' || answer?.outcome === 'accepted') return answer;
  const [kind, detail] = REFUSALS[answer?.outcome ?? 'gone'];
  throw new DomainError(kind, detail);
}
