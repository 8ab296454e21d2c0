import { Injectable } from '@nestjs/common';
import { ReadsService } from '../../platform';
import type { Actor } from '../../platform';
import { ModulusService } from './modulus.service';
import { VaultKeys } from './vault-keys.service';

export interface VaultStatus {
  on: boolean;
  turnedOnAt: Date | null;
  /** How many bank details are in force or on their way: the vault goes off only at none. */
  held: number;
  /** Whether this server has a master key. */
  ready: boolean;
  modulusVersion: string | null;
}

const STATUS = `
  select v.turned_on_at, (select count(*)::integer from bank_detail d
    where d.health_body_id = $1 and d.closed_at is null) as held
  from (select $1::uuid as body) b
  left join bank_vault v on v.health_body_id = b.body and v.turned_off_at is null`;

@Injectable()
export class VaultStatusService {
  constructor(
    private readonly reads: ReadsService,
    private readonly keys: VaultKeys,
    private readonly modulus: ModulusService,
  ) {}

  async now(actor: Actor): Promise<VaultStatus> {
    const [[row], modulusVersion] = await Promise.all([
      this.reads.rows<{ turned_on_at: Date | null; held: number }>(actor, STATUS, [actor.organisationId]),
      this.modulus.version(),
    ]);
    const turnedOnAt = row?.turned_on_at ?? null;
    return { on: turnedOnAt !== null, turnedOnAt, held: row?.held ?? 0, ready: this.keys.ready, modulusVersion };
  }
}
