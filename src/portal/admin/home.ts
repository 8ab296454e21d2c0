import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';
import { AdminCare } from './admin-care.service';

/** Where an administrator begins: what needs them, and the way to everything they keep. */
@Injectable()
export class AdminHome {
  constructor(
    private readonly pages: Pages,
    private readonly care: AdminCare,
  ) {}

  async show(request: PageRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    const care = await this.care.list(actor);
    const root = `/o/${actor.organisationId}`;
    this.pages.render(request, reply, 'admin/home.njk', { title: 'Administration', root, care });
  }
}
