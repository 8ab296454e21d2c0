import { Injectable } from '@nestjs/common';
import { Clock, Conditions, NOT_FOUND, orderBy, pageOf, ReadsService, seekPast, sortBy } from '../platform';
import type { Actor, Page } from '../platform';
import { DomainError } from '../shared/domain-error';
import { nameStateOf } from './consent.rules';
import type { NameConsent } from './consent.rules';
import { differenceOf, shareChanged } from './difference';
import type {
  CommentView,
  MaterialDetailView,
  MaterialView,
  ProposalDetailView,
  ProposalView,
  VersionDetailView,
  VersionView,
} from './material-view.dto';
import type { MaterialListQuery } from './materials.dto';
import { CONSENTED, CONSENTS, OWN } from './reading';

/** Of each kind of record of a material. */
const MOST_SHOWN = 100;

const VIEW = (from: string, today: string) => `
  select m.id, p.id as "partnershipId", m.contract_id as "contractId", c.reference as "contractReference",
    h.name as "healthBody", g.name as "group", m.title, m.health_credit as "healthCredit",
    m.group_credit as "groupCredit", m.started_by as "startedBy", m.started_on as "startedOn", m.latest,
    v.id as "latestVersionId", m.version, ${CONSENTS('m.health_body_id', 'm.id')} as consents,
    (select count(*)::int from material_proposal q where q.health_body_id = m.health_body_id and q.material_id = m.id
      and q.state = 'open') as "openProposals",
    (select count(*)::int from name_use u where u.health_body_id = m.health_body_id and u.material_id = m.id
      and u.since_on <= ${today} and (u.until_on is null or u.until_on > ${today}) and not ${CONSENTED('u')})
      as "usesWithoutConsent"
  from ${from} m
  join partnership p on p.health_body_id = m.health_body_id and p.group_id = m.group_id
  join organisation h on h.id = m.health_body_id join organisation g on g.id = m.group_id
  left join contract c on c.health_body_id = m.health_body_id and c.id = m.contract_id
  left join material_version v on v.health_body_id = m.health_body_id and v.material_id = m.id and v.number = m.latest`;

const VERSION = `
  v.id, v.number, case when v.words is null then 'file' else 'words' end as kind, d.file_name as "fileName",
  d.size_bytes::float8 as "sizeBytes", v.made_by as "madeBy", v.made_on as "madeOn", v.removed_percent as "removedPercent",
  v.added_percent as "addedPercent", k.given_on as "consentGivenOn", k.ended_on as "consentEndedOn"`;
const VERSIONS = `
  material_version v
  left join document d on d.health_body_id = v.health_body_id and d.group_id = v.group_id and d.id = v.document_id
  left join lateral (select s.given_on, s.ended_on from name_consent s where s.health_body_id = v.health_body_id
    and s.material_id = v.material_id and s.version_id = v.id order by s.id desc limit 1) k on true`;

const PROPOSAL = `
  q.id, f.number as "fromNumber", q.proposed_by as "proposedBy", q.proposed_on as "proposedOn", q.why, q.state,
  q.closed_on as "closedOn", q.decline_reason as "declineReason", q.version`;
const PROPOSALS = `
  material_proposal q join material_version f on f.health_body_id = q.health_body_id and f.id = q.from_id`;

type Heard<View> = Omit<View, 'consent'> & { consents: NameConsent[] };

/** Materials as both sides read them. */
@Injectable()
export class Materials {
  constructor(
    private readonly reads: ReadsService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: MaterialListQuery): Promise<Page<MaterialView>> {
    const conditions = new Conditions();
    conditions.add(`m.${OWN[actor.side]} = ?`, actor.organisationId);
    conditions.addIf(query.contractId, 'm.contract_id = ?');
    const total = query.count ? await this.count(actor, conditions) : undefined;
    const sort = sortBy(query.sort, { startedOn: 'm.started_on' });
    seekPast(query.cursor, sort, 'm.id', conditions);
    const order = orderBy(sort, 'm.id');
    const page = `select m.* from material m ${conditions.where} ${order} limit ${conditions.value(query.limit + 1)}`;
    const today = `${conditions.value(this.clock.today())}::date`;
    const rows = await this.reads.rows<Heard<MaterialView>>(
      actor,
      `${VIEW(`(${page})`, today)} ${order}`,
      conditions.values,
    );
    const found = pageOf(rows, query, sort, (row) => [row.startedOn, row.id], toMaterialView);
    return total === undefined ? found : { ...found, count: total };
  }

  /** Throws DomainError `not-found` when there is no such material, or it is another tenant's. */
  async one(actor: Actor, id: string): Promise<MaterialDetailView> {
    const own = [id, actor.organisationId];
    const of = (alias: string) => `${alias}.material_id = $1 and ${alias}.${OWN[actor.side]} = $2`;
    const [row] = await this.reads.rows<Heard<MaterialView>>(
      actor,
      `${VIEW('material', '$3::date')} where m.id = $1 and m.${OWN[actor.side]} = $2`,
      [...own, this.clock.today()],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const newest = (alias: string) => `where ${of(alias)} order by ${alias}.id desc limit ${String(MOST_SHOWN)}`;
    const versions = await this.reads.rows<Omit<VersionView, 'consent'>>(
      actor,
      `select ${VERSION} from ${VERSIONS} where ${of('v')} order by v.number desc limit ${String(MOST_SHOWN)}`,
      own,
    );
    const proposals = await this.reads.rows<ProposalView>(
      actor,
      `select ${PROPOSAL} from ${PROPOSALS} ${newest('q')}`,
      own,
    );
    const comments = await this.reads.rows<CommentView>(
      actor,
      `select n.id, v.number, n.side, n.words, n.said_on as "saidOn" from material_comment n
       join material_version v on v.health_body_id = n.health_body_id and v.id = n.version_id ${newest('n')}`,
      own,
    );
    return Object.assign(toMaterialView(row), {
      versions: versions.map((each) => Object.assign(each, { consent: nameStateOf(each.id, row.consents) })),
      ...{ proposals, comments },
    });
  }

  /** One version, against the one before. Throws DomainError `not-found`. */
  async oneVersion(actor: Actor, id: string): Promise<VersionDetailView> {
    const [row] = await this.reads.rows<Heard<VersionDetailView> & { before: string | null }>(
      actor,
      `select ${VERSION}, v.material_id as "materialId", m.title, v.words, e.words as before,
         ${CONSENTS('v.health_body_id', 'v.material_id')} as consents
       from ${VERSIONS}
       join material m on m.health_body_id = v.health_body_id and m.id = v.material_id
       left join material_version e on e.health_body_id = v.health_body_id and e.material_id = v.material_id
         and e.number = v.number - 1
       where v.id = $1 and v.${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const { consents, before, ...version } = row;
    return {
      ...version,
      consent: nameStateOf(id, consents),
      difference: before === null || version.words === null ? null : differenceOf(before, version.words),
    };
  }

  /** Of a version that is a file, that file's id. Throws DomainError `not-found`, also for a version in words. */
  async fileOf(actor: Actor, id: string): Promise<string> {
    const [row] = await this.reads.rows<{ document: string }>(
      actor,
      `select v.document_id as document from material_version v
       where v.id = $1 and v.${OWN[actor.side]} = $2 and v.document_id is not null`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    return row.document;
  }

  /** A proposed edit, against the version that it changes. Throws DomainError `not-found`. */
  async proposal(actor: Actor, id: string): Promise<ProposalDetailView> {
    const [row] = await this.reads.rows<ProposalDetailView & { before: string }>(
      actor,
      `select ${PROPOSAL}, q.material_id as "materialId", m.title, m.latest, q.words, f.words as before
       from ${PROPOSALS} join material m on m.health_body_id = q.health_body_id and m.id = q.material_id
       where q.id = $1 and q.${OWN[actor.side]} = $2`,
      [id, actor.organisationId],
    );
    if (row === undefined) throw new DomainError('not-found', NOT_FOUND);
    const { before, ...proposal } = row;
    return { ...proposal, difference: differenceOf(before, row.words), ...shareChanged(before, row.words) };
  }

  private async count(actor: Actor, { where, values }: Conditions): Promise<number> {
    const [row] = await this.reads.rows<{ total: string }>(
      actor,
      `select count(*) as total from material m ${where}`,
      values,
    );
    return Number(row?.total ?? 0);
  }
}

function toMaterialView({ consents, ...material }: Heard<MaterialView>): MaterialView {
  return { ...material, consent: nameStateOf(material.latestVersionId ?? '', consents) };
}
