import { Injectable } from '@nestjs/common';
import { AuditService, checkVersion, Clock, NOT_FOUND, ReadsService, TenantService } from '../../platform';
import type { Actor } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { penceFromDatabase } from '../../shared/money';
import type { MeansView, SayMeansDto } from './means.dto';

interface MeansRow {
  reserves_pence: string | null;
  monthly_cost_pence: string | null;
  shared: boolean;
  stated_on: string;
  version: number;
}

const NOTHING: MeansView = { reservesPence: null, monthlyCostPence: null, shared: false, statedOn: null, version: 0 };
const COLUMNS = 'reserves_pence, monthly_cost_pence, shared, stated_on, version';
const OWN = `select ${COLUMNS} from group_means where group_id = $1`;
const OF_PARTNER = `select ${COLUMNS} from means_of_partner($1, $2)`;

/** What a group has in reserve and needs each month: its own to say, and for health bodies only where it shares it. */
@Injectable()
export class GroupMeans {
  constructor(
    private readonly reads: ReadsService,
    private readonly tenant: TenantService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** As the reader may know it: nothing where it was not said, or is not shared with a health body. */
  async of(actor: Actor, groupId: string): Promise<MeansView> {
    if (actor.side === 'group') {
      if (groupId !== actor.organisationId) return NOTHING;
      return toView(await this.reads.rows<MeansRow>(actor, OWN, [groupId]));
    }
    const partner = [actor.organisationId, groupId];
    return toView(await this.tenant.transaction(actor, (tx) => tx.asServer<MeansRow>(OF_PARTNER, partner)));
  }

  /** Throws DomainError `not-found` for another's. */
  async own(actor: Actor, groupId: string): Promise<MeansView> {
    if (groupId !== actor.organisationId) throw new DomainError('not-found', NOT_FOUND);
    return this.of(actor, groupId);
  }

  /**
   * In place of what was said before, which is not kept; with neither sum it is nothing any more. Throws DomainError
   * `not-found`, `stale`.
   */
  async say(actor: Actor, groupId: string, version: number, said: SayMeansDto): Promise<void> {
    if (groupId !== actor.organisationId) throw new DomainError('not-found', NOT_FOUND);
    const { reservesPence, monthlyCostPence, shared } = said;
    const saidNothing = reservesPence === null && monthlyCostPence === null;
    await this.tenant.transaction(actor, async (tx) => {
      await tx.query('select 1 from organisation where id = $1 for update', [groupId]);
      const [before] = await tx.query<{ version: number }>(
        'delete from group_means where group_id = $1 returning version',
        [groupId],
      );
      checkVersion(before?.version ?? 0, version);
      if (!saidNothing) {
        await tx.change(
          `insert into group_means (group_id, reserves_pence, monthly_cost_pence, shared, stated_on)
           values ($1, $2, $3, $4, $5)`,
          [groupId, reservesPence, monthlyCostPence, shared, this.clock.today()],
        );
      }
      // Neither sum: the record is kept longer than they are.
      await this.audit.record(tx, {
        action: 'means.stated',
        subjectId: groupId,
        detail: { shared: shared && !saidNothing },
      });
    });
  }
}

function toView([row]: readonly MeansRow[]): MeansView {
  if (row === undefined) return NOTHING;
  return {
    reservesPence: row.reserves_pence === null ? null : penceFromDatabase(row.reserves_pence),
    monthlyCostPence: row.monthly_cost_pence === null ? null : penceFromDatabase(row.monthly_cost_pence),
    shared: row.shared,
    statedOn: row.stated_on,
    version: row.version,
  };
}
