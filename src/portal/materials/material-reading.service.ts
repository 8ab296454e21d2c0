import { Injectable } from '@nestjs/common';
import { Materials, NameUseListQuery, NameUses } from '../../materials';
import type { MaterialDetailView, NameUseView } from '../../materials';
import { Clock } from '../../platform';
import type { Actor } from '../../platform';
import { calendarDate } from '../../shared/calendar-date';
import type { PageData } from '../frame/pages';
import { asked } from '../group/asked';
import { nameSaying, nameTag, proposalTag, shareWords } from './material-words.rules';

const MOST_SHOWN = 100;

/** What the pages of a material show. */
@Injectable()
export class MaterialReader {
  constructor(
    private readonly materials: Materials,
    private readonly uses: NameUses,
    private readonly clock: Clock,
  ) {}

  /** A material as it is now: its newest version, where its name is used, and what both sides say. */
  async page(actor: Actor, id: string): Promise<PageData> {
    const material = await this.materials.one(actor, id);
    const newest = material.latestVersionId === null ? null : await this.version(actor, material.latestVersionId);
    const { items } = await this.uses.list(actor, asked(NameUseListQuery, { materialId: id, limit: MOST_SHOWN }));
    const root = `/o/${actor.organisationId}`;
    return {
      title: 'A material',
      breadcrumbs: [{ text: 'Materials', href: `${root}/materials` }],
      ...{ root, here: `${root}/materials/${id}`, material, newest },
      ...sides(actor, material),
      today: this.clock.today(),
      uses: items.map(useOf),
      versions: material.versions.map(({ id: versionId, number, madeBy, madeOn, consent, ...share }) => ({
        ...{ id: versionId, number, madeOn: calendarDate(madeOn), name: nameTag(consent) },
        who: madeBy === 'health' ? material.healthBody : material.group,
        share: shareWords(share.removedPercent, share.addedPercent),
      })),
      proposals: material.proposals.map(({ id: proposalId, proposedBy, proposedOn, state, fromNumber }) => ({
        ...{ id: proposalId, on: calendarDate(proposedOn), stands: proposalTag(state), fromNumber },
        who: proposedBy === 'health' ? material.healthBody : material.group,
      })),
      comments: material.comments.map(({ side, words, saidOn, number }) => ({
        ...{ words, number, on: calendarDate(saidOn) },
        who: side === 'health' ? material.healthBody : material.group,
      })),
    };
  }

  /** One version beside the one before. */
  async versionPage(actor: Actor, id: string): Promise<PageData> {
    const version = await this.version(actor, id);
    const material = await this.materials.one(actor, version.materialId);
    const root = `/o/${actor.organisationId}`;
    return {
      title: `Version ${String(version.number)}`,
      breadcrumbs: [
        { text: 'Materials', href: `${root}/materials` },
        { text: 'The material', href: `${root}/materials/${material.id}` },
      ],
      ...{ root, here: `${root}/material-versions/${id}`, material, newest: version },
      ...sides(actor, material),
      today: this.clock.today(),
      who: version.madeBy === 'health' ? material.healthBody : material.group,
    };
  }

  async materialOf(actor: Actor, versionId: string): Promise<string> {
    return (await this.materials.oneVersion(actor, versionId)).materialId;
  }

  private async version(actor: Actor, id: string) {
    const version = await this.materials.oneVersion(actor, id);
    return Object.assign(version, {
      madeDay: calendarDate(version.madeOn),
      yesSince: version.consentGivenOn === null ? null : calendarDate(version.consentGivenOn),
      name: nameTag(version.consent),
      share: shareWords(version.removedPercent, version.addedPercent),
    });
  }
}

function sides({ side, roles }: Actor, material: MaterialDetailView) {
  const { consent, group, healthBody, healthCredit, groupCredit } = material;
  const lapsed = material.versions.find((version) => version.consent === 'lapsed');
  return {
    other: side === 'health' ? group : healthBody,
    isGroup: side === 'group',
    maySayYes: roles.includes('group_lead'),
    saying: nameSaying(group, consent, lapsed?.number),
    ownCredit: side === 'health' ? healthCredit : groupCredit,
    credits: [healthCredit, groupCredit].filter((credit) => credit !== null),
  };
}

/** A use of a name as lists show it. */
export function useOf({ sinceOn, untilOn, consent, inUse, ...use }: NameUseView) {
  return {
    ...use,
    sinceOn: calendarDate(sinceOn),
    untilOn: untilOn === null ? null : calendarDate(untilOn),
    flagged: inUse && consent !== 'consented',
    name: nameTag(consent),
    inUse,
  };
}
