import { Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { SETTING_NAMES, SETTINGS_OF_BODY, SettingsOfBody } from '../../settings';
import type { SettingsNow } from '../../settings';
import { answersIn, FormRefused } from '../frame/form';
import type { Answers } from '../frame/form';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageData, PageRequest } from '../frame/pages';
import { asFilledIn, asRead, isMoney, THRESHOLD_WORDS, thresholdsIn } from './thresholds-form';

const TEMPLATE = 'admin/thresholds.njk';
const DONE = { set: 'The thresholds are set. What needs care is judged anew within a minute.' };

/** From when things are noticed: each threshold with its standard, what it does and who sees it. */
@PageController()
export class ThresholdsPage {
  constructor(
    private readonly pages: Pages,
    private readonly settings: SettingsOfBody,
  ) {}

  @Get('o/:org/admin/settings/thresholds')
  async show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const now = await this.settings.now(actor);
    const page = pageFor(actor, now);
    await this.pages.open(request, reply, { template: TEMPLATE, page, done: DONE, answers: answersFor(now) });
  }

  @Post('o/:org/admin/settings/thresholds')
  async set(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): Promise<void> {
    const answers = answersIn(request.body);
    const answerTo = (name: string) => (typeof answers[name] === 'string' ? answers[name] : '');
    try {
      const { wanted, errors } = thresholdsIn(answerTo);
      const version = Number(answerTo('version'));
      if (!Number.isSafeInteger(version) || version < 1) throw openAgain();
      if (errors.length > 0) throw new FormRefused(422, errors);
      await this.settings.change(actor, version, wanted);
      this.pages.goTo(reply, `/o/${actor.organisationId}/admin/settings/thresholds?done=set`);
    } catch (error) {
      const page = async () => pageFor(actor, await this.settings.now(actor));
      await this.pages.showAgain(request, reply, { template: TEMPLATE, page, answers }, error);
    }
  }
}

function openAgain(): FormRefused {
  return new FormRefused(422, [{ field: null, text: 'Open the page again, then send it' }]);
}

/** Only what the health body set itself is filled in. */
function answersFor({ settings, own }: SettingsNow): Answers {
  return Object.fromEntries(own.map((name) => [name, String(asFilledIn(name, settings[name]))]));
}

function pageFor(actor: Actor, { settings, version }: SettingsNow): PageData {
  const settingsRoot = `/o/${actor.organisationId}/admin/settings`;
  return {
    title: 'Thresholds',
    root: `${settingsRoot}/thresholds`,
    breadcrumbs: [{ text: 'Settings', href: settingsRoot }],
    keeps: actor.roles.includes('administrator'),
    version,
    thresholds: SETTING_NAMES.map((name) => ({
      name,
      ...THRESHOLD_WORDS[name],
      money: isMoney(name),
      now: asRead(name, settings[name]),
      standard: asRead(name, SETTINGS_OF_BODY[name].standard),
      least: asRead(name, SETTINGS_OF_BODY[name].least),
      most: asRead(name, SETTINGS_OF_BODY[name].most),
    })),
  };
}
