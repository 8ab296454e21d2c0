import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService, Clock, Documents, NOT_FOUND, TenantService } from '../platform';
import type { Actor, ReceivedFile, Tx } from '../platform';
import { DomainError } from '../shared/domain-error';
import { shareChanged } from './difference';
import type { StartMaterialDto } from './materials.dto';
import { accountOf, asLines, lockMaterial, OWN, wrong } from './reading';
import type { LockedMaterial } from './reading';

/** What a version is: words, or a file that is kept already. */
export type Contents = { words: string } | { documentId: string };

/** Starting a material and making its versions. A version never changes; with each one, what was said of names lapses. */
@Injectable()
export class MaterialVersions {
  constructor(
    private readonly tenant: TenantService,
    private readonly documents: Documents,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** Answers the material's id. Throws DomainError `not-found`, `invalid` for a contract of another partnership. */
  start(actor: Actor, partnershipId: string, request: StartMaterialDto): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const [pair] = await tx.query<Pick<LockedMaterial, 'health_body_id' | 'group_id'>>(
        `select health_body_id, group_id from partnership where id = $1 and ${OWN[actor.side]} = $2`,
        [partnershipId, actor.organisationId],
      );
      if (pair === undefined) throw new DomainError('not-found', NOT_FOUND);
      const { contractId = null, title, words } = request;
      await assertOfPair(tx, pair, contractId);
      const id = uuid();
      await tx.change(
        `insert into material (health_body_id, group_id, id, contract_id, title, started_by, started_on, started_account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[pair.health_body_id, pair.group_id, id, contractId, title, actor.side, this.clock.today()],
          accountOf(actor),
        ],
      );
      await this.audit.record(tx, { action: 'material.started', subjectId: id, detail: { partnershipId } });
      if (words !== undefined) await this.make(tx, { ...pair, id, latest: 0, version: 1 }, { words });
      return id;
    });
  }

  /** A further version in words. Answers the material's id. Throws DomainError `not-found`, `stale`, `invalid`. */
  addWords(actor: Actor, id: string, version: number, words: string): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const material = await lockMaterial(tx, id, version);
      await this.make(tx, material, { words });
      return id;
    });
  }

  /** A further version that is a file. Answers the material's id. Throws DomainError `not-found`, `stale`. */
  addFile(actor: Actor, id: string, version: number, file: ReceivedFile): Promise<string> {
    // The body that a key stands for is the file itself, which is in no request body.
    const { attempt } = actor;
    const keyed = attempt === undefined ? actor : { ...actor, attempt: { ...attempt, bodyHash: file.sha256 } };
    return this.tenant.once(keyed, async (tx) => {
      const material = await lockMaterial(tx, id, version);
      const owners = { healthBodyId: material.health_body_id, groupId: material.group_id };
      await this.make(tx, material, { documentId: await this.documents.add(tx, owners, file) });
      return id;
    });
  }

  /** How one's own people are credited. Throws DomainError `not-found`, `stale`. */
  credit(actor: Actor, id: string, version: number, credit: string | null): Promise<string> {
    return this.tenant.once(actor, async (tx) => {
      const { health_body_id } = await lockMaterial(tx, id, version);
      await tx.change(
        `update material set ${actor.side}_credit = $3, version = version + 1 where health_body_id = $1 and id = $2`,
        [health_body_id, id, credit],
      );
      await this.audit.record(tx, { action: 'material.credited', subjectId: id, detail: { named: credit !== null } });
      return id;
    });
  }

  /** In the caller's transaction, of a material that it has locked. Answers the version's id. */
  async make(tx: Tx, material: LockedMaterial, contents: Contents): Promise<string> {
    const words = 'words' in contents ? asLines(contents.words) : null;
    const documentId = 'words' in contents ? null : contents.documentId;
    const { removedPercent, addedPercent } = await this.shareOf(tx, material, words);
    const id = uuid();
    const { health_body_id, group_id } = material;
    await tx.change(
      `insert into material_version (health_body_id, group_id, material_id, id, words, document_id, made_by, made_on,
         account_id, removed_percent, added_percent)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[health_body_id, group_id, material.id, id, words, documentId, tx.actor.side, this.clock.today()],
        ...[accountOf(tx.actor), removedPercent, addedPercent],
      ],
    );
    const detail = { materialId: material.id, number: material.latest + 1, removedPercent };
    await this.audit.record(tx, { action: 'material-version.made', subjectId: id, detail });
    return id;
  }

  private async shareOf(tx: Tx, { health_body_id, id, latest }: LockedMaterial, words: string | null) {
    const none = { removedPercent: null, addedPercent: null };
    if (words === null) return none;
    const [before] = await tx.query<{ words: string | null }>(
      'select words from material_version where health_body_id = $1 and material_id = $2 and number = $3',
      [health_body_id, id, latest],
    );
    if (before?.words === words)
      throw wrong('words', 'These are the words of the newest version: nothing was changed.');
    return before === undefined || before.words === null ? none : shareChanged(before.words, words);
  }
}

async function assertOfPair(
  tx: Tx,
  { health_body_id, group_id }: Pick<LockedMaterial, 'health_body_id' | 'group_id'>,
  contractId: string | null,
): Promise<void> {
  if (contractId === null) return;
  const [found] = await tx.query('select 1 from contract where health_body_id = $1 and group_id = $2 and id = $3', [
    ...[health_body_id, group_id, contractId],
  ]);
  if (found === undefined) throw wrong('contractId', 'There is no such contract in this partnership.');
}
