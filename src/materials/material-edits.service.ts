import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, checkVersion, Clock, NOT_FOUND, TenantService } from '../platform';
import type { Actor, Side, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { MaterialVersions } from './material-versions.service';
import type { ProposeEditDto } from './materials.dto';
import { accountOf, asLines, lockMaterial, OWN, wrong } from './reading';

interface VersionRow {
  health_body_id: string;
  group_id: string;
  material_id: string;
  words: string | null;
}

interface ProposalRow {
  health_body_id: string;
  material_id: string;
  from_number: number;
  words: string;
  proposed_by: Side;
  state: string;
  version: number;
}

/** Edits that a side proposes and the other answers, and what both say of a version. */
@Injectable()
export class MaterialEdits {
  constructor(
    private readonly tenant: TenantService,
    private readonly versions: MaterialVersions,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Answers the proposal's id. Throws DomainError `not-found`, `conflict` for a file, `invalid` where nothing changes. */
  propose(actor: Actor, versionId: string, { words: sent, why }: ProposeEditDto): Promise<string> {
    const words = asLines(sent);
    return this.tenant.once(actor, async (tx) => {
      const from = await versionOf(tx, versionId);
      if (from.words === null) {
        throw new DomainError('conflict', 'This version is a file: make a further version of it instead.');
      }
      if (from.words === words) throw wrong('words', 'Nothing was changed: change the words first.');
      const id = uuid();
      await tx.change(
        `insert into material_proposal (health_body_id, group_id, material_id, id, from_id, words, why, proposed_by,
           proposed_on, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[from.health_body_id, from.group_id, from.material_id, id, versionId, words, why ?? null],
          ...[actor.side, this.clock.today(), accountOf(actor)],
        ],
      );
      const detail = { materialId: from.material_id };
      await this.audit.record(tx, { action: 'material-proposal.made', subjectId: id, detail });
      return id;
    });
  }

  /** Makes it the newest version. Throws DomainError `not-found`, `stale`, `conflict` for what is no longer to be answered. */
  accept(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const proposal = await openProposal(tx, id, version);
      assertOthers(tx, proposal);
      const material = await lockMaterial(tx, proposal.material_id);
      if (material.latest !== proposal.from_number) {
        throw new DomainError('conflict', 'There is a newer version than the one that this changes: propose it anew.');
      }
      const madeId = await this.versions.make(tx, material, { words: proposal.words });
      await this.close(tx, id, proposal, { state: 'accepted', madeId, reason: null });
      return id;
    });
  }

  /** Throws DomainError `not-found`, `stale`, `conflict`. */
  decline(actor: Actor, id: string, version: number, reason: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const proposal = await openProposal(tx, id, version);
      assertOthers(tx, proposal);
      await this.close(tx, id, proposal, { state: 'declined', madeId: null, reason });
      return id;
    });
  }

  /** Throws DomainError `not-found`, `stale`, `conflict` for one of the other side. */
  withdraw(actor: Actor, id: string, version: number): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const proposal = await openProposal(tx, id, version);
      if (proposal.proposed_by !== actor.side) {
        throw new DomainError('conflict', 'Only the side that proposed it takes it back.');
      }
      await this.close(tx, id, proposal, { state: 'withdrawn', madeId: null, reason: null });
      return id;
    });
  }

  /** Answers the material's id. Throws DomainError `not-found`. */
  comment(actor: Actor, versionId: string, words: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const of = await versionOf(tx, versionId);
      const id = uuid();
      await tx.change(
        `insert into material_comment (health_body_id, group_id, material_id, version_id, id, side, words, said_on,
           account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[of.health_body_id, of.group_id, of.material_id, versionId, id, actor.side, words],
          ...[this.clock.today(), accountOf(actor)],
        ],
      );
      const detail = { materialId: of.material_id };
      await this.audit.record(tx, { action: 'material-version.commented', subjectId: versionId, detail });
      return of.material_id;
    });
  }

  private async close(
    tx: Tx,
    id: string,
    { health_body_id, material_id }: ProposalRow,
    { state, madeId, reason }: { state: string; madeId: string | null; reason: string | null },
  ): Promise<void> {
    await tx.change(
      `update material_proposal set state = $3, closed_on = $4, made_id = $5, decline_reason = $6, version = version + 1
       where health_body_id = $1 and id = $2`,
      [health_body_id, id, state, this.clock.today(), madeId, reason],
    );
    const detail = { materialId: material_id };
    await this.audit.record(tx, { action: `material-proposal.${state}`, subjectId: id, detail });
  }
}

async function versionOf(tx: Tx, id: string): Promise<VersionRow> {
  const [row] = await tx.query<VersionRow>(
    `select health_body_id, group_id, material_id, words from material_version
     where id = $1 and ${OWN[tx.actor.side]} = $2`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  return row;
}

async function openProposal(tx: Tx, id: string, version: number): Promise<ProposalRow> {
  const [row] = await tx.query<ProposalRow>(
    `select q.health_body_id, q.material_id, f.number as from_number, q.words, q.proposed_by, q.state, q.version
     from material_proposal q join material_version f on f.health_body_id = q.health_body_id and f.id = q.from_id
     where q.id = $1 and q.${OWN[tx.actor.side]} = $2 for no key update of q`,
    [id, tx.actor.organisationId],
  );
  if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
  if (row.state !== 'open') throw new DomainError('conflict', 'This was answered already: nothing was changed.');
  checkVersion(row.version, version);
  return row;
}

function assertOthers({ actor }: Tx, { proposed_by }: ProposalRow): void {
  if (proposed_by === actor.side)
    throw new DomainError('conflict', 'Your side proposed it: the other side answers it.');
}
