import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CurrentActor, CurrentSession } from '../../identity';
import type { SignedIn } from '../../identity';
import {
  differenceOf,
  MATERIAL_FILE_LIMIT,
  MaterialEdits,
  Materials,
  MaterialVersions,
  MOST_WORDS,
  shareChanged,
} from '../../materials';
import type { MaterialDetailView, VersionDetailView } from '../../materials';
import type { Actor } from '../../platform';
import { orAskAgain } from '../frame/ask-again';
import { FormRefused } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { PAGE_ID } from '../frame/page-params';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest, Shown } from '../frame/pages';
import { moveFile } from '../frame/sent-file';
import { VersionForm } from '../frame/version-form';
import { shareWords } from './material-words.rules';

class EditForm extends VersionForm {
  @MinLength(1, { message: 'Write the words' })
  @MaxLength(MOST_WORDS, { message: 'Write at most 50,000 characters' })
  words!: string;

  @IsIn(['version', 'propose'], { message: 'Choose what becomes of it' })
  way!: 'version' | 'propose';

  @IsOptional()
  @MaxLength(2000, { message: 'Say it in at most 2,000 characters' })
  why?: string;

  /** Set once what it comes to was seen. */
  @IsOptional()
  @MaxLength(3)
  sure?: string;
}

interface Edited {
  material: MaterialDetailView;
  /** The newest version; null where there is none yet. */
  newest: VersionDetailView | null;
}

const TEMPLATE = 'materials/edit.njk';

/** Changing a material: a new version, or an edit that the other side answers. */
@PageController()
export class MaterialEditPage {
  constructor(
    private readonly pages: Pages,
    private readonly materials: Materials,
    private readonly versions: MaterialVersions,
    private readonly edits: MaterialEdits,
  ) {}

  @Get('o/:org/materials/:id/edit')
  async show(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const edited = await this.read(actor, id);
    const answers = { words: edited.newest?.words ?? '' };
    this.pages.render(request, reply, TEMPLATE, pageOf(actor, edited), { answers });
  }

  @Post('o/:org/materials/:id/edit')
  async edit(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const edited = await this.read(actor, id);
    await this.pages.submit(request, reply, {
      form: EditForm,
      template: TEMPLATE,
      page: pageOf(actor, edited),
      work: (form) => orAskAgain(() => this.change(actor, edited, form)),
    });
  }

  @Post('o/:org/materials/:id/file')
  async file(
    @Req() request: PageRequest,
    @Res() reply: FastifyReply,
    @CurrentActor() actor: Actor,
    @CurrentSession() person: SignedIn,
    @Param('id', PAGE_ID) id: string,
  ): Promise<void> {
    const edited = await this.read(actor, id);
    const move = {
      template: TEMPLATE,
      page: pageOf(actor, edited),
      answers: { words: edited.newest?.words ?? '' },
      ...{ to: at(actor, id), done: 'made', limit: MATERIAL_FILE_LIMIT },
    };
    await moveFile(this.pages, { request, reply, actor, person }, move, (once, { fields, file }) => {
      assertSure(edited, fields);
      return this.versions.addFile(once, id, Number(fields.version), file);
    });
  }

  private async change(actor: Actor, { material, newest }: Edited, form: EditForm): Promise<string | Shown> {
    if (form.way === 'propose' && newest !== null) {
      const why = form.why === undefined || form.why === '' ? {} : { why: form.why };
      const id = await this.edits.propose(actor, newest.id, { words: form.words, ...why });
      return `/o/${actor.organisationId}/material-proposals/${id}?done=proposed`;
    }
    if (newest !== null && form.sure !== 'yes') return checkOf(actor, { material, newest }, form);
    await this.versions.addWords(actor, material.id, form.version, form.words);
    return `${at(actor, material.id)}?done=made`;
  }

  private async read(actor: Actor, id: string): Promise<Edited> {
    const material = await this.materials.one(actor, id);
    const { latestVersionId } = material;
    return {
      material,
      newest: latestVersionId === null ? null : await this.materials.oneVersion(actor, latestVersionId),
    };
  }
}

function at({ organisationId }: Actor, id: string): string {
  return `/o/${organisationId}/materials/${id}`;
}

function pageOf(actor: Actor, { material, newest }: Edited): PageData {
  const root = `/o/${actor.organisationId}`;
  return {
    title: material.latest === 0 ? 'Add the first version' : 'Change a material',
    breadcrumbs: [
      { text: 'Materials', href: `${root}/materials` },
      { text: 'The material', href: at(actor, material.id) },
    ],
    ...{ root, here: at(actor, material.id), material, versionNow: material.version },
    other: actor.side === 'health' ? material.group : material.healthBody,
    mayPropose: newest !== null && newest.words !== null,
    holds: material.consent === 'consented',
  };
}

/** Of a file nobody can be shown what it changes: whoever adds it says that it is the right one. Throws FormRefused. */
function assertSure({ newest }: Edited, { sure }: Readonly<Record<string, string>>): void {
  if (newest === null || sure === 'yes') return;
  const text = 'Say that it is the right file, and choose it once more: it was not kept';
  throw new FormRefused(422, [{ field: 'sure', text }]);
}

/** What a new version comes to, before it is made: it cannot be unmade, and ends the group's yes. */
function checkOf(actor: Actor, edited: Edited & { newest: VersionDetailView }, form: EditForm): Shown {
  const before = edited.newest.words;
  const share = before === null ? null : shareChanged(before, form.words);
  return {
    template: 'materials/check.njk',
    data: {
      ...pageOf(actor, edited),
      title: 'Check the new version',
      form,
      number: edited.material.latest + 1,
      difference: before === null ? null : differenceOf(before, form.words),
      share: share === null ? '' : shareWords(share.removedPercent, share.addedPercent),
    },
  };
}
